#pragma once

#include "core/figure/figure.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// Draws the real eigenvectors of an equilibrium of the portrait through its marker: straight lines in layer
/// manifolds, arrows in for Re lambda < 0 and out for Re lambda > 0, in the roles of the stable and unstable
/// manifold (they are tangent to them); the axis' role for lambda = 0. Each side is `length` of the window, measured on
/// square paper. Complex eigenvalues have no line. Ids "e1.vector.1". Needs an index into portrait.equilibria.
void addEigenvectors(Figure& figure, const Portrait& portrait, std::size_t equilibrium, double length = 0.11);

}  // namespace separatrix
