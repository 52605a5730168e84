#pragma once

#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/cycles/cycle.hpp"
#include "core/equilibria/equilibrium.hpp"
#include "core/manifolds/manifold.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

struct GrowManifoldsOptions {
  double tolerance = 1e-8;
  double time = 0;           ///< longest; 0: chosen from the saddle's eigenvalues and the model's time scale
  int maximalSteps = 8'000;  ///< of each branch; then it is unresolved
};

/// The one-dimensional stable and unstable manifold branches of every saddle, each stopped where
/// it arrives: at an equilibrium, on a cycle, outside the (enlarged) window, at infinity.
/// Errors: cancelled.
Result<std::vector<ManifoldBranch>> growManifolds(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                                                  const std::vector<Cycle>& cycles,
                                                  const GrowManifoldsOptions& options = {},
                                                  const std::stop_token& stop = {});

}  // namespace separatrix
