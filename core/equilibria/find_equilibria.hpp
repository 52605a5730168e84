#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/base/curve.hpp"
#include "core/base/error.hpp"
#include "core/equilibria/equilibrium.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

struct EquilibriaInBox {
  std::vector<Equilibrium> found;  ///< sorted by coordinates: equal inputs give equal lists
  Completeness completeness;
  std::vector<Curve> curves;         ///< curves of equilibria, in all n coordinates; one point of them may be in `found`
  std::vector<std::string> remarks;  ///< what is undecided or degenerate and what is known of it, in words
};

struct FindEquilibriaOptions {
  int maximalBoxes = 20'000;       ///< budget of the branch and prune; what is left then is undecided
  double smallestFraction = 1e-11; ///< boxes below this fraction of the window are undecided
};

/// All equilibria of problem.field() (at t = 0) inside the closed problem.box, by interval branch and prune
/// (Hansen–Sengupta on slightly inflated boxes, so roots on faces are proved too), each polished to rounding.
/// In a cluster of boxes that stays undecided (a fold, a kink) Newton's method looks for zeros: they are listed as
/// `converged`, at most one with a singular Jacobian per cluster, and prove nothing; in one or two dimensions the
/// winding number of the field around the cluster gives their index. Curves of equilibria are followed.
/// A type is said where the field is differentiable; a center where a symmetry or a first integral proves it.
/// Errors: usage for an empty or unbounded box; cancelled.
Result<EquilibriaInBox> findEquilibria(const Problem& problem, const FindEquilibriaOptions& options = {},
                                       const std::stop_token& stop = {});

}  // namespace separatrix
