#include <algorithm>
#include <utility>

#include "core/continuation/cycle_branches.hpp"
#include "core/cycles/find_cycles.hpp"
#include "core/equilibria/find_equilibria.hpp"

namespace separatrix {
namespace {

constexpr double kInside = 1.0 / 256;  // of the range, from its ends: there a branch still has both directions

std::vector<double> slicesOf(const Problem& problem, const DiagramOptions& options) {
  const double margin = kInside * options.range.width();
  const double lo = options.range.lo + margin, hi = options.range.hi - margin;
  const double own = problem.parameters[static_cast<std::size_t>(options.parameter)];
  return {own > lo && own < hi ? own : 0.5 * (lo + hi), lo, hi};
}

}  // namespace

Result<std::vector<KnownCycle>> findCyclesInSlices(const Problem& problem, const DiagramOptions& options,
                                                   const std::stop_token& stop) {
  std::vector<KnownCycle> known;
  if (problem.model->kind != ModelKind::flow || problem.model->dimension() < 2) return known;
  for (const double value : slicesOf(problem, options)) {
    Problem there = problem;
    there.parameters[static_cast<std::size_t>(options.parameter)] = value;
    const auto equilibria = findEquilibria(there, {}, stop);
    if (stop.stop_requested()) return std::unexpected(Error{Error::Code::cancelled, "cancelled"});
    if (!equilibria) continue;
    auto cycles = findCycles(there, equilibria->found, {}, stop);
    if (!cycles) return std::unexpected(cycles.error());
    for (Cycle& cycle : cycles->found) known.push_back({value, std::move(cycle)});
  }
  std::ranges::stable_sort(known, {}, [](const KnownCycle& one) { return one.cycle.period; });
  return known;
}

}  // namespace separatrix
