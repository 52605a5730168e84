#pragma once

#include <string>
#include <vector>

#include "core/equilibria/equilibrium.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// Why no closed orbit of a planar flow lies inside problem.box, proved by interval arithmetic, in one
/// sentence; empty when none of these arguments applies:
///  - the divergence keeps one sign (Bendixson);
///  - each variable pushes the other one way, both the same way, so that orbits are monotone in the
///    end (Hirsch 1982, planar cooperative and competitive systems);
///  - one variable always moves one way;
///  - the box holds no equilibria but saddles, and every closed orbit has index 1 inside (Poincaré).
///    Only when `equilibriaAreAll`: it is proved that the list is complete.
std::string proveNoCycle(const Problem& problem, const std::vector<Equilibrium>& equilibria, bool equilibriaAreAll);

}  // namespace separatrix
