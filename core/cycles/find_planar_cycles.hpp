#pragma once

#include "core/cycles/find_cycles.hpp"

namespace separatrix {

/// findCycles for flows of two variables.
CyclesFound findPlanarCycles(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                             const FindCyclesOptions& options, const std::stop_token& stop);

/// refineCycles for flows of two variables.
CyclesFound refinePlanarCycles(const Problem& problem, const std::vector<Cycle>& known,
                               const std::vector<Equilibrium>& equilibria, const FindCyclesOptions& options,
                               const std::stop_token& stop);

}  // namespace separatrix
