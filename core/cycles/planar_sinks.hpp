#pragma once

#include <optional>
#include <vector>

#include "core/cycles/return_map.hpp"
#include "core/equilibria/equilibrium.hpp"

namespace separatrix {

/// The equilibria that attract in a direction of time, each with a disk in which orbits are given up.
std::vector<Sink> sinksOf(const Problem& problem, const std::vector<Equilibrium>& equilibria, int direction);

/// sign det Df; empty where the determinant is 0 to rounding.
std::optional<int> indexOf(const Equilibrium& equilibrium);

/// Whether the index of an equilibrium allows a cycle around it alone: not of a saddle. Every cycle
/// encloses an equilibrium of positive index (Poincaré), or a degenerate one.
bool mayBeEnclosedAlone(const Equilibrium& equilibrium);

}  // namespace separatrix
