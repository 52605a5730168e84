#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/curve.hpp"
#include "core/scalar/interval.hpp"

namespace separatrix {

/// The layers of every figure, in drawing order; a layer on screen is a layer in the file.
enum class Layer { axes, field, nullclines, equilibria, manifolds, orbits, cycles, notes };
inline constexpr int kLayerCount = 8;
std::string_view name(Layer layer);

/// What a mark means. A style turns a role into color, width, dash and arrows (WINDOW.md, 2.9).
enum class Role {
  frame, grid, text, xNullcline, yNullcline, orbit, stableManifold, unstableManifold, stableCycle, unstableCycle,
  saddleCycle, fieldArrow, stableEquilibrium, unstableEquilibrium, saddleEquilibrium, nonhyperbolicEquilibrium,
  equalTimeDot, startHandle, undefinedRegion, note
};

/// A polyline in data coordinates. `arrows` are positions along it as fractions of its visible
/// length; `arrowsReversed` points them toward the first point.
struct FigureLine {
  Layer layer = Layer::notes;
  Role role = Role::note;
  Curve curve;  ///< dimension 2
  std::vector<double> arrows;
  bool arrowsReversed = false;
  std::string id;  ///< "c1", "e2.unstable.+1": for hit tests and tooltips
};

struct FigureMarker {
  Layer layer = Layer::equilibria;
  Role role = Role::stableEquilibrium;
  double x = 0, y = 0;
  std::string id;
};

/// Many small arrows of one length: anchor (x, y), direction (dx, dy) as unit vector on paper
/// (x right, y up).
struct FigureArrows {
  Layer layer = Layer::field;
  Role role = Role::fieldArrow;
  std::vector<double> x, y, dx, dy;
};

struct FigureText {
  Layer layer = Layer::notes;
  Role role = Role::text;
  double x = 0, y = 0;  ///< data coordinates
  std::string text;     ///< plain, or LaTeX between $...$
};

struct FigureAxis {
  Interval range;
  std::string label;  ///< LaTeX source of the symbol, e.g. "I_{ext}"
  std::string unit;
};

/// A picture as data: toolkit-neutral, in data coordinates, layers and roles instead of pens.
/// Screen, PNG, PDF, SVG are back-ends of it.
struct Figure {
  FigureAxis x, y;
  std::string title, caption;
  std::array<bool, kLayerCount> visible = {true, true, true, true, true, true, true, true};
  std::vector<FigureArrows> arrows;
  std::vector<FigureLine> lines;
  std::vector<FigureMarker> markers;
  std::vector<FigureText> texts;
  std::vector<std::pair<Interval, Interval>> undefined;  ///< hatched plane boxes
};

}  // namespace separatrix
