#include "core/figure/diagram_figure.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/figure/captions.hpp"
#include "core/figure/math_text.hpp"

namespace separatrix {
namespace {

using Kind = DiagramQuantity::Kind;

constexpr double kCircleEvery = 1.0 / 45;  // of the picture's diagonal

// Where a branch changes its stability between two points, the picture changes at the special point
// between them, not at one of the two.
const SpecialPoint* turnBetween(const Diagram& diagram, std::size_t branch, const BranchPoint& a, const BranchPoint& b) {
  const double width = std::max(diagram.options.range.width(), 1e-300);
  const double reach = 3 * std::fabs(a.parameter - b.parameter) + 1e-3 * width;
  const SpecialPoint* nearest = nullptr;
  double least = reach;
  for (const SpecialPoint& special : diagram.specialPoints) {
    const double away = std::fabs(special.parameter - (a.parameter + b.parameter) / 2);
    if (special.branch != static_cast<int>(branch) || special.state.size() != a.state.size() || !(away <= least)) continue;
    bool between = !a.state.empty();
    for (std::size_t k = 0; k < a.state.size() && between; ++k) {
      const double low = std::min(a.state[k], b.state[k]), high = std::max(a.state[k], b.state[k]);
      const double slack = high - low + 1e-9 * (1 + std::fabs(high));
      between = special.state[k] >= low - slack && special.state[k] <= high + slack;
    }
    if (!between) continue;
    least = away;
    nearest = &special;
  }
  return nearest;
}

bool drawnStable(const BranchPoint& point) { return point.stability == Stability::stable; }

// The runs of equal stability of a branch; neighbors share a point.
template <class Append>
void forEachRun(const Diagram& diagram, std::size_t branch, const Append& append) {
  const std::vector<BranchPoint>& points = diagram.branches[branch].points;
  std::vector<BranchPoint> run;
  bool stable = false;
  for (std::size_t k = 0; k < points.size(); ++k) {
    // A point exactly at the turn has the stability of neither side: it joins the run it ends.
    const bool own = points[k].stability == Stability::nonhyperbolic && !run.empty() ? stable : drawnStable(points[k]);
    if (!run.empty() && own != stable) {
      BranchPoint joint = run.back();
      const SpecialPoint* turn = diagram.branches[branch].kind == Branch::Kind::cycles
                                     ? nullptr
                                     : turnBetween(diagram, branch, run.back(), points[k]);
      if (turn != nullptr) {
        joint.parameter = turn->parameter;
        joint.state = turn->state;
        run.push_back(joint);
      }
      append(run, stable);
      run = {joint};
    }
    stable = own;
    run.push_back(points[k]);
  }
  if (!run.empty()) append(run, stable);
}

void addLine(Figure& figure, Layer layer, Role role, Curve curve, const std::string& id) {
  if (curve.size() > 1) figure.lines.push_back({layer, role, std::move(curve), {}, false, id});
}

void addEquilibria(Figure& figure, const Diagram& diagram, std::size_t b, const DiagramQuantity& quantity) {
  const Branch& branch = diagram.branches[b];
  forEachRun(diagram, b, [&](const std::vector<BranchPoint>& run, bool stable) {
    Curve curve;
    for (const BranchPoint& point : run)
      if (const auto value = valueAt(branch, point, quantity)) curve.append({point.parameter, value->lo});
    addLine(figure, Layer::equilibria, stable ? Role::stableBranch : Role::unstableBranch, std::move(curve), branch.id);
  });
}

// Circles along a curve, as far apart as pictures want them, not as the continuation stepped.
void addCircles(Figure& figure, const Curve& curve, Role role, const std::string& id) {
  const double width = figure.x.range.width(), height = figure.y.range.width();
  double sinceLast = kCircleEvery;
  for (std::size_t k = 0; k < curve.size(); ++k) {
    if (k > 0) {
      const double x0 = curve[k - 1][0], y0 = curve[k - 1][1], dx = curve[k][0] - x0, dy = curve[k][1] - y0;
      const double step = std::hypot(dx / width, 0.7 * dy / height);
      if (!(step < 100)) continue;
      double along = kCircleEvery - sinceLast;
      for (; along < step; along += kCircleEvery)
        figure.markers.push_back({Layer::cycles, role, x0 + dx * along / step, y0 + dy * along / step, id});
      sinceLast = step - (along - kCircleEvery);
      continue;
    }
    figure.markers.push_back({Layer::cycles, role, curve[k][0], curve[k][1], id});
    sinceLast = 0;
  }
}

void addCycles(Figure& figure, const Diagram& diagram, std::size_t b, const DiagramQuantity& quantity) {
  const Branch& branch = diagram.branches[b];
  forEachRun(diagram, b, [&](const std::vector<BranchPoint>& run, bool stable) {
    Curve low, high;
    for (const BranchPoint& point : run)
      if (const auto value = valueAt(branch, point, quantity)) {
        low.append({point.parameter, value->lo});
        high.append({point.parameter, value->hi});
      }
    const bool two = !(low == high);
    for (Curve* curve : {&high, &low}) {
      if (curve == &low && !two) break;
      addCircles(figure, *curve, stable ? Role::stableCyclePoint : Role::unstableCyclePoint, branch.id);
      addLine(figure, Layer::cycles, stable ? Role::stableCycleBranch : Role::unstableCycleBranch, std::move(*curve), branch.id);
    }
  });
}

void addSpecials(Figure& figure, const Diagram& diagram, const DiagramQuantity& quantity) {
  for (const SpecialPoint& special : diagram.specialPoints) {
    const auto value = valueAt(diagram, special, quantity);
    if (!value || !diagram.options.range.contains(special.parameter)) continue;
    const Interval& shown = figure.y.range;
    const double y = *value > shown.hi ? shown.hi - 0.015 * shown.width() : *value;  // what grows without bound stands at the top
    figure.markers.push_back({Layer::notes, Role::specialPoint, special.parameter, y, special.id});
    figure.labels.push_back({Layer::notes, Role::text, special.parameter, y, labelOf(special)});
  }
}

FigureAxis quantityAxis(const Diagram& diagram, const DiagramQuantity& quantity) {
  const FigureAxis variable = axisOf(diagram.problem, quantity.variable);
  const Interval range = rangeOf(diagram, quantity).value_or(variable.range);
  switch (quantity.kind) {
    case Kind::extrema: return {range, variable.label, variable.unit};
    case Kind::mean: return {range, "\\text{mean }" + variable.label, variable.unit};
    case Kind::period: return {range, "T", ""};
    case Kind::frequency: return {range, "1/T", ""};
  }
  return variable;
}

}  // namespace

std::string labelOf(const SpecialPoint& special) {
  std::string text(label(special.kind));
  if (special.kind != SpecialKind::hopf || !special.criticality) return text;
  switch (*special.criticality) {
    case Criticality::subcritical: return text + " sub";
    case Criticality::supercritical: return text + " super";
    case Criticality::degenerate: return text;
  }
  return text;
}

Figure diagramFigure(const Diagram& diagram, const DiagramQuantity& quantity) {
  const Problem& problem = diagram.problem;
  SEPARATRIX_EXPECTS(quantity.variable >= 0 && quantity.variable < problem.model->dimension());
  Figure figure;
  figure.x = parameterAxis(*problem.model, diagram.options.parameter, diagram.options.range);
  figure.y = quantityAxis(diagram, quantity);
  figure.title = titleOf(*problem.model);
  figure.caption = captionOf(problem, {diagram.options.parameter});
  for (std::size_t b = 0; b < diagram.branches.size(); ++b) {
    if (diagram.branches[b].kind == Branch::Kind::cycles) addCycles(figure, diagram, b, quantity);
    else addEquilibria(figure, diagram, b, quantity);
  }
  addSpecials(figure, diagram, quantity);
  return figure;
}

Figure ghostOf(const Figure& figure) {
  Figure ghost;
  ghost.x = figure.x;
  ghost.y = figure.y;
  ghost.title = figure.title;
  for (const FigureLine& line : figure.lines) ghost.lines.push_back({Layer::field, Role::ghost, line.curve, {}, false, ""});
  for (const FigureMarker& marker : figure.markers)
    if (marker.layer != Layer::notes) ghost.markers.push_back({Layer::field, Role::ghost, marker.x, marker.y, ""});
  return ghost;
}

}  // namespace separatrix
