#pragma once

#include <optional>
#include <span>

#include "core/equilibria/equilibrium.hpp"

namespace separatrix {

/// The sum of the indices of the equilibria in `region`, one of the undecided boxes `all` in the window problem.box,
/// n <= 2: the winding number around a box a little larger, less the indices of the proved zeros in between.
/// Empty when the field vanishes, to rounding, around every such box, is not continuous in it, or the box leaves the window.
std::optional<int> indexOfRegion(const Problem& problem, const Box& region, std::span<const Box> all, std::span<const Equilibrium> proved);

/// sign det Df of a proved zero: the method that proved it excludes a singular Jacobian.
int indexOfProved(const Equilibrium& equilibrium);

}  // namespace separatrix
