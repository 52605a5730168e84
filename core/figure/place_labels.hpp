#pragma once

#include "core/figure/figure.hpp"
#include "core/figure/paper.hpp"
#include "core/figure/style.hpp"

namespace separatrix {

/// The labels of one layer, each beside its point: inside the frame, on no other label, on no marker of a
/// special point, and where possible on no curve. One that had to go farther gets a thin line to its point.
/// Earlier labels choose first; one that finds no place is left out.
Marks placeLabels(const Figure& figure, Layer layer, const Style& style, const PaperFrame& frame, const LayerSet& visible);

}  // namespace separatrix
