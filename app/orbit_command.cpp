#include "app/orbit_command.hpp"

#include <algorithm>
#include <cmath>

#include "app/command_line_model.hpp"
#include "app/command_line_table.hpp"
#include "app/command_line_values.hpp"
#include "core/base/number.hpp"
#include "core/flow/integrate.hpp"
#include "core/io/orbit_table.hpp"

namespace separatrix {
namespace {

constexpr int kMostRows = 5'000'000;

// How long, when nobody says: XPPAUT's `total`, else 200.
double defaultTime(const Model& model) {
  constexpr double kTime = 200;
  const auto option = model.options.find("total");
  const auto total = option == model.options.end() ? std::nullopt : parseNumber(option->second);
  return total && *total > 0 ? *total : kTime;
}

// Dormand-Prince is what the default means; where it stalls on a stiff field, CVODE takes over.
IntegrationMethod methodNamed(const std::string& word) {
  if (word == "dopri5") return IntegrationMethod::dopri5;
  if (word == "cvode") return IntegrationMethod::cvode;
  if (word == "euler") return IntegrationMethod::euler;
  return IntegrationMethod::automatic;
}

Result<Trajectory> mapOrbit(const OrbitCommand& command, const PosedProblem& posed, const std::stop_token& stop) {
  if (command.backward) return std::unexpected(usageError("A map cannot be run --backward."));
  const double count =
      command.iterations ? *command.iterations : command.time.value_or(defaultTime(*posed.problem.model));
  if (!(count >= 0 && count <= kMostRows))
    return std::unexpected(usageError("--iterations must lie between 0 and 5,000,000."));
  IntegrateOptions options;
  options.maximalSteps = kMostRows;
  return integrate(*posed.problem.model, posed.problem.field(), posed.start, std::floor(count), options, stop);
}

Result<Trajectory> flowOrbit(const OrbitCommand& command, const PosedProblem& posed,
                             const std::vector<Stimulus>& stimuli, const std::stop_token& stop) {
  if (command.iterations)
    return std::unexpected(usageError("--iterations is for maps; this model is a flow.", "Use --time."));
  const double time = command.time.value_or(defaultTime(*posed.problem.model));
  const double step = command.step.value_or(time / 1000);
  if (!(time > 0)) return std::unexpected(usageError("--time must be positive.", "Use --backward to go back."));
  if (!(step > 0 && time / step <= kMostRows))
    return std::unexpected(usageError("--step must be positive and give at most 5,000,000 rows."));
  IntegrateOptions options;
  options.tolerance = command.common.tolerance;
  options.backward = command.backward;
  options.sampleEvery = step;
  options.eulerStep = step;
  options.method = methodNamed(command.method);
  options.stimuli = stimuli;
  return integrate(*posed.problem.model, posed.problem.field(), posed.start, time, options, stop);
}

std::string eventLine(const Model& model, const TrajectoryEvent& event) {
  std::string line = event.kind + " at t = " + formatNumber(event.t, 10);
  if (!event.name.empty()) line += " (" + event.name + ")";
  for (std::size_t k = 0; k < event.after.size() && k < event.before.size(); ++k)
    if (event.before[k] != event.after[k])
      line += "  " + model.variables[k].name + ": " + formatNumber(event.before[k], 8) + " -> " +
              formatNumber(event.after[k], 8);
  return line + "\n";
}

std::string orbitText(const Problem& problem, const Trajectory& trajectory, const std::vector<Stimulus>& stimuli) {
  const OrbitTable table = orbitTable(problem, trajectory, stimuli);
  std::vector<std::vector<std::string>> rows(1, {"t"});
  for (const auto* names : {&table.variables, &table.auxiliaries})
    rows[0].insert(rows[0].end(), names->begin(), names->end());
  for (std::size_t k = 0; k < table.t.size(); ++k) {
    std::vector<std::string> row = {formatNumber(table.t[k], 8)};
    for (const auto* columns : {&table.states, &table.auxiliaryValues})
      for (const auto& column : *columns) row.push_back(std::isfinite(column[k]) ? formatNumber(column[k], 10) : "-");
    rows.push_back(std::move(row));
  }
  std::string text = alignedRows(rows);
  for (const TrajectoryEvent& event : trajectory.events) text += eventLine(*problem.model, event);
  text += "end: " + std::string(name(trajectory.end));
  if (trajectory.blowUp)
    text += ", to infinity at t = " + formatNumber(trajectory.blowUp->t, 10) + " +- " + formatNumber(trajectory.blowUp->error, 2);
  return text + "\n";
}

}  // namespace

CommandResult orbitCommand(const OrbitCommand& command, const std::stop_token& stop) {
  auto posed = poseProblem(command.common);
  if (!posed) return std::unexpected(std::move(posed.error()));
  if (!command.from.empty()) {
    auto start = parseState(*posed->problem.model, posed->start, command.from, "--from");
    if (!start) return std::unexpected(std::move(start.error()));
    posed->start = std::move(*start);
  }
  const bool isMap = posed->problem.model->kind == ModelKind::map;
  std::vector<Stimulus> stimuli;
  for (const std::string& text : command.stimuli) {
    if (isMap) return std::unexpected(usageError("--stimulus is for flows; this model is a map."));
    const auto stimulus = parseStimulus(posed->problem, text);
    if (!stimulus) return std::unexpected(stimulus.error());
    stimuli.push_back(*stimulus);
  }
  const auto trajectory = isMap ? mapOrbit(command, *posed, stop) : flowOrbit(command, *posed, stimuli, stop);
  if (!trajectory) return std::unexpected(trajectory.error());
  if (stop.stop_requested()) return std::unexpected(Error{Error::Code::cancelled, "Interrupted."});

  const Problem& problem = posed->problem;
  if (command.common.json) return CommandOutput{orbitJson(problem, *trajectory, stimuli), posed->notes};
  if (command.common.csv) return CommandOutput{orbitCsv(problem, *trajectory, stimuli), posed->notes};
  return CommandOutput{orbitText(problem, *trajectory, stimuli), posed->notes};
}

}  // namespace separatrix
