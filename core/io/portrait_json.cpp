#include "core/io/portrait_json.hpp"

#include <cmath>
#include <utility>

#include "core/io/json_values.hpp"

namespace separatrix {
namespace {

std::string idOf(char letter, int index) { return letter + std::to_string(index + 1); }

// Shared by equilibria (eigenvalues) and points of maps (multipliers).
template <class Point>
void appendEvidence(Json& object, const Model& model, const Point& point) {
  if (std::isfinite(point.residual)) object["residual"] = jsonNumber(point.residual);
  object["evidence"] = name(point.evidence);
  if (point.enclosure) object["enclosure"] = jsonBox(model, *point.enclosure);
}

// A spectrum beyond the doubles is left out, whole.
void appendSpectrum(Json& object, const char* key, const std::vector<std::complex<double>>& values) {
  Json list = Json::array();
  for (const auto& value : values) {
    if (!std::isfinite(value.real()) || !std::isfinite(value.imag())) return;
    list.push_back(jsonComplex(value));
  }
  object[key] = std::move(list);
}

Json equilibriumJson(const Model& model, const Equilibrium& equilibrium, int index) {
  Json object = {{"id", idOf('e', index)},
                 {"state", jsonState(model, equilibrium.state)},
                 {"type", name(equilibrium.type)},
                 {"stability", name(equilibrium.stability)},
                 {"unstable_dimension", equilibrium.unstableDimension}};
  appendSpectrum(object, "eigenvalues", equilibrium.eigenvalues);
  if (equilibrium.index) object["index"] = *equilibrium.index;
  appendEvidence(object, model, equilibrium);
  return object;
}

Json fixedPointJson(const Model& model, const FixedPoint& point, int index) {
  Json object = {{"id", idOf('p', index)},
                 {"state", jsonState(model, point.state)},
                 {"period", point.period},
                 {"type", name(point.type)},
                 {"stability", name(point.stability)},
                 {"unstable_dimension", point.unstableDimension}};
  appendSpectrum(object, "multipliers", point.multipliers);
  appendEvidence(object, model, point);
  return object;
}

// A multiplier too large for a double is given by the logarithm of its modulus, never by infinity.
Json multiplierJson(const Cycle& cycle, std::size_t k) {
  const std::complex<double> value = cycle.multipliers[k];
  if (std::isfinite(value.real()) && std::isfinite(value.imag())) return jsonComplex(value);
  Json object = Json::object();
  if (k < cycle.logMultipliers.size() && std::isfinite(cycle.logMultipliers[k]))
    object["log_modulus"] = jsonNumber(cycle.logMultipliers[k]);
  return object;
}

Json cycleJson(const Model& model, const Cycle& cycle, int index) {
  constexpr double kPromised = 1e-9;  // relative error that needs no mention
  Json object = {{"id", idOf('c', index)}, {"stability", name(cycle.stability)}, {"period", jsonNumber(cycle.period)}};
  if (std::isfinite(cycle.periodError) && cycle.periodError > kPromised * cycle.period)
    object["error"] = jsonNumber(cycle.periodError);
  object["multipliers"] = Json::array();
  for (std::size_t k = 0; k < cycle.multipliers.size(); ++k) object["multipliers"].push_back(multiplierJson(cycle, k));
  object["extrema"] = jsonBox(model, cycle.extrema);
  if (model.dimension() == 2) {
    object["encloses"] = Json::array();
    for (const int e : cycle.encloses) object["encloses"].push_back(idOf('e', e));
  }
  object["evidence"] = name(cycle.evidence);
  return object;
}

std::string destinationWord(const BranchDestination& ends) {
  switch (ends.kind) {
    case BranchDestination::Kind::equilibrium: return idOf('e', ends.index);
    case BranchDestination::Kind::cycle: return idOf('c', ends.index);
    case BranchDestination::Kind::window: return "window";
    case BranchDestination::Kind::infinity: return "infinity";
    case BranchDestination::Kind::unresolved: break;
  }
  return "unresolved";
}

Json manifoldJson(const ManifoldBranch& branch) {
  Json object = {{"of", idOf('e', branch.equilibrium)},
                 {"kind", branch.kind == ManifoldBranch::Kind::stable ? "stable" : "unstable"},
                 {"side", branch.side},
                 {"ends_at", destinationWord(branch.ends)},
                 {"evidence", name(branch.evidence)}};
  if (branch.gap && std::isfinite(*branch.gap)) {
    object["gap"] = jsonNumber(*branch.gap);
    object["gap_tolerance"] = jsonNumber(branch.gapTolerance);
  }
  return object;
}

// With the undecided boxes, where there are any, and the index of each that has one.
Json completenessJson(const Model& model, const Completeness& completeness) {
  Json object = {{"evidence", name(completeness.evidence)}, {"undecided_boxes", completeness.undecided.size()}};
  for (std::size_t k = 0; k < completeness.undecided.size(); ++k) {
    Json region = {{"box", jsonBox(model, completeness.undecided[k])}};
    if (k < completeness.indices.size() && completeness.indices[k]) region["index"] = *completeness.indices[k];
    object["regions"].push_back(std::move(region));
  }
  return object;
}

// [[x,y],...]: the coordinates i and j of every point.
Json polyline(const Curve& curve, int i, int j) {
  Json points = Json::array();
  for (std::size_t k = 0; k < curve.size(); ++k) {
    const auto point = curve[k];
    const double x = point[static_cast<std::size_t>(i)], y = point[static_cast<std::size_t>(j)];
    if (std::isfinite(x) && std::isfinite(y)) points.push_back(Json::array({jsonNumber(x), jsonNumber(y)}));
  }
  return points;
}

Json polylines(const std::vector<Curve>& curves) {
  Json lines = Json::array();
  for (const Curve& curve : curves) lines.push_back(polyline(curve, 0, 1));
  return lines;
}

Json curvesJson(const Portrait& portrait) {
  const Model& model = *portrait.problem.model;
  const int i = portrait.problem.plane.i, j = portrait.problem.plane.j;
  Json nullclines = Json::object(), cycles = Json::object(), manifolds = Json::array();
  nullclines[model.variables[static_cast<std::size_t>(i)].name] = polylines(portrait.nullclines.first);
  if (i != j) nullclines[model.variables[static_cast<std::size_t>(j)].name] = polylines(portrait.nullclines.second);
  for (std::size_t k = 0; k < portrait.cycles.size(); ++k)
    cycles[idOf('c', static_cast<int>(k))] = polyline(portrait.cycles[k].orbit, i, j);
  for (const ManifoldBranch& branch : portrait.manifolds) manifolds.push_back(polyline(branch.curve, i, j));
  Json curves = {{"nullclines", nullclines}, {"cycles", cycles}, {"manifolds", manifolds}};
  for (const Curve& curve : portrait.equilibriumCurves) curves["equilibria"].push_back(polyline(curve, i, j));
  return curves;
}

Json planeJson(const Problem& problem) {
  const Model& model = *problem.model;
  Json names = Json::array({model.variables[static_cast<std::size_t>(problem.plane.i)].name});
  if (problem.plane.j != problem.plane.i)
    names.push_back(model.variables[static_cast<std::size_t>(problem.plane.j)].name);
  return names;
}

void appendFlowParts(Json& document, const Portrait& portrait) {
  const Model& model = *portrait.problem.model;
  document["equilibria"] = Json::array();
  for (std::size_t k = 0; k < portrait.equilibria.size(); ++k)
    document["equilibria"].push_back(equilibriumJson(model, portrait.equilibria[k], static_cast<int>(k)));
  document["equilibria_complete"] = completenessJson(model, portrait.equilibriaComplete);
  document["cycles"] = Json::array();
  for (std::size_t k = 0; k < portrait.cycles.size(); ++k)
    document["cycles"].push_back(cycleJson(model, portrait.cycles[k], static_cast<int>(k)));
  document["cycles_complete"] = {{"evidence", name(portrait.cyclesComplete)}};
  document["manifolds"] = Json::array();
  for (const ManifoldBranch& branch : portrait.manifolds) document["manifolds"].push_back(manifoldJson(branch));
  if (portrait.indexCheck) document["index_check"] = {{"consistent", portrait.indexCheck->consistent}};
}

Json basinsJson(const Basins& basins) {
  Json attractors = Json::array(), cells = Json::array();
  for (const BranchDestination& attractor : basins.attractors) attractors.push_back(destinationWord(attractor));
  for (int r = 0; r < basins.rows; ++r) {
    Json row = Json::array();
    for (int c = 0; c < basins.columns; ++c) row.push_back(basins.at(c, r));
    cells.push_back(std::move(row));
  }
  return {{"size", {basins.columns, basins.rows}},
          {"attractors", std::move(attractors)},
          {"cells", std::move(cells)},
          {"evidence", name(basins.evidence)}};
}

void appendMapParts(Json& document, const Portrait& portrait) {
  document["fixed_points"] = Json::array();
  for (std::size_t k = 0; k < portrait.fixedPoints.size(); ++k)
    document["fixed_points"].push_back(
        fixedPointJson(*portrait.problem.model, portrait.fixedPoints[k], static_cast<int>(k)));
  document["fixed_points_complete"] = completenessJson(*portrait.problem.model, portrait.fixedPointsComplete);
}

}  // namespace

std::string portraitJson(const Portrait& portrait, bool curves, const Basins* basins) {
  const Problem& problem = portrait.problem;
  const Model& model = *problem.model;
  Json document = {{"schema", "separatrix/portrait/1"}, {"model", model.name}, {"kind", name(model.kind)}};
  document["variables"] = Json::array();
  for (const Variable& variable : model.variables) document["variables"].push_back(variable.name);
  document["parameters"] = jsonParameters(model, problem.parameters);
  document["plane"] = planeJson(problem);
  document["window"] = jsonBox(model, problem.box);
  if (model.kind == ModelKind::map)
    appendMapParts(document, portrait);
  else
    appendFlowParts(document, portrait);
  document["signature"] = portrait.signature;
  document["remarks"] = portrait.remarks;
  if (model.kind == ModelKind::hybrid)
    document["remarks"].push_back("The reset map is not computed yet: `reset_map` is left out.");
  if (curves) document["curves"] = curvesJson(portrait);
  if (basins != nullptr) document["basins"] = basinsJson(*basins);
  return jsonText(document);
}

}  // namespace separatrix
