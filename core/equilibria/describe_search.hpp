#pragma once

#include <string>
#include <vector>

#include "core/equilibria/find_equilibria.hpp"

namespace separatrix {

/// What a person should know of a search for equilibria: undecided regions and the index in them, curves of equilibria,
/// degenerate points with their index, why a point is a center, kinks. One sentence each; empty when all is plain.
std::vector<std::string> describeSearch(const Problem& problem, const EquilibriaInBox& result, bool vanishes);

}  // namespace separatrix
