#pragma once

#include <span>
#include <vector>

#include "core/phaseplane/nullclines_lattice.hpp"

namespace separatrix {

/// Zero sets without a change of sign (double curves, isolated points) inside a cluster of flagged
/// cells: Newton's method along the gradient from the cells' centers, then the points reached are
/// joined in order of nearness. An isolated point gives a closed chain of two equal points. Nothing
/// where the component only comes near zero.
std::vector<std::vector<PlanePoint>> traceTouching(PlaneField& field, int component, const Lattice& lattice, std::span<const LatticeCell> cells);

}  // namespace separatrix
