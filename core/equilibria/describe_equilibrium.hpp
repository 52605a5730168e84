#pragma once

#include <span>

#include "core/equilibria/equilibrium.hpp"

namespace separatrix {

struct DescribeEquilibriumOptions {
  double hyperbolicTolerance = 1e-9;  ///< |Re lambda| below this fraction of |Df| counts as zero
  double typicalSlope = 0;            ///< size of Df around the point, where Df itself may be nearly zero
  bool isExactlyLinear = false;       ///< the field is affine and `jacobian` exact: a center can be told from a focus
};

/// Completes a located zero with its linear data: eigenvalues, eigenvectors, type, stability.
/// The words: focus and saddle-focus when any two eigenvalues are complex, node and saddle when none are; in the
/// plane also star (a multiple of the identity) and degenerate node (a double eigenvalue that is not).
/// A center, which the linear part of a nonlinear field never proves, is said only of linear fields; it is
/// stable, not asymptotically. Everything else with an eigenvalue on the imaginary axis is nonhyperbolic.
Equilibrium describeEquilibrium(std::span<const double> state, std::span<const double> jacobian, double residual,
                                const DescribeEquilibriumOptions& options = {});

}  // namespace separatrix
