#pragma once

#include <span>

#include "core/maps/fixed_point.hpp"

namespace separatrix {

/// Completes a located point of period `period` with its multipliers, the eigenvalues of `jacobian` =
/// D(F^period) (row-major), its type and stability. A multiplier whose modulus differs from 1 by less than
/// `tolerance` decides nothing: the point is nonhyperbolic.
FixedPoint describeFixedPoint(std::span<const double> state, int period, std::span<const double> jacobian,
                              double residual, double tolerance = 1e-9);

}  // namespace separatrix
