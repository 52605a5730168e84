#pragma once

#include <span>
#include <vector>

#include "core/continuation/equilibrium_branches.hpp"

namespace separatrix {

/// Sorts the special points by parameter, gives them and the branches their ids, and turns every
/// reference to them; "#k" in Branch::from becomes the id of special point k.
void nameSpecials(EquilibriumBranches& result);

/// What the ends of branches say of special point k they now say of place[k].
void renumberSpecials(std::vector<Branch>& branches, std::span<const int> place);

}  // namespace separatrix
