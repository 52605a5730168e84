#pragma once

#include <expected>
#include <string>
#include <vector>

#include "core/equilibria/equilibrium.hpp"

namespace separatrix {

/// Winding numbers against what was found. Planar flows only; absent otherwise.
struct IndexCheck {
  bool consistent = true;
  int alongBorder = 0;  ///< winding number of the field along the window's border, counterclockwise
  int sumFound = 0;     ///< sum of the indices of the equilibria found
};

/// Compares the winding number of a planar field along the border of problem.box with the sum of the indices of what
/// is inside (Poincaré–Hopf): sign det Df of the proved equilibria, and the index of each undecided region. The winding
/// number is proved. Where the field vanishes on the border (an equilibrium on it, an invariant axis), the border is
/// taken a little inside, up to a hundredth of the window, and only what lies inside that counts.
/// Otherwise the reason why nothing can be compared, in words; empty words for maps and other dimensions.
std::expected<IndexCheck, std::string> checkIndex(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                                                  const Completeness& completeness = {});

}  // namespace separatrix
