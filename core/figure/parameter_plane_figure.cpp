#include "core/figure/parameter_plane_figure.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "core/figure/captions.hpp"

namespace separatrix {
namespace {

Role roleOf(const ParameterCurve& curve) {
  if (curve.neutralSaddle) return Role::neutralSaddleCurve;
  switch (curve.kind) {
    case SpecialKind::fold: return Role::foldCurve;
    case SpecialKind::hopf: return Role::hopfCurve;
    case SpecialKind::foldOfCycles: return Role::cycleFoldCurve;
    case SpecialKind::periodDoubling: return Role::periodDoublingCurve;
    case SpecialKind::neimarkSacker: return Role::torusCurve;
    case SpecialKind::homoclinic: return Role::homoclinicCurve;
    case SpecialKind::snic: return Role::snicCurve;
    case SpecialKind::branchPoint:
    case SpecialKind::periodLimit: break;
  }
  return Role::note;
}

bool isOfEquilibria(SpecialKind kind) {
  return kind == SpecialKind::fold || kind == SpecialKind::hopf || kind == SpecialKind::branchPoint;
}

// The middle of the longest stretch of the curve inside the window, by its number of points.
std::optional<std::pair<double, double>> middleInside(const Curve& curve, const Interval& x, const Interval& y) {
  std::size_t best = 0, bestLength = 0, length = 0;
  for (std::size_t k = 0; k < curve.size(); ++k) {
    length = x.contains(curve[k][0]) && y.contains(curve[k][1]) ? length + 1 : 0;
    if (length <= bestLength) continue;
    bestLength = length;
    best = k + 1 - length / 2 - 1;
  }
  if (bestLength == 0) return std::nullopt;
  return std::pair(curve[best][0], curve[best][1]);
}

}  // namespace

Figure parameterPlaneFigure(const Diagram& diagram) {
  const DiagramOptions& options = diagram.options;
  SEPARATRIX_EXPECTS(options.second.has_value());
  const Model& model = *diagram.problem.model;
  Figure figure;
  figure.x = parameterAxis(model, options.parameter, options.range);
  figure.y = parameterAxis(model, options.second->parameter, options.second->range);
  figure.title = titleOf(model);
  figure.caption = captionOf(diagram.problem, {options.parameter, options.second->parameter});
  for (std::size_t k = 0; k < diagram.codim2.size(); ++k) {
    const Codim2Point& point = diagram.codim2[k];
    figure.markers.push_back({Layer::notes, Role::specialPoint, point.first, point.second, "q" + std::to_string(k + 1)});
    figure.labels.push_back({Layer::notes, Role::text, point.first, point.second, std::string(label(point.kind))});
  }
  for (std::size_t k = 0; k < diagram.curves.size(); ++k) {
    const ParameterCurve& curve = diagram.curves[k];
    const Layer layer = isOfEquilibria(curve.kind) ? Layer::equilibria : Layer::cycles;
    figure.lines.push_back({layer, roleOf(curve), curve.points, {}, false, "k" + std::to_string(k + 1)});
    if (curve.neutralSaddle) continue;
    if (const auto middle = middleInside(curve.points, figure.x.range, figure.y.range))
      figure.labels.push_back({Layer::notes, roleOf(curve), middle->first, middle->second, std::string(label(curve.kind))});
  }
  return figure;
}

}  // namespace separatrix
