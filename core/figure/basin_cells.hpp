#pragma once

#include "core/figure/figure.hpp"
#include "core/model/problem.hpp"
#include "core/phaseplane/basins.hpp"

namespace separatrix {

/// Puts basins under everything else of a phase-plane figure of `problem`: the region of the k-th attractor has
/// number k; what goes to infinity, leaves the window or is unresolved stays free. Nothing for a line.
void addBasins(Figure& figure, const Problem& problem, const Basins& basins);

}  // namespace separatrix
