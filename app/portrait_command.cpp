#include "app/portrait_command.hpp"

#include <optional>
#include <utility>

#include "app/command_line_model.hpp"
#include "app/command_line_table.hpp"
#include "app/command_line_values.hpp"
#include "core/io/portrait_json.hpp"
#include "core/phaseplane/basins.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {
namespace {

Result<void> checkVia(const Model& model, const std::string& via) {
  if (via.empty() || model.parameterNamed(via)) return {};
  return std::unexpected(usageError("--via: the parameter `" + via + "` is not known."));
}

}  // namespace

CommandResult portraitCommand(const PortraitCommand& command, const std::stop_token& stop) {
  if (command.common.csv)
    return std::unexpected(usageError("A portrait is not a table: --csv does not apply.", "Use --json."));
  auto posed = poseProblem(command.common, command.plane);
  if (!posed) return std::unexpected(std::move(posed.error()));
  if (auto known = checkVia(*posed->problem.model, command.via); !known)
    return std::unexpected(std::move(known.error()));

  PortraitOptions options;
  options.tolerance = command.common.tolerance;
  options.maximalPeriod = command.maximalPeriod;
  if (!command.via.empty()) options.via = *posed->problem.model->parameterNamed(command.via);
  options.pixelsWide = command.pixels;
  options.pixelsHigh = command.pixels * 3 / 4;
  const auto portrait = computePortrait(posed->problem, options, nullptr, stop);
  if (!portrait) return std::unexpected(portrait.error());
  std::optional<Basins> basins;
  if (command.basins != 0) {
    auto painted = computeBasins(*portrait, {.columns = command.basins, .rows = command.basins}, {}, stop);
    if (!painted) return std::unexpected(std::move(painted.error()));
    basins = std::move(*painted);
  }
  if (command.common.json)
    return CommandOutput{portraitJson(*portrait, command.curves, basins ? &*basins : nullptr), posed->notes};
  return CommandOutput{portraitTable(*portrait) + (basins ? basinsTable(*basins) : ""), posed->notes};
}

}  // namespace separatrix
