#pragma once

#include "core/equilibria/branch_and_prune.hpp"
#include "core/model/field.hpp"

namespace separatrix {

/// f(x) = 0 enclosed over boxes (at t = 0). Where the plain enclosures are not bounded, a zero may still be
/// excluded with more care, and where the field may jump, its derivatives enclose nothing.
EnclosedEquations encloseField(const Field& field);

}  // namespace separatrix
