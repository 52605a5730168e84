#pragma once

#include "core/figure/figure.hpp"
#include "core/figure/paper.hpp"
#include "core/figure/ticks.hpp"

namespace separatrix {

/// The size of a figure on paper.
struct PageSize {
  double widthCm = 12, heightCm = 8;
  double fontPt = 9;
};

inline constexpr double kPointsPerCm = 72 / 2.54;

/// Where everything outside the curves goes: the box of the axes, the numbers and labels around
/// it. Screen, SVG, PDF and PNG share it. Lengths in paper units (points in files, pixels on screen).
struct PageLayout {
  double width = 0, height = 0;
  double font = 9;   ///< size of letters
  PaperFrame frame;  ///< the axes' box and what it shows
  Ticks x, y;
  bool yLabelUpright = true;  ///< a short label stands upright left of the axis, a long one runs along it
};

/// How many numbers an axis of that length in points can carry at that letter size.
int xTickTarget(double lengthPt, double fontPt);
int yTickTarget(double lengthPt, double fontPt);

/// The layout of a figure on paper of `width` by `height` paper units, `point` units to the point.
/// `breadth`: how much wider the letters are than those of a text face (digits half as wide as high).
PageLayout layOut(const Figure& figure, double width, double height, double fontPt, double point = 1, double breadth = 1);

/// The same for a file: paper units are points.
PageLayout layOutPage(const Figure& figure, const PageSize& page);

}  // namespace separatrix
