#pragma once

#include "core/equilibria/branch_and_prune.hpp"
#include "core/equilibria/polish_zero.hpp"
#include "core/model/field.hpp"

namespace separatrix {

/// The equations F^p(x) - x = 0 of the points of period p of a map, enclosed over boxes.
/// The Jacobian is the product DF(x_{p-1}) ... DF(x_0) - 1 along the orbit; the whole line where an
/// iterate may cross a jump (mod, floor, heav), because slopes do not bound differences there.
EnclosedEquations enclosePeriodicPoints(const Field& map, int period);

/// The same in double.
ValuesAndJacobian periodicPointEquations(const Field& map, int period);

/// D(F^p)(x), row-major.
std::vector<double> iterateJacobian(const Field& map, int period, std::span<const double> x);

}  // namespace separatrix
