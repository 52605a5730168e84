#include "app/diagram_text.hpp"

#include <algorithm>
#include <cmath>

#include "app/command_line_table.hpp"
#include "core/base/number.hpp"
#include "core/figure/captions.hpp"

namespace separatrix {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string number(double value) { return std::isfinite(value) ? formatNumber(value, 10) : "-"; }

std::string words(std::string_view name) {
  std::string text(name);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string nameOf(const Diagram& diagram, int parameter) {
  return diagram.problem.model->parameters[static_cast<std::size_t>(parameter)].name;
}

void addState(std::vector<std::string>& row, const Model& model, const std::vector<double>& state) {
  for (std::size_t k = 0; k < std::min(state.size(), model.variables.size()); ++k)
    row.push_back(model.variables[k].name + " = " + number(state[k]));
}

std::string specialsText(const Diagram& diagram) {
  if (diagram.specialPoints.empty()) return "no special points\n";
  Rows rows;
  for (const SpecialPoint& special : diagram.specialPoints) {
    std::vector<std::string> row = {special.id, (special.criticality ? std::string(name(*special.criticality)) + " " : "") + words(name(special.kind)),
                                    nameOf(diagram, diagram.options.parameter) + " = " + number(special.parameter)};
    addState(row, *diagram.problem.model, special.state);
    if (special.coefficient) row.push_back("coefficient " + number(*special.coefficient));
    if (special.frequency) row.push_back("frequency " + number(*special.frequency));
    if (special.firstLyapunov) row.push_back("l1 " + number(*special.firstLyapunov));
    if (special.period) row.push_back("period " + number(*special.period));
    rows.push_back(std::move(row));
  }
  return "special points\n" + alignedRows(rows, "  ");
}

std::string endText(const Diagram& diagram, const BranchEnd& end) {
  const auto k = static_cast<std::size_t>(end.special);
  return end.special >= 0 && k < diagram.specialPoints.size() ? diagram.specialPoints[k].id : std::string(name(end.reason));
}

std::string branchesText(const Diagram& diagram) {
  Rows rows;
  for (const Branch& branch : diagram.branches) {
    Interval seen(0.0);
    std::size_t stable = 0;
    for (std::size_t k = 0; k < branch.points.size(); ++k) {
      seen = k == 0 ? Interval(branch.points[k].parameter) : hull(seen, branch.points[k].parameter);
      stable += branch.points[k].stability == Stability::stable ? 1 : 0;
    }
    rows.push_back({branch.id, branch.kind == Branch::Kind::cycles ? "cycles" : branch.kind == Branch::Kind::fixedPoints ? "fixed points" : "equilibria",
                    std::to_string(branch.points.size()) + " points", std::to_string(stable) + " stable",
                    "from " + number(seen.lo) + " to " + number(seen.hi), endText(diagram, branch.begin) + " ... " + endText(diagram, branch.end)});
  }
  return "branches (equilibria: " + std::string(name(diagram.equilibriaComplete)) + ")\n" + alignedRows(rows, "  ");
}

std::string curvesText(const Diagram& diagram) {
  if (!diagram.options.second) return {};
  Rows curves, points;
  for (const ParameterCurve& curve : diagram.curves)
    curves.push_back({curve.neutralSaddle ? "neutral saddle" : words(name(curve.kind)), std::to_string(curve.points.size()) + " points"});
  for (const Codim2Point& point : diagram.codim2) {
    std::vector<std::string> row = {words(name(point.kind)), nameOf(diagram, diagram.options.parameter) + " = " + number(point.first),
                                    nameOf(diagram, diagram.options.second->parameter) + " = " + number(point.second)};
    for (const auto& [key, value] : point.coefficients) row.push_back(key + " = " + number(value));
    points.push_back(std::move(row));
  }
  return "curves in (" + nameOf(diagram, diagram.options.parameter) + ", " + nameOf(diagram, diagram.options.second->parameter) + ")\n" +
         alignedRows(curves, "  ") + "points of codimension two\n" + alignedRows(points, "  ");
}

}  // namespace

std::string diagramText(const Diagram& diagram) {
  const Interval& range = diagram.options.range;
  std::string text = titleOf(*diagram.problem.model) + ", " + nameOf(diagram, diagram.options.parameter) + " from " + number(range.lo) +
                     " to " + number(range.hi) + "\n" + specialsText(diagram) + branchesText(diagram) + curvesText(diagram);
  for (const std::string& remark : diagram.remarks) text += "remark: " + remark + "\n";
  return text;
}

}  // namespace separatrix
