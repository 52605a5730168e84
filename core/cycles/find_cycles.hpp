#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/cycles/cycle.hpp"
#include "core/equilibria/equilibrium.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

struct FindCyclesOptions {
  double tolerance = 1e-9;        ///< relative, of the period
  int starts = 64;                ///< per section
  bool equilibriaAreAll = false;  ///< it is proved that the box holds no equilibrium but those given
};

struct CyclesFound {
  std::vector<Cycle> found;                     ///< inner before outer
  Evidence completeness = Evidence::heuristic;  ///< of the closed orbits inside the box
  std::string argument;                         ///< why completeness is proved, in one sentence; else empty
  std::vector<std::string> remarks;
};

/// Limit cycles, stable and unstable. Planar flows: return maps on sections from every equilibrium,
/// forward and backward in time, refined on the return map, finished by shooting or collocation.
/// Equilibria around the window serve too, for cycles that only cross it. Proved complete only
/// where no cycle was found and interval arithmetic shows that the box holds none.
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
