#pragma once

#include <optional>
#include <stop_token>

#include "core/cycles/cycle.hpp"
#include "core/cycles/survey_ray.hpp"

namespace separatrix {

struct CloseOrbitOptions {
  double tolerance = 1e-9;  ///< relative, of the period
  double smallest = 2e-5;   ///< a cycle that spans less of the window is an equilibrium
  int maximalSteps = 100'000;
  int maximalTurns = 40;  ///< in each of two stages
  double longest = 0;     ///< no turn takes more time; 0: no limit
};

/// The cycle of a planar flow through the piece of `section` that `candidate` names, by Newton's
/// method on the return map in the direction of time in which the cycle attracts, where its
/// derivative lies between 0 and 1; its multiplier from the divergence. Empty when the return map
/// has no fixed point there. `encloses` is left empty. A candidate with a spread gives a
/// nonhyperbolic cycle, heuristic unless the spread is below the tolerance.
std::optional<Cycle> closeOrbit(const Problem& problem, const Section& section, const Candidate& candidate,
                                std::span<const Sink> sinks, const CloseOrbitOptions& options = {},
                                const std::stop_token& stop = {});

/// True when neighbors of the cycle close too: it is one of a family of closed orbits.
bool isOneOfFamily(const Problem& problem, const Cycle& cycle, const std::stop_token& stop = {});

}  // namespace separatrix
