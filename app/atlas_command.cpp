#include "app/atlas_command.hpp"

#include <algorithm>
#include <utility>

#include "app/command_line_values.hpp"
#include "app/parameter_range.hpp"
#include "app/progress_line.hpp"
#include "core/base/number.hpp"
#include "core/io/atlas_json.hpp"
#include "ui/compute/thread_executor.hpp"

namespace separatrix {
namespace {

std::string nameOf(const Atlas& atlas, int parameter) {
  return atlas.problem.model->parameters[static_cast<std::size_t>(parameter)].name;
}

std::string atlasCsv(const Atlas& atlas) {
  std::string text = nameOf(atlas, atlas.options.xParameter) + "," + nameOf(atlas, atlas.options.yParameter) + ",portrait\n";
  for (int row = 0; row < atlas.options.rows; ++row)
    for (int column = 0; column < atlas.options.columns; ++column) {
      const int cell = atlas.cells[static_cast<std::size_t>(row * atlas.options.columns + column)];
      text += formatNumber(atlas.xOf(column)) + "," + formatNumber(atlas.yOf(row)) + "," + (cell < 0 ? "" : std::to_string(cell)) + "\n";
    }
  return text;
}

// A letter a cell, the highest row first; what comes after "z" shares "?".
std::string atlasText(const Atlas& atlas) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  const auto letter = [&](int cell) {
    return cell < 0 ? ' ' : static_cast<std::size_t>(cell) < kLetters.size() ? kLetters[static_cast<std::size_t>(cell)] : '?';
  };
  std::string text = nameOf(atlas, atlas.options.yParameter) + " (up) against " + nameOf(atlas, atlas.options.xParameter) + "\n";
  for (int row = atlas.options.rows; row-- > 0;) {
    for (int column = 0; column < atlas.options.columns; ++column)
      text += letter(atlas.cells[static_cast<std::size_t>(row * atlas.options.columns + column)]);
    text += "\n";
  }
  for (std::size_t k = 0; k < atlas.portraits.size(); ++k)
    text += std::string(1, letter(static_cast<int>(k))) + "  " + describe(atlas.portraits[k]) + "\n";
  for (const std::string& remark : atlas.remarks) text += "remark: " + remark + "\n";
  return text;
}

}  // namespace

Result<AtlasOptions> atlasOptions(const Model& model, const AtlasQuestion& question) {
  const auto x = parseParameterRange(model, question.x, "--x"), y = parseParameterRange(model, question.y, "--y");
  if (!x) return std::unexpected(x.error());
  if (!y) return std::unexpected(y.error());
  const auto size = parseGrid(question.size, "--size");
  if (!size) return std::unexpected(size.error());
  return AtlasOptions{x->parameter, y->parameter, x->range, y->range, size->first, size->second};
}

Result<Atlas> atlasWithProgress(const Problem& problem, const AtlasOptions& options, const CommandOptions& common,
                                const std::stop_token& stop) {
  ProgressLine progress(common.quiet);
  const AtlasSink sink = [&progress](const Atlas& partial) {
    const auto open = std::ranges::count(partial.cells, -1);
    progress.say(std::to_string(partial.computed) + " portraits, " + std::to_string(partial.portraits.size()) + " kinds, " +
                 std::to_string(open) + " cells to go ...");
  };
  return computeAtlas(problem, options, threadExecutor(common.threads), sink, stop);
}

CommandResult atlasCommand(const AtlasCommand& command, const std::stop_token& stop) {
  const auto posed = poseProblem(command.common, command.plane);
  if (!posed) return std::unexpected(posed.error());
  const auto options = atlasOptions(*posed->problem.model, command.question);
  if (!options) return std::unexpected(options.error());
  const auto atlas = atlasWithProgress(posed->problem, *options, command.common, stop);
  if (!atlas) return std::unexpected(atlas.error());
  if (command.common.json) return CommandOutput{atlasJson(*atlas), posed->notes};
  if (command.common.csv) return CommandOutput{atlasCsv(*atlas), posed->notes};
  return CommandOutput{atlasText(*atlas), posed->notes};
}

}  // namespace separatrix
