#include "core/figure/portrait_figure.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/figure/captions.hpp"
#include "core/figure/cycle_marks.hpp"
#include "core/figure/marker_role.hpp"
#include "core/figure/orbit_marks.hpp"
#include "core/figure/phase_line_figure.hpp"

namespace separatrix {
namespace {

void addNullclines(Figure& figure, const Nullclines& nullclines) {
  for (const Curve& curve : nullclines.first) figure.lines.push_back({Layer::nullclines, Role::xNullcline, curve, {}, false, "n1"});
  for (const Curve& curve : nullclines.second) figure.lines.push_back({Layer::nullclines, Role::yNullcline, curve, {}, false, "n2"});
  for (const Box& box : nullclines.undefined)
    if (box.size() == 2) figure.undefined.emplace_back(box[0], box[1]);
}

void addField(Figure& figure, const Portrait& portrait) {
  const DirectionField& field = portrait.directions;
  FigureArrows arrows;
  for (std::size_t k = 0; k < field.x.size(); ++k) {
    const double dx = field.dx[k], dy = field.dy[k];  // fractions of the window
    if (dx == 0 && dy == 0) continue;  // no value there
    arrows.x.push_back(field.x[k]);
    arrows.y.push_back(field.y[k]);
    arrows.dx.push_back(dx);
    arrows.dy.push_back(dy);
  }
  if (!arrows.x.empty()) figure.arrows.push_back(std::move(arrows));
}

void addEquilibria(Figure& figure, const Portrait& portrait) {
  const View view(portrait.problem.plane);
  for (const Curve& curve : portrait.equilibriumCurves)
    figure.lines.push_back({Layer::equilibria, Role::nonhyperbolicEquilibrium, view.curve(curve), {}, false, "e"});
  for (std::size_t k = 0; k < portrait.equilibria.size(); ++k) {
    const auto [x, y] = view.at(portrait.equilibria[k].state);
    figure.markers.push_back({Layer::equilibria, markerRole(portrait.equilibria[k].stability), x, y, "e" + std::to_string(k + 1)});
  }
  for (std::size_t k = 0; k < portrait.fixedPoints.size(); ++k) {
    const auto [x, y] = view.at(portrait.fixedPoints[k].state);
    figure.markers.push_back({Layer::equilibria, markerRole(portrait.fixedPoints[k].stability), x, y, "p" + std::to_string(k + 1)});
  }
}

void addManifolds(Figure& figure, const Portrait& portrait) {
  const View view(portrait.problem.plane);
  for (const ManifoldBranch& branch : portrait.manifolds) {
    const bool stable = branch.kind == ManifoldBranch::Kind::stable;
    const std::string id = "e" + std::to_string(branch.equilibrium + 1) + (stable ? ".stable." : ".unstable.") +
                           (branch.side > 0 ? "+1" : "-1");
    figure.lines.push_back({Layer::manifolds, stable ? Role::stableManifold : Role::unstableManifold, view.curve(branch.curve),
                            {1.0 / 8, 1.0 / 2}, stable, id});
  }
}

// The smallest interval around a variable's values on all trajectories, with a twentieth of air;
// values beyond a hundred windows (a blow-up) do not count.
Interval rangeOf(const Portrait& portrait, std::size_t variable) {
  const Interval window = portrait.problem.box[variable];
  const double air = 100 * window.width();
  double lo = window.hi, hi = window.lo;
  for (const Trajectory& trajectory : portrait.trajectories)
    for (std::size_t k = 0; k < trajectory.states.size(); ++k) {
      const double value = trajectory.states[k][variable];
      if (!(value > window.lo - air && value < window.hi + air)) continue;
      lo = std::min(lo, value);
      hi = std::max(hi, value);
    }
  if (!(lo < hi)) return window;
  return {lo - 0.05 * (hi - lo), hi + 0.05 * (hi - lo)};
}

Interval timesOf(const Portrait& portrait) {
  Interval times{0, 0};
  for (const Trajectory& trajectory : portrait.trajectories)
    if (!trajectory.t.empty()) times = hull(times, hull(trajectory.t.front(), trajectory.t.back()));
  return times.lo < times.hi && times.isBounded() ? times : Interval(0, 1);
}

}  // namespace

Figure portraitFigure(const Portrait& portrait) {
  const Problem& problem = portrait.problem;
  if (isPhaseLine(problem)) return phaseLineFigure(portrait, rateRange(portrait));
  Figure figure;
  figure.x = axisOf(problem, problem.plane.i);
  figure.y = problem.plane.i == problem.plane.j ? FigureAxis{{-1, 1}, "", ""} : axisOf(problem, problem.plane.j);
  figure.title = titleOf(*problem.model);
  figure.caption = captionOf(problem);
  addField(figure, portrait);
  addNullclines(figure, portrait.nullclines);
  addEquilibria(figure, portrait);
  addManifolds(figure, portrait);
  addOrbits(figure, portrait);
  addCycles(figure, portrait);
  return figure;
}

Figure timeCourseFigure(const Portrait& portrait, int variable) {
  const Problem& problem = portrait.problem;
  SEPARATRIX_EXPECTS(variable >= 0 && variable < problem.model->dimension());
  const auto v = static_cast<std::size_t>(variable);
  Figure figure;
  figure.x = {timesOf(portrait), "t", ""};
  figure.y = axisOf(problem, variable);
  figure.y.range = rangeOf(portrait, v);
  figure.title = titleOf(*problem.model);
  figure.caption = captionOf(problem);
  addTimeCourses(figure, portrait, v);
  return figure;
}

}  // namespace separatrix
