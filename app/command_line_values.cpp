#include "app/command_line_values.hpp"

#include <array>
#include <optional>

#include "core/base/number.hpp"

namespace separatrix {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

struct Unit {
  std::string_view suffix;
  double cm;
};
constexpr std::array<Unit, 4> kUnits = {{{"cm", 1}, {"mm", 0.1}, {"in", 2.54}, {"pt", 2.54 / 72}}};

}  // namespace

Error usageError(std::string sentence, std::string remedy) {
  return {Error::Code::usage, std::move(sentence), {}, std::move(remedy)};
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(separator);
    parts.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

Result<std::pair<std::string, double>> parseAssignment(std::string_view text, std::string_view option) {
  const std::size_t equals = text.find('=');
  const std::string_view name = trimmed(text.substr(0, equals));
  if (equals == std::string_view::npos || name.empty())
    return std::unexpected(usageError(std::string(option) + " " + quoted(text) + " is not of the form NAME=VALUE."));
  const std::string_view digits = trimmed(text.substr(equals + 1));
  const std::optional<double> value = parseNumber(digits);
  if (!value)
    return std::unexpected(
        usageError(std::string(option) + " " + quoted(text) + ": " + quoted(digits) + " is not a number.",
                   digits.find(',') != std::string_view::npos ? "Use a decimal point." : ""));
  return std::pair(std::string(name), *value);
}

Result<std::vector<std::pair<std::string, double>>> parseAssignments(std::string_view text, std::string_view option) {
  std::vector<std::pair<std::string, double>> assignments;
  for (const std::string_view part : split(text, ',')) {
    auto assignment = parseAssignment(part, option);
    if (!assignment) return std::unexpected(std::move(assignment.error()));
    assignments.push_back(std::move(*assignment));
  }
  return assignments;
}

Result<std::vector<Interval>> parseIntervals(std::string_view text, std::string_view option) {
  std::vector<Interval> intervals;
  for (const std::string_view part : split(text, ',')) {
    const auto ends = split(part, ':');
    const std::optional<double> lo = parseNumber(ends.front()), hi = parseNumber(ends.back());
    if (ends.size() != 2 || !lo || !hi)
      return std::unexpected(
          usageError(std::string(option) + ": " + quoted(part) + " is not an interval.", "Write it as FROM:TO."));
    if (!(*lo < *hi))
      return std::unexpected(usageError(std::string(option) + ": the interval " + quoted(part) + " is empty.",
                                        "Give the smaller end first."));
    intervals.emplace_back(*lo, *hi);
  }
  return intervals;
}

Result<Stimulus> parseStimulus(const Problem& problem, std::string_view text) {
  const auto malformed = [&](const std::string& why) {
    return std::unexpected(
        usageError("--stimulus " + quoted(text) + ": " + why, "Write it as NAME=VALUE@FROM:TO, or NAME=VALUE@FROM:."));
  };
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return malformed("when is missing.");
  const auto assignment = parseAssignment(text.substr(0, at), "--stimulus");
  if (!assignment) return std::unexpected(assignment.error());
  const auto parameter = problem.model->parameterNamed(assignment->first);
  if (!parameter) return malformed(quoted(assignment->first) + " is no parameter.");
  const auto ends = split(text.substr(at + 1), ':');
  if (ends.size() > 2) return malformed("more than two times.");
  const std::optional<double> from = parseNumber(ends[0]);
  const bool isStep = ends.size() == 1 || ends[1].empty();
  const std::optional<double> to = isStep ? std::nullopt : parseNumber(ends[1]);
  if (!from || (!isStep && !to)) return malformed("a time is not a number.");
  if (to && !(*from < *to)) return malformed("it ends before it begins.");
  Stimulus stimulus;
  stimulus.parameter = *parameter;
  stimulus.amplitude = assignment->second - problem.parameters[static_cast<std::size_t>(*parameter)];
  stimulus.onset = *from;
  if (to) stimulus.duration = *to - *from;
  return stimulus;
}

Result<std::pair<double, double>> parseSize(std::string_view text) {
  constexpr double kLargestCm = 500;
  double scale = 1;
  std::string_view digits = trimmed(text);
  for (const Unit& unit : kUnits)
    if (digits.ends_with(unit.suffix)) {
      scale = unit.cm;
      digits.remove_suffix(unit.suffix.size());
      break;
    }
  const auto sides = split(digits, 'x');
  const std::optional<double> width = parseNumber(sides.front()), height = parseNumber(sides.back());
  if (sides.size() != 2 || !width || !height)
    return std::unexpected(usageError("--size " + quoted(text) + " is not a size.", "Write it as 12x8cm."));
  if (!(*width * scale >= 1 && *height * scale >= 1 && *width * scale <= kLargestCm && *height * scale <= kLargestCm))
    return std::unexpected(usageError("--size " + quoted(text) + " is not between 1 cm and 500 cm."));
  return std::pair(*width * scale, *height * scale);
}

Result<double> parsePoints(std::string_view text, std::string_view option) {
  std::string_view digits = trimmed(text);
  if (digits.ends_with("pt")) digits.remove_suffix(2);
  const std::optional<double> value = parseNumber(trimmed(digits));
  if (!value || !(*value >= 1 && *value <= 100))
    return std::unexpected(
        usageError(std::string(option) + " " + quoted(text) + " is not a size between 1pt and 100pt."));
  return *value;
}

}  // namespace separatrix
