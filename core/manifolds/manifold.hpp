#pragma once

#include <optional>
#include <vector>

#include "core/base/curve.hpp"
#include "core/base/evidence.hpp"

namespace separatrix {

/// Where a branch of a manifold goes: an equilibrium, a cycle, out of the window, to infinity, or
/// nowhere that could be established.
struct BranchDestination {
  enum class Kind { equilibrium, cycle, window, infinity, unresolved };
  Kind kind = Kind::unresolved;
  int index = -1;  ///< into the portrait's equilibria or cycles

  friend bool operator==(const BranchDestination&, const BranchDestination&) = default;
};

/// One branch of a one-dimensional stable or unstable manifold of a saddle.
struct ManifoldBranch {
  enum class Kind { stable, unstable };
  int equilibrium = 0;  ///< index of the saddle
  Kind kind = Kind::unstable;
  int side = 1;               ///< +1 or -1 along the eigenvector with positive first component
  Curve curve;                ///< starts at the saddle
  std::vector<double> times;  ///< of each curve point, relative to the second; negative on stable branches
  BranchDestination ends;
  /// How surely it ends there. converged: inside a proved neighborhood of attraction, a whole period within
  /// half a pixel of the cycle, blown up, or a connection of planar saddles whose gap is within tolerance;
  /// heuristic otherwise.
  Evidence evidence = Evidence::heuristic;
  /// Of a connection between saddles (or of a saddle with itself): the distance by which the two manifolds
  /// miss each other across the flow half way, in window widths, and below which distance it counts as none.
  std::optional<double> gap;
  double gapTolerance = 0;
};

}  // namespace separatrix
