#pragma once

#include <stop_token>
#include <vector>

#include "core/cycles/find_cycles.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

struct CyclesByFollowingOptions {
  int parameter = 0;  ///< index of the one along which branches are followed
};

/// Cycles of problem.parameters met by following, in one parameter, the branches of cycles from every Hopf
/// point in the parameter's declared range (without one: around its value), each finished by shooting;
/// together with those of `known`, each cycle once. Says nothing of cycles on no such branch: heuristic.
/// Errors: cancelled.
Result<CyclesFound> findCyclesByFollowing(const Problem& problem, const std::vector<Cycle>& known,
                                          const CyclesByFollowingOptions& options = {}, const std::stop_token& stop = {});

}  // namespace separatrix
