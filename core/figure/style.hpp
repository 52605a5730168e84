#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/figure/figure.hpp"

namespace separatrix {

enum class StyleName { light, dark, print };

struct Ink {
  std::uint8_t red = 0, green = 0, blue = 0;
  friend bool operator==(const Ink&, const Ink&) = default;
};

/// How a role looks on paper. Lengths in points (1/72 inch).
struct Stroke {
  Ink ink;
  double width = 1;
  std::vector<double> dash;  ///< on, off, ... in multiples of the width; empty: solid
};

enum class MarkerShape { disc, circle, halfDiamond, crossedCircle, smallCircle };
struct Marker {
  MarkerShape shape = MarkerShape::disc;
  Ink ink, fill;
  double size = 8;  ///< diameter
};

/// The style sheet: colors, dashes, markers of WINDOW.md 2.9.
struct Style {
  StyleName name = StyleName::light;
  Ink background, ink, grid;
  Stroke stroke(Role role) const;
  Marker marker(Role role) const;
};

Style style(StyleName name);

}  // namespace separatrix
