#include "core/io/diagram_table.hpp"

#include <cmath>

#include "core/base/number.hpp"

namespace separatrix {
namespace {

class Row {
 public:
  void add(std::string_view text) {
    if (!line_.empty() || started_) line_ += ',';
    started_ = true;
    line_ += text;
  }
  void add(double value) { add(std::isfinite(value) ? formatNumber(value) : std::string()); }
  void skip(std::size_t cells) {
    for (std::size_t k = 0; k < cells; ++k) add(std::string_view());
  }
  std::string text() const { return line_ + "\n"; }

 private:
  std::string line_;
  bool started_ = false;
};

std::string header(const Model& model, const std::string& parameter) {
  Row row;
  for (const char* word : {"branch", "kind"}) row.add(word);
  row.add(parameter);
  for (const Variable& variable : model.variables) row.add(variable.name);
  for (const char* word : {"stability", "unstable_dimension", "period"}) row.add(word);
  for (const Variable& variable : model.variables)
    for (const char* end : {"_min", "_max"}) row.add(variable.name + end);
  return row.text();
}

std::string pointRow(const Branch& branch, const BranchPoint& point, std::size_t variables) {
  const bool cycle = branch.kind == Branch::Kind::cycles;
  Row row;
  row.add(branch.id);
  row.add(cycle ? "cycles" : branch.kind == Branch::Kind::fixedPoints ? "fixed_points" : "equilibria");
  row.add(point.parameter);
  if (cycle || point.state.size() != variables) row.skip(variables);
  else
    for (const double value : point.state) row.add(value);
  row.add(name(point.stability));
  row.add(static_cast<double>(point.unstableDimension));
  if (branch.kind == Branch::Kind::equilibria) row.skip(1);
  else row.add(point.period);
  if (!cycle || point.extrema.size() != variables) row.skip(2 * variables);
  else
    for (const Interval& extent : point.extrema) {
      row.add(extent.lo);
      row.add(extent.hi);
    }
  return row.text();
}

std::string curvesCsv(const Diagram& diagram) {
  const auto& parameters = diagram.problem.model->parameters;
  std::string text = "curve,kind," + parameters[static_cast<std::size_t>(diagram.options.parameter)].name + "," +
                     parameters[static_cast<std::size_t>(diagram.options.second->parameter)].name + "\n";
  for (std::size_t c = 0; c < diagram.curves.size(); ++c) {
    const ParameterCurve& curve = diagram.curves[c];
    for (std::size_t k = 0; k < curve.points.size(); ++k) {
      Row row;
      row.add("k" + std::to_string(c + 1));
      row.add(curve.neutralSaddle ? "neutral_saddle" : name(curve.kind));
      row.add(curve.points[k][0]);
      row.add(curve.points[k][1]);
      text += row.text();
    }
  }
  return text;
}

}  // namespace

std::string diagramCsv(const Diagram& diagram) {
  if (diagram.options.second) return curvesCsv(diagram);
  const Model& model = *diagram.problem.model;
  std::string text = header(model, model.parameters[static_cast<std::size_t>(diagram.options.parameter)].name);
  for (const Branch& branch : diagram.branches)
    for (const BranchPoint& point : branch.points) text += pointRow(branch, point, model.variables.size());
  return text;
}

}  // namespace separatrix
