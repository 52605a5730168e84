#include "core/io/orbit_table.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/number.hpp"
#include "core/io/json_values.hpp"

namespace separatrix {
namespace {

Json numbers(const std::vector<double>& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(jsonNumber(value));
  return list;
}

Json columns(const std::vector<std::string>& names, const std::vector<std::vector<double>>& values) {
  Json object = Json::object();
  for (std::size_t k = 0; k < names.size(); ++k) object[names[k]] = numbers(values[k]);
  return object;
}

bool isFinite(const std::vector<double>& state) {
  return std::ranges::all_of(state, [](double x) { return std::isfinite(x); });
}

Json eventJson(const Model& model, const TrajectoryEvent& event) {
  Json object = {{"t", jsonNumber(event.t)}, {"kind", event.kind}};
  if (!event.name.empty()) object["name"] = event.name;
  if (!event.before.empty() && isFinite(event.before)) object["before"] = jsonState(model, event.before);
  if (!event.after.empty() && isFinite(event.after)) object["after"] = jsonState(model, event.after);
  return object;
}

Json stimuliJson(const Problem& problem, std::span<const Stimulus> stimuli, double from, double to) {
  Json list = Json::array();
  for (std::size_t p = 0; p < problem.parameters.size(); ++p) {
    const auto isOfIt = [&](const Stimulus& s) { return s.parameter == static_cast<int>(p); };
    if (std::ranges::none_of(stimuli, isOfIt)) continue;
    const StimulusCourse course = stimulusCourse(problem.parameters, stimuli, static_cast<int>(p), from, to);
    list.push_back({{"parameter", problem.model->parameters[p].name}, {"t", numbers(course.t)}, {"value", numbers(course.value)}});
  }
  return list;
}

void appendCell(std::string& line, double value) {
  if (!line.empty()) line += ',';
  if (std::isfinite(value)) line += formatNumber(value);
}

}  // namespace

OrbitTable orbitTable(const Problem& problem, const Trajectory& trajectory, std::span<const Stimulus> stimuli) {
  const Model& model = *problem.model;
  OrbitTable table;
  for (const Variable& variable : model.variables) table.variables.push_back(variable.name);
  table.auxiliaries = model.auxiliaries;
  table.states.resize(table.variables.size());
  table.auxiliaryValues.resize(table.auxiliaries.size());

  Evaluator<double> auxiliaries = problem.field().auxiliaries();
  std::vector<double> values(table.auxiliaries.size());
  for (std::size_t k = 0; k < trajectory.t.size(); ++k) {
    const auto state = trajectory.states[k];
    if (!std::ranges::all_of(state, [](double x) { return std::isfinite(x); })) break;
    table.t.push_back(trajectory.t[k]);
    for (std::size_t i = 0; i < state.size(); ++i) table.states[i].push_back(state[i]);
    if (values.empty()) continue;
    if (!stimuli.empty()) auxiliaries.setParameters(stimulatedParameters(problem.parameters, stimuli, trajectory.t[k]));
    auxiliaries(state.data(), values.data(), trajectory.t[k]);
    for (std::size_t i = 0; i < values.size(); ++i) table.auxiliaryValues[i].push_back(values[i]);
  }
  return table;
}

std::string orbitJson(const Problem& problem, const Trajectory& trajectory, std::span<const Stimulus> stimuli) {
  const OrbitTable table = orbitTable(problem, trajectory, stimuli);
  Json document = {{"schema", "separatrix/orbit/1"},
                   {"t", numbers(table.t)},
                   {"states", columns(table.variables, table.states)},
                   {"aux", columns(table.auxiliaries, table.auxiliaryValues)},
                   {"events", Json::array()}};
  for (const TrajectoryEvent& event : trajectory.events) document["events"].push_back(eventJson(*problem.model, event));
  document["end"] = {{"reason", name(trajectory.end)}};
  if (!table.t.empty()) document["end"]["t"] = jsonNumber(table.t.back());
  if (trajectory.blowUp)
    document["end"]["blow_up"] = {{"t", jsonNumber(trajectory.blowUp->t)}, {"error", jsonNumber(trajectory.blowUp->error)}};
  if (!stimuli.empty() && !table.t.empty()) document["stimuli"] = stimuliJson(problem, stimuli, table.t.front(), table.t.back());
  return jsonText(document);
}

std::string orbitCsv(const Problem& problem, const Trajectory& trajectory, std::span<const Stimulus> stimuli) {
  const OrbitTable table = orbitTable(problem, trajectory, stimuli);
  std::string text = "t";
  for (const auto* names : {&table.variables, &table.auxiliaries})
    for (const std::string& column : *names) text += "," + column;
  text += '\n';
  for (std::size_t k = 0; k < table.t.size(); ++k) {
    std::string line;
    appendCell(line, table.t[k]);
    for (const auto* values : {&table.states, &table.auxiliaryValues})
      for (const std::vector<double>& column : *values) appendCell(line, column[k]);
    text += line + "\n";
  }
  return text;
}

}  // namespace separatrix
