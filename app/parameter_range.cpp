#include "app/parameter_range.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "app/command_line_values.hpp"
#include "core/base/number.hpp"
#include "core/model/diagnostic.hpp"

namespace separatrix {
namespace {

constexpr int kMostCells = 1000;  // along one side of a grid

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

Error unknownParameter(const Model& model, std::string_view name, std::string_view option) {
  std::vector<std::string> known;
  std::string all;
  for (const Parameter& parameter : model.parameters) {
    known.push_back(parameter.name);
    all += (all.empty() ? "" : ", ") + parameter.name;
  }
  const std::string nearest = nearestName(name, known);
  return usageError(std::string(option) + ": the parameter " + quoted(name) + " is not known.",
                    !nearest.empty() ? "Did you mean `" + nearest + "`?" : all.empty() ? "There are none." : "Known: " + all + ".");
}

}  // namespace

Result<ParameterRange> parseParameterRange(const Model& model, std::string_view text, std::string_view option) {
  const auto parts = split(text, '=');
  if (parts.size() > 2 || parts.front().empty())
    return std::unexpected(usageError(std::string(option) + " " + quoted(text) + " is not of the form NAME=FROM:TO."));
  const auto parameter = model.parameterNamed(parts.front());
  if (!parameter) return std::unexpected(unknownParameter(model, parts.front(), option));
  if (parts.size() == 1) {
    const auto& own = model.parameters[static_cast<std::size_t>(*parameter)].range;
    if (own && own->lo < own->hi) return ParameterRange{*parameter, *own};
    return std::unexpected(usageError(std::string(option) + ": the model gives no range for " + quoted(text) + ".",
                                      "Write it as NAME=FROM:TO."));
  }
  const auto intervals = parseIntervals(parts[1], option);
  if (!intervals) return std::unexpected(intervals.error());
  if (intervals->size() != 1) return std::unexpected(usageError(std::string(option) + " takes one interval."));
  return ParameterRange{*parameter, intervals->front()};
}

Result<std::pair<int, int>> parseGrid(std::string_view text, std::string_view option) {
  const auto sides = split(text, 'x');
  const auto columns = parseNumber(sides.front()), rows = parseNumber(sides.back());
  const auto isCount = [](const std::optional<double>& value) {
    return value && *value >= 1 && *value <= kMostCells && *value == std::floor(*value);
  };
  if (sides.size() != 2 || !isCount(columns) || !isCount(rows))
    return std::unexpected(usageError(std::string(option) + " " + quoted(text) + " is not a grid.", "Write it as 60x40, at most 1000 a side."));
  return std::pair(static_cast<int>(*columns), static_cast<int>(*rows));
}

}  // namespace separatrix
