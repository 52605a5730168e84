#include "app/diagram_command.hpp"

#include <cmath>
#include <utility>

#include "app/command_line_values.hpp"
#include "app/diagram_text.hpp"
#include "app/parameter_range.hpp"
#include "app/progress_line.hpp"
#include "core/base/number.hpp"
#include "core/io/diagram_json.hpp"
#include "core/io/diagram_table.hpp"

namespace separatrix {
namespace {

Result<std::vector<double>> valuesAt(const std::vector<std::string>& lists, const Interval& range) {
  std::vector<double> values;
  for (const std::string& list : lists)
    for (const std::string_view word : split(list, ',')) {
      const auto value = parseNumber(word);
      if (!value) return std::unexpected(usageError("--at: `" + std::string(word) + "` is not a number."));
      if (!range.contains(*value))
        return std::unexpected(usageError("--at: " + std::string(word) + " lies outside the range of the diagram."));
      values.push_back(*value);
    }
  return values;
}

}  // namespace

Result<DiagramOptions> diagramOptions(const Model& model, const DiagramQuestion& question) {
  DiagramOptions options;
  const auto first = parseParameterRange(model, question.parameter, "--parameter");
  if (!first) return std::unexpected(first.error());
  options.parameter = first->parameter;
  options.range = first->range;
  if (!question.second.empty()) {
    const auto second = parseParameterRange(model, question.second, "--second");
    if (!second) return std::unexpected(second.error());
    if (second->parameter == first->parameter)
      return std::unexpected(usageError("--second names the same parameter as --parameter."));
    options.second = SecondParameter{second->parameter, second->range};
  }
  auto at = valuesAt(question.at, options.range);
  if (!at) return std::unexpected(std::move(at.error()));
  options.at = std::move(*at);
  if (!(question.maximalPeriod >= 0)) return std::unexpected(usageError("--max-period must not be negative."));
  options.cycles = !question.noCycles;
  if (model.kind != ModelKind::map) {
    options.maximalPeriod = question.maximalPeriod;
  } else if (question.maximalPeriod > 0) {
    constexpr double kMostIterations = 64;
    if (question.maximalPeriod > kMostIterations || question.maximalPeriod != std::floor(question.maximalPeriod))
      return std::unexpected(usageError("--max-period of a map is a whole number up to 64."));
    options.maximalIterations = static_cast<int>(question.maximalPeriod);
  }
  return options;
}

Result<Diagram> diagramWithProgress(const Problem& problem, const DiagramOptions& options, bool quiet, const std::stop_token& stop) {
  ProgressLine progress(quiet);
  const DiagramSink sink = [&progress](const Diagram& partial) {
    std::size_t points = 0;
    for (const Branch& branch : partial.branches) points += branch.points.size();
    progress.say(std::to_string(partial.branches.size()) + " branches, " + std::to_string(points) + " points, " +
                 std::to_string(partial.specialPoints.size()) + " special points, " + std::to_string(partial.curves.size()) +
                 " curves ...");
  };
  return computeDiagram(problem, options, sink, stop);
}

CommandResult diagramCommand(const DiagramCommand& command, const std::stop_token& stop) {
  const auto posed = poseProblem(command.common, command.plane);
  if (!posed) return std::unexpected(posed.error());
  const auto options = diagramOptions(*posed->problem.model, command.question);
  if (!options) return std::unexpected(options.error());
  const auto diagram = diagramWithProgress(posed->problem, *options, command.common.quiet, stop);
  if (!diagram) return std::unexpected(diagram.error());
  if (stop.stop_requested()) return std::unexpected(Error{Error::Code::cancelled, "Interrupted."});
  if (command.common.json) return CommandOutput{diagramJson(*diagram), posed->notes};
  if (command.common.csv) return CommandOutput{diagramCsv(*diagram), posed->notes};
  return CommandOutput{diagramText(*diagram), posed->notes};
}

}  // namespace separatrix
