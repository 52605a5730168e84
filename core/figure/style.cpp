#include "core/figure/style.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {
namespace {

constexpr Ink ink(std::uint32_t rgb) {
  return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8 & 0xff),
          static_cast<std::uint8_t>(rgb & 0xff)};
}

/// The inks of one style sheet; the table of WINDOW.md 2.9, one column.
struct Palette {
  Ink background, ink, grid, xNullcline, yNullcline, orbit, stableManifold, unstableManifold, cycle, field;
};

constexpr Palette kLight = {ink(0xFFFFFF), ink(0x000000), ink(0xE4E4E4), ink(0xD02F0F), ink(0x08543B),
                            ink(0x1257FE), ink(0x400491), ink(0xB441A1), ink(0x000000), ink(0xB8B8B8)};
constexpr Palette kDark = {ink(0x1B1E23), ink(0xE6E6E6), ink(0x33373D), ink(0xBF802D), ink(0x17F38B),
                           ink(0x53A4E3), ink(0x8871FE), ink(0xF72F86), ink(0xFFFFFF), ink(0x4A4F57)};
constexpr Palette kPrint = {ink(0xFFFFFF), ink(0x000000), ink(0xE4E4E4), ink(0x000000), ink(0x000000),
                            ink(0x707070), ink(0x000000), ink(0x404040), ink(0x000000), ink(0xC8C8C8)};

const Palette& palette(StyleName name) {
  switch (name) {
    case StyleName::light: return kLight;
    case StyleName::dark: return kDark;
    case StyleName::print: return kPrint;
  }
  return kLight;
}

// Relative luminance of an sRGB color, WCAG 2.1.
double luminance(Ink color) {
  const auto linear = [](std::uint8_t c) {
    const double s = c / 255.0;
    return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

}  // namespace

std::string_view name(StyleName style) {
  switch (style) {
    case StyleName::light: return "light";
    case StyleName::dark: return "dark";
    case StyleName::print: return "print";
  }
  return "light";
}

std::optional<StyleName> styleNamed(std::string_view text) {
  for (const StyleName candidate : kStyleNames)
    if (text == name(candidate)) return candidate;
  return std::nullopt;
}

std::string hex(Ink color) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text = "#";
  for (const unsigned part : {color.red, color.green, color.blue}) {
    text += digits[part >> 4];
    text += digits[part & 15];
  }
  return text;
}

double contrast(Ink a, Ink b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Style style(StyleName name) {
  const Palette& p = palette(name);
  return {name, p.background, p.ink, p.grid};
}

Stroke Style::stroke(Role role) const {
  const Palette& p = palette(name);
  const bool print = name == StyleName::print;
  switch (role) {
    case Role::grid: return {p.grid, 0.5, {}};
    case Role::xNullcline: return {p.xNullcline, 1.3, {6, 2}};
    case Role::yNullcline: return {p.yNullcline, 1.3, {6, 2, 1, 2}};
    case Role::orbit: return {p.orbit, 0.8, {}};
    case Role::stableManifold:
      return {p.stableManifold, 1.4, print ? std::vector<double>{1, 1.6} : std::vector<double>{}};
    case Role::unstableManifold: return {p.unstableManifold, 1.4, {}};
    case Role::stableCycle: return {p.cycle, 2.4, {}};
    case Role::unstableCycle: return {p.cycle, 2.0, {2.4, 1.2}};
    case Role::saddleCycle: return {p.cycle, 2.0, {3, 1, 1, 1}};
    case Role::fieldArrow: return {p.field, 0.6, {}};
    case Role::undefinedRegion: return {p.orbit, 0.5, {}};
    case Role::startHandle: return {p.orbit, 0.8, {}};
    case Role::note: return {p.ink, 0.8, {}};
    default: return {p.ink, 0.8, {}};
  }
}

Marker Style::marker(Role role) const {
  const Palette& p = palette(name);
  switch (role) {
    case Role::stableEquilibrium: return {MarkerShape::disc, p.ink, p.ink, 7};
    case Role::unstableEquilibrium: return {MarkerShape::circle, p.ink, p.background, 7};
    case Role::saddleEquilibrium: return {MarkerShape::halfDiamond, p.ink, p.background, 8};
    case Role::nonhyperbolicEquilibrium: return {MarkerShape::crossedCircle, p.ink, p.background, 8};
    case Role::equalTimeDot: {
      const bool dark = name == StyleName::dark;  // a light dot with a dark edge, on either cycle
      return {MarkerShape::smallCircle, dark ? p.background : p.ink, dark ? p.cycle : p.background, 2.6};
    }
    case Role::startHandle: return {MarkerShape::disc, p.orbit, p.orbit, 3};
    case Role::orbit: return {MarkerShape::disc, p.orbit, p.orbit, 2.2};
    default: return {MarkerShape::disc, p.ink, p.ink, 4};
  }
}

}  // namespace separatrix
