#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/figure/figure.hpp"

namespace separatrix {

enum class StyleName { light, dark, print };
inline constexpr std::array<StyleName, 3> kStyleNames = {StyleName::light, StyleName::dark, StyleName::print};
std::string_view name(StyleName style);                       ///< "light", "dark", "print"
std::optional<StyleName> styleNamed(std::string_view name);   ///< the inverse; empty for any other word

struct Ink {
  std::uint8_t red = 0, green = 0, blue = 0;
  friend bool operator==(const Ink&, const Ink&) = default;
};

std::string hex(Ink ink);  ///< "#D02F0F"

/// Luminance contrast of two inks, 1 (equal) .. 21 (black on white). Source: WCAG 2.1, "contrast ratio".
double contrast(Ink a, Ink b);

/// How a role looks on paper. Lengths in points (1/72 inch).
struct Stroke {
  Ink ink;
  double width = 1;
  std::vector<double> dash;  ///< on, off, ... in multiples of the width; empty: solid
};

enum class MarkerShape { disc, circle, halfDiamond, crossedCircle, smallCircle };
struct Marker {
  MarkerShape shape = MarkerShape::disc;
  Ink ink, fill;    ///< of the edge, of the inside
  double size = 8;  ///< diameter
};

/// The style sheet: colors, dashes, markers of WINDOW.md 2.9.
struct Style {
  StyleName name = StyleName::light;
  Ink background, ink, grid;
  Stroke stroke(Role role) const;
  Marker marker(Role role) const;
  Ink region(int number) const;  ///< the area color of region `number` >= 0; after twelve they come again
};

Style style(StyleName name);

}  // namespace separatrix
