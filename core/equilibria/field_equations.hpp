#pragma once

#include "core/equilibria/polish_zero.hpp"
#include "core/model/field.hpp"

namespace separatrix {

/// The equations f(x) = 0 of a field at t = 0, in double.
ValuesAndJacobian equilibriumEquations(const Field& field);

/// The field is affine: no derivative depends on the state; and exact: each is a number of the text or a parameter.
bool isExactlyLinear(const Field& field);

}  // namespace separatrix
