#include "core/io/diagram_json.hpp"

#include <cmath>

#include "core/io/json_values.hpp"

namespace separatrix {
namespace {

// A key stands only where there is a number.
void append(Json& object, const char* key, double value) {
  if (std::isfinite(value)) object[key] = jsonNumber(value);
}

void append(Json& object, const char* key, const std::optional<double>& value) {
  if (value) append(object, key, *value);
}

bool isFinite(std::span<const double> values) {
  for (const double value : values)
    if (!std::isfinite(value)) return false;
  return true;
}

void appendState(Json& object, const char* key, const Model& model, std::span<const double> state) {
  if (state.size() == model.variables.size() && isFinite(state)) object[key] = jsonState(model, state);
}

void appendMultipliers(Json& object, const std::vector<std::complex<double>>& multipliers) {
  if (multipliers.empty()) return;
  Json list = Json::array();
  for (const auto& value : multipliers) {
    if (!std::isfinite(value.real()) || !std::isfinite(value.imag())) return;
    list.push_back(jsonComplex(value));
  }
  object["multipliers"] = std::move(list);
}

std::string_view kindName(Branch::Kind kind) {
  switch (kind) {
    case Branch::Kind::equilibria: return "equilibria";
    case Branch::Kind::cycles: return "cycles";
    case Branch::Kind::fixedPoints: return "fixed_points";
  }
  return "equilibria";
}

Json pointJson(const Model& model, Branch::Kind kind, const BranchPoint& point) {
  Json object = {{"parameter", jsonNumber(point.parameter)}};
  if (kind == Branch::Kind::cycles) {
    append(object, "period", point.period);
    if (point.extrema.size() == model.variables.size()) object["extrema"] = jsonBox(model, point.extrema);
    appendState(object, "mean", model, point.mean);
    appendMultipliers(object, point.multipliers);
  } else {
    appendState(object, "state", model, point.state);
    if (kind == Branch::Kind::fixedPoints) {
      append(object, "period", point.period);
      appendMultipliers(object, point.multipliers);
    }
  }
  object["stability"] = name(point.stability);
  object["unstable_dimension"] = point.unstableDimension;
  if (point.asked) object["at"] = true;
  return object;
}

Json endJson(const Diagram& diagram, const BranchEnd& end) {
  Json object = {{"reason", name(end.reason)}};
  const auto k = static_cast<std::size_t>(end.special);
  if (end.special >= 0 && k < diagram.specialPoints.size()) object["special"] = diagram.specialPoints[k].id;
  return object;
}

Json branchJson(const Diagram& diagram, const Branch& branch) {
  Json object = {{"id", branch.id}, {"kind", kindName(branch.kind)}};
  if (!branch.from.empty()) object["from"] = branch.from;
  Json points = Json::array();
  for (const BranchPoint& point : branch.points)
    if (std::isfinite(point.parameter)) points.push_back(pointJson(*diagram.problem.model, branch.kind, point));
  object["points"] = std::move(points);
  object["ends"] = Json::array({endJson(diagram, branch.begin), endJson(diagram, branch.end)});
  return object;
}

Json specialJson(const Diagram& diagram, const SpecialPoint& special) {
  Json object = {{"id", special.id}, {"kind", name(special.kind)}, {"parameter", jsonNumber(special.parameter)}};
  append(object, "error", special.error);
  appendState(object, "state", *diagram.problem.model, special.state);
  append(object, "coefficient", special.coefficient);
  append(object, "frequency", special.frequency);
  append(object, "first_lyapunov", special.firstLyapunov);
  if (special.criticality) object["criticality"] = name(*special.criticality);
  append(object, "period", special.period);
  appendMultipliers(object, special.multipliers);
  const auto k = static_cast<std::size_t>(special.branch);
  if (special.branch >= 0 && k < diagram.branches.size()) object["branch"] = diagram.branches[k].id;
  object["evidence"] = name(special.evidence);
  return object;
}

Json curveJson(const ParameterCurve& curve) {
  Json object = {{"kind", name(curve.kind)}};
  if (curve.neutralSaddle) object["neutral_saddle"] = true;
  Json points = Json::array();
  for (std::size_t k = 0; k < curve.points.size(); ++k)
    if (isFinite(curve.points[k])) points.push_back(Json::array({jsonNumber(curve.points[k][0]), jsonNumber(curve.points[k][1])}));
  object["points"] = std::move(points);
  return object;
}

Json codim2Json(const Diagram& diagram, const Codim2Point& point) {
  const Model& model = *diagram.problem.model;
  const auto nameOf = [&](int k) { return model.parameters[static_cast<std::size_t>(k)].name; };
  Json object = {{"kind", name(point.kind)},
                 {"parameters", {{nameOf(diagram.options.parameter), jsonNumber(point.first)},
                                 {nameOf(diagram.options.second->parameter), jsonNumber(point.second)}}}};
  append(object, "error", point.error);
  appendState(object, "state", model, point.state);
  Json coefficients = Json::object();
  for (const auto& [key, value] : point.coefficients) append(coefficients, key.c_str(), value);
  if (!coefficients.empty()) object["coefficients"] = std::move(coefficients);
  return object;
}

}  // namespace

std::string diagramJson(const Diagram& diagram) {
  const Model& model = *diagram.problem.model;
  const DiagramOptions& options = diagram.options;
  const auto nameOf = [&](int k) { return model.parameters[static_cast<std::size_t>(k)].name; };
  Json document = {{"schema", "separatrix/diagram/1"}, {"model", model.name}};
  document["parameters"] = jsonParameters(model, diagram.problem.parameters);
  document["parameter"] = nameOf(options.parameter);
  document["range"] = jsonInterval(options.range);
  if (options.second) {
    document["second"] = nameOf(options.second->parameter);
    document["second_range"] = jsonInterval(options.second->range);
  }
  document["branches"] = Json::array();
  for (const Branch& branch : diagram.branches) document["branches"].push_back(branchJson(diagram, branch));
  document["special_points"] = Json::array();
  for (const SpecialPoint& special : diagram.specialPoints)
    document["special_points"].push_back(specialJson(diagram, special));
  document["equilibria_complete"] = {{"evidence", name(diagram.equilibriaComplete)}};
  if (options.second) {
    document["curves"] = Json::array();
    for (const ParameterCurve& curve : diagram.curves) document["curves"].push_back(curveJson(curve));
    document["codim2"] = Json::array();
    for (const Codim2Point& point : diagram.codim2) document["codim2"].push_back(codim2Json(diagram, point));
  }
  document["remarks"] = diagram.remarks;
  return jsonText(document);
}

}  // namespace separatrix
