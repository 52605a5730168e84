#pragma once

#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/equilibria/equilibrium.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

struct EquilibriaInBox {
  std::vector<Equilibrium> found;  ///< sorted by coordinates: equal inputs give equal lists
  Completeness completeness;
};

struct FindEquilibriaOptions {
  int maximalBoxes = 200'000;      ///< budget of the branch and prune; what is left then is undecided
  double smallestFraction = 1e-11; ///< boxes below this fraction of the window are undecided
};

/// All equilibria of problem.field() inside problem.box, by interval branch and prune
/// (Hansen–Sengupta on slightly inflated boxes, so roots on faces are proved too), each polished to rounding.
/// Errors: usage for an empty box; cancelled.
Result<EquilibriaInBox> findEquilibria(const Problem& problem, const FindEquilibriaOptions& options = {},
                                       const std::stop_token& stop = {});

}  // namespace separatrix
