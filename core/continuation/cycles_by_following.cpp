#include "core/continuation/cycles_by_following.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "core/continuation/cycle_branches.hpp"
#include "core/continuation/equilibrium_branches.hpp"
#include "core/cycles/shoot.hpp"

namespace separatrix {
namespace {

constexpr double kSame = 1e-6;      // relative difference of periods and extrema of cycles that are one
constexpr double kUndeclared = 10;  // range of a parameter without one, in its own size

Error cancelled() { return {Error::Code::cancelled, "The search for cycles was not finished: a newer picture is wanted."}; }

// The declared range, with the present value inside.
Interval rangeOf(const Problem& problem, int parameter) {
  const Parameter& declared = problem.model->parameters[static_cast<std::size_t>(parameter)];
  const double value = problem.parameters[static_cast<std::size_t>(parameter)];
  const double reach = kUndeclared * std::max({1.0, std::fabs(value), std::fabs(declared.value)});
  const Interval range = declared.range.value_or(Interval(value - reach, value + reach));
  const double margin = 1e-3 * std::max(range.width(), std::fabs(value) * 1e-3);
  return {std::min(range.lo, value - margin), std::max(range.hi, value + margin)};
}

bool isSame(const Cycle& a, const Cycle& b, const Box& box) {
  if (std::fabs(a.period - b.period) > kSame * b.period + 10 * (a.periodError + b.periodError)) return false;
  for (std::size_t i = 0; i < a.extrema.size(); ++i) {
    const double slack = 1e3 * kSame * std::max(box[i].width(), b.extrema[i].width());
    if (std::fabs(a.extrema[i].lo - b.extrema[i].lo) > slack || std::fabs(a.extrema[i].hi - b.extrema[i].hi) > slack)
      return false;
  }
  return true;
}

}  // namespace

Result<CyclesFound> findCyclesByFollowing(const Problem& problem, const std::vector<Cycle>& known,
                                          const CyclesByFollowingOptions& options, const std::stop_token& stop) {
  CyclesFound result;
  result.found = known;
  const auto count = static_cast<int>(problem.model->parameters.size());
  const bool isFlow = problem.model->kind != ModelKind::map && problem.model->variables.size() > 1;
  if (!isFlow || problem.model->dependsOnTime || options.parameter < 0 || options.parameter >= count) return result;
  const double value = problem.parameters[static_cast<std::size_t>(options.parameter)];
  DiagramOptions along;
  along.parameter = options.parameter;
  along.range = rangeOf(problem, options.parameter);
  along.at = {value};
  const auto equilibria = followEquilibria(problem, along, {}, stop);
  if (!equilibria) return stop.stop_requested() ? std::unexpected(cancelled()) : Result<CyclesFound>(result);
  std::vector<SpecialPoint> hopfs;
  for (const FoundSpecial& special : equilibria->specials)
    if (special.point.kind == SpecialKind::hopf) hopfs.push_back(special.point);
  const auto branches = followCycles(problem, along, hopfs, {}, stop);
  if (!branches) return std::unexpected(cancelled());
  std::size_t lost = 0;
  for (const Branch& branch : branches->branches) {
    for (const BranchPoint& point : branch.points) {
      if (!point.asked || point.parameter != value) continue;
      if (stop.stop_requested()) return std::unexpected(cancelled());
      auto cycle = shootCycle(problem, point.state, point.period, {}, stop);
      if (!cycle || std::fabs(cycle->period - point.period) > 1e-4 * point.period) {
        ++lost;
        continue;
      }
      const auto isKnown = [&](const Cycle& other) { return isSame(*cycle, other, problem.box); };
      if (!std::ranges::any_of(result.found, isKnown)) result.found.push_back(std::move(*cycle));
    }
  }
  if (stop.stop_requested()) return std::unexpected(cancelled());
  if (lost > 0)
    result.remarks.push_back(std::to_string(lost) + (lost == 1 ? " cycle" : " cycles") +
                             " met by following could not be closed by shooting.");
  return result;
}

}  // namespace separatrix
