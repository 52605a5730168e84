#pragma once

#include "core/figure/figure.hpp"
#include "core/figure/paper.hpp"
#include "core/figure/style.hpp"

namespace separatrix {

/// The cells of a grid as areas, two paths per region (even and odd rows); neighbors of one color in a row are one piece,
/// and pieces overlap by a hair so that no seam shows.
Marks drawCells(const FigureCells& grid, const Style& style, const PaperFrame& frame);

}  // namespace separatrix
