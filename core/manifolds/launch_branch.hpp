#pragma once

#include <optional>
#include <vector>

#include "core/equilibria/equilibrium.hpp"
#include "core/manifolds/manifold.hpp"
#include "core/manifolds/window_metric.hpp"

namespace separatrix {

/// Where both branches of a one-dimensional manifold of a saddle begin, a little way off it.
struct Launch {
  int equilibrium = 0;
  ManifoldBranch::Kind kind = ManifoldBranch::Kind::unstable;
  double rate = 0;                  ///< the eigenvalue
  std::vector<double> plus, minus;  ///< side +1, side -1
};

/// The launch of the saddle's stable or unstable manifold, if that has dimension one. The points lie on
/// the second-order expansion of the manifold, at most a thousandth of the window and a hundredth of the
/// distance `room` (in fractions of the window) from the saddle, nearer where the manifold is strongly curved.
std::optional<Launch> launchBranches(const Field& field, const WindowMetric& metric, const Equilibrium& saddle,
                                     ManifoldBranch::Kind kind, double tolerance, double room);

}  // namespace separatrix
