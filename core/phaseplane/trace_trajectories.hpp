#pragma once

#include <stop_token>
#include <vector>

#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// The trajectories a picture asks for, in the order of options.trajectories (a `both` gives the
/// forward half, then the backward one), sampled so that chords stay within a quarter pixel.
///
/// A trajectory stops where it arrives: at an attracting equilibrium among `equilibria`, after a full
/// turn on one of `cycles`, or once its turns repeat to the pixel; unless its start says toTheEnd. Flows run together in lanes; maps
/// and flows with resets one by one.
std::vector<Trajectory> traceTrajectories(const Problem& problem, const PortraitOptions& options,
                                          const std::vector<Equilibrium>& equilibria, const std::vector<Cycle>& cycles,
                                          const std::stop_token& stop = {});

}  // namespace separatrix
