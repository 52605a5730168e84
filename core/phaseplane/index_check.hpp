#pragma once

#include <optional>
#include <vector>

#include "core/equilibria/equilibrium.hpp"

namespace separatrix {

/// Winding numbers against what was found. Planar flows only; absent otherwise.
struct IndexCheck {
  bool consistent = true;
  int alongBorder = 0;  ///< winding number of the field along the window's border, counterclockwise
  int sumFound = 0;     ///< sum of the indices of the equilibria found
};

/// Compares the winding number of a planar field along the border of problem.box with the sum of the
/// indices, sign det Df, of the equilibria inside (Poincaré–Hopf). The winding number is proved: interval
/// enclosures of the field on the pieces of the border leave out the origin of the plane of values.
/// Absent for maps, other dimensions, a field that vanishes on the border (to rounding) or is not continuous
/// inside, and when an equilibrium is nonhyperbolic with a singular Jacobian or lies on the border: nothing can then be compared.
std::optional<IndexCheck> checkIndex(const Problem& problem, const std::vector<Equilibrium>& equilibria);

}  // namespace separatrix
