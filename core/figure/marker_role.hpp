#pragma once

#include "core/equilibria/equilibrium.hpp"
#include "core/figure/figure.hpp"

namespace separatrix {

/// The marker that stands for an equilibrium (or a map's point) of this stability, in every picture and list.
Role markerRole(Stability stability);

}  // namespace separatrix
