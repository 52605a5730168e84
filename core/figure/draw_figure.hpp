#pragma once

#include <optional>
#include <string>

#include "core/figure/figure.hpp"
#include "core/figure/page_layout.hpp"
#include "core/figure/paper.hpp"
#include "core/figure/style.hpp"

namespace separatrix {

/// The marks of one layer of a figure inside `frame`, in drawing order; empty when the layer is
/// not in `visible`. Curves are clipped to the frame and leave equilibria free, dashes and arrows are
/// measured on the visible part, non-finite points break a curve. The one drawing routine of every
/// back-end. Layer axes has no marks here: see drawAxes.
Marks drawLayer(const Figure& figure, Layer layer, const Style& style, const PaperFrame& frame, const LayerSet& visible);
inline Marks drawLayer(const Figure& figure, Layer layer, const Style& style, const PaperFrame& frame) {
  return drawLayer(figure, layer, style, frame, figure.visible);
}

/// Frame, ticks, numbers, axis labels and title of a page.
Marks drawAxes(const Figure& figure, const Style& style, const PageLayout& layout);

/// The axis labels and the title alone, where a toolkit draws frame, ticks and numbers itself.
Marks drawLabels(const Figure& figure, const Style& style, const PageLayout& layout);

/// The id of what lies within `tolerance` paper units of p in a visible layer: the nearest marker,
/// or, where there is none, the nearest curve. Things without an id cannot be hit.
std::optional<std::string> hitFigure(const Figure& figure, const Style& style, const PaperFrame& frame, PaperPoint p,
                                     double tolerance, const LayerSet& visible);

}  // namespace separatrix
