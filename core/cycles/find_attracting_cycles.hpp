#pragma once

#include "core/cycles/find_cycles.hpp"

namespace separatrix {

/// The stable cycles of a flow in any number of variables that attract one of a fixed set of
/// starts: points spread over the box and points near unstable equilibria. Orbits are followed
/// until they settle, then to their first close return; shooting closes it. Chaotic orbits do not
/// return close enough and give nothing.
CyclesFound findAttractingCycles(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                                 const FindCyclesOptions& options, const std::stop_token& stop);

/// Follows known cycles by shooting from their old orbits.
CyclesFound refineByShooting(const Problem& problem, const std::vector<Cycle>& known, const FindCyclesOptions& options,
                             const std::stop_token& stop);

}  // namespace separatrix
