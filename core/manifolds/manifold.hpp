#pragma once

#include <vector>

#include "core/base/curve.hpp"

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
};

}  // namespace separatrix
