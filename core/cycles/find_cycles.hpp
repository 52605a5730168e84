#pragma once

#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/cycles/cycle.hpp"
#include "core/equilibria/equilibrium.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

struct FindCyclesOptions {
  double tolerance = 1e-9;  ///< relative, of the period
  int starts = 64;          ///< per section
};

struct CyclesFound {
  std::vector<Cycle> found;  ///< inner before outer
  Evidence completeness = Evidence::heuristic;
  std::vector<std::string> remarks;
};

/// Limit cycles, stable and unstable. Planar flows: return maps on sections from every equilibrium,
/// forward and backward in time, refined on the return map, finished by shooting or collocation.
/// More variables: attractors of runs from a fixed set of starts.
/// Errors: cancelled.
Result<CyclesFound> findCycles(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                               const FindCyclesOptions& options = {}, const std::stop_token& stop = {});

/// Follows cycles known at nearby parameters to this problem; those that do not converge are left
/// out. Each result is a converged cycle of this problem, the same that findCycles would return.
Result<CyclesFound> refineCycles(const Problem& problem, const std::vector<Cycle>& known,
                                 const std::vector<Equilibrium>& equilibria, const FindCyclesOptions& options = {},
                                 const std::stop_token& stop = {});

}  // namespace separatrix
