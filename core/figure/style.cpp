#include "core/figure/style.hpp"

#include <algorithm>
#include <array>
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

// Areas lie under curves and letters of full ink: tints on paper, shades on a dark screen. Neighbors in the list
// differ in lightness too.
constexpr std::array<Ink, 12> kLightRegions = {ink(0xF6E9C9), ink(0xC9DDF3), ink(0xF3CFC6), ink(0xD5EBCF), ink(0xE2D3EE), ink(0xFBF3A6),
                                               ink(0xB9E3E0), ink(0xEBD2B4), ink(0xD9DDE3), ink(0xF7D3E4), ink(0xC6D2A2), ink(0xB7C4E8)};
constexpr std::array<Ink, 12> kDarkRegions = {ink(0x3B3524), ink(0x233A54), ink(0x4B2A26), ink(0x24432B), ink(0x3A2C4D), ink(0x4A4616),
                                              ink(0x1D4645), ink(0x4C3A22), ink(0x353A42), ink(0x4A2639), ink(0x37421C), ink(0x2A3566)};
constexpr std::array<Ink, 6> kPrintRegions = {ink(0xFFFFFF), ink(0xD6D6D6), ink(0xEDEDED), ink(0xC2C2C2), ink(0xF6F6F6), ink(0xE2E2E2)};

const Palette& palette(StyleName name) {
  switch (name) {
    case StyleName::light: return kLight;
    case StyleName::dark: return kDark;
    case StyleName::print: return kPrint;
  }
  return kLight;
}

// Cycles stand out from the equilibria of a diagram by color too, except on paper without any.
Ink diagramCycle(StyleName name) { return name == StyleName::print ? palette(name).cycle : palette(name).orbit; }

Ink ghostInk(StyleName name) { return name == StyleName::dark ? ink(0x565C65) : ink(0xB4B4B4); }

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
    case Role::nonhyperbolicEquilibrium: return {p.ink, 2.0, {}};
    case Role::note: return {p.ink, 0.8, {}};
    case Role::stableBranch: return {p.ink, 2.2, {}};
    case Role::unstableBranch: return {p.ink, 0.9, {4, 3}};
    case Role::stableCycleBranch: return {diagramCycle(name), 0.7, {}};
    case Role::unstableCycleBranch: return {diagramCycle(name), 0.6, {3, 2.4}};
    case Role::foldCurve: return {p.ink, 1.6, {}};
    case Role::hopfCurve: return {p.xNullcline, 1.4, print ? std::vector<double>{6, 2} : std::vector<double>{}};
    case Role::neutralSaddleCurve: return {p.xNullcline, 0.8, {1, 2.5}};
    case Role::cycleFoldCurve: return {p.yNullcline, 1.4, {6, 2, 1, 2}};
    case Role::periodDoublingCurve: return {p.unstableManifold, 1.2, {4, 2}};
    case Role::torusCurve: return {p.stableManifold, 1.3, {2, 1.4}};
    case Role::homoclinicCurve: return {p.orbit, 1.4, {5, 1.6}};
    case Role::snicCurve: return {p.orbit, 2.0, {}};
    case Role::ghost: return {ghostInk(name), 0.9, {}};
    default: return {p.ink, 0.8, {}};
  }
}

Ink Style::region(int number) const {
  const auto k = static_cast<std::size_t>(number);
  switch (name) {
    case StyleName::light: return kLightRegions[k % kLightRegions.size()];
    case StyleName::dark: return kDarkRegions[k % kDarkRegions.size()];
    case StyleName::print: return kPrintRegions[k % kPrintRegions.size()];
  }
  return background;
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
    case Role::stableCyclePoint: return {MarkerShape::disc, diagramCycle(name), diagramCycle(name), 3.4};
    case Role::unstableCyclePoint: return {MarkerShape::circle, diagramCycle(name), p.background, 4.2};
    case Role::specialPoint: return {MarkerShape::disc, p.ink, p.xNullcline, 5};
    case Role::ghost: return {MarkerShape::disc, ghostInk(name), ghostInk(name), 2.4};
    default: return {MarkerShape::disc, p.ink, p.ink, 4};
  }
}

}  // namespace separatrix
