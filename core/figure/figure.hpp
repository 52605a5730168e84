#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/curve.hpp"
#include "core/scalar/interval.hpp"

namespace separatrix {

/// The layers of every figure, in drawing order; a layer on screen is a layer in the file.
enum class Layer { axes, field, nullclines, equilibria, manifolds, orbits, cycles, notes };
inline constexpr int kLayerCount = 8;
inline constexpr std::array<Layer, kLayerCount> kLayers = {Layer::axes,      Layer::field,  Layer::nullclines, Layer::equilibria,
                                                           Layer::manifolds, Layer::orbits, Layer::cycles,     Layer::notes};
using LayerSet = std::array<bool, kLayerCount>;  ///< which layers are shown
std::string_view name(Layer layer);  ///< "axes", "field", ... as in `--layers` and in the groups of an SVG

/// What a mark means. A style turns a role into color, width, dash and arrows (WINDOW.md, 2.9).
enum class Role {
  frame, grid, text, xNullcline, yNullcline, orbit, stableManifold, unstableManifold, stableCycle, unstableCycle,
  saddleCycle, fieldArrow, stableEquilibrium, unstableEquilibrium, saddleEquilibrium, nonhyperbolicEquilibrium,
  equalTimeDot, startHandle, undefinedRegion, note,
  // bifurcation diagrams: branches, the circles on branches of cycles, special points, curves in two parameters
  stableBranch, unstableBranch, stableCycleBranch, unstableCycleBranch, stableCyclePoint, unstableCyclePoint, specialPoint,
  foldCurve, hopfCurve, neutralSaddleCurve, cycleFoldCurve, periodDoublingCurve, torusCurve, homoclinicCurve, snicCurve,
  ghost  ///< an earlier state, while the present one is worked out
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

  friend bool operator==(const FigureLine&, const FigureLine&) = default;
};

struct FigureMarker {
  Layer layer = Layer::equilibria;
  Role role = Role::stableEquilibrium;
  double x = 0, y = 0;
  std::string id;

  friend bool operator==(const FigureMarker&, const FigureMarker&) = default;
};

/// Many small arrows of one length on paper: anchor (x, y) and direction (dx, dy), the latter in
/// fractions of the figure's own axis ranges (x right, y up; any length but 0), so that an arrow
/// is tangent to the curve through its anchor on paper of any shape.
struct FigureArrows {
  Layer layer = Layer::field;
  Role role = Role::fieldArrow;
  std::vector<double> x, y, dx, dy;

  friend bool operator==(const FigureArrows&, const FigureArrows&) = default;
};

struct FigureText {
  Layer layer = Layer::notes;
  Role role = Role::text;
  double x = 0, y = 0;  ///< data coordinates
  std::string text;     ///< plain, or LaTeX between $...$

  friend bool operator==(const FigureText&, const FigureText&) = default;
};

/// A short text beside the point (x, y), which stays free itself. The drawing routine finds it a
/// place where it covers no other label and, where it can, no curve; one without a place is left out.
struct FigureLabel {
  Layer layer = Layer::notes;
  Role role = Role::text;
  double x = 0, y = 0;  ///< data coordinates
  std::string text;     ///< plain, or LaTeX between $...$

  friend bool operator==(const FigureLabel&, const FigureLabel&) = default;
};

/// A grid of colored cells over the box x times y; `cells` row by row from the lowest, each the
/// number of its region (Style::region), or -1: left free.
struct FigureCells {
  Layer layer = Layer::field;
  Interval x, y;
  int columns = 0;
  std::vector<int> cells;

  int rows() const { return columns > 0 ? static_cast<int>(cells.size()) / columns : 0; }
  friend bool operator==(const FigureCells&, const FigureCells&) = default;
};

struct FigureAxis {
  Interval range;
  std::string label;  ///< LaTeX source of the symbol, e.g. "I_{ext}"
  std::string unit;

  friend bool operator==(const FigureAxis&, const FigureAxis&) = default;
};

/// A picture as data: toolkit-neutral, in data coordinates, layers and roles instead of pens.
/// Screen, PNG, PDF, SVG are back-ends of it.
struct Figure {
  FigureAxis x, y;
  std::string title, caption;  ///< plain, or LaTeX between $...$
  LayerSet visible = {true, true, true, true, true, true, true, true};
  std::vector<FigureArrows> arrows;
  std::vector<FigureLine> lines;
  std::vector<FigureMarker> markers;
  std::vector<FigureText> texts;
  std::vector<FigureLabel> labels;
  std::vector<FigureCells> cells;
  std::vector<std::pair<Interval, Interval>> undefined;  ///< hatched plane boxes, in layer nullclines

  bool shows(Layer layer) const { return visible[static_cast<std::size_t>(layer)]; }
  void show(Layer layer, bool on) { visible[static_cast<std::size_t>(layer)] = on; }
};

}  // namespace separatrix
