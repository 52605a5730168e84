#pragma once

#include <vector>

#include "core/phaseplane/nullclines_lattice.hpp"

namespace separatrix {

/// A straight piece from a to b, parallel to an axis, at whose ends a component has different signs.
struct Bracket {
  PlanePoint a, b;
  double fa = 0, fb = 0;  ///< one is >= 0, the other is not
};

/// The zero in a bracket; not `isZero` where the component jumps or has a pole instead of vanishing.
struct BracketRoot {
  PlanePoint point;
  bool isZero = false;
};

/// One zero of a component in each bracket, to about 1e-6 pixels, all brackets at once: Newton's method
/// kept inside the bracket by bisection.
std::vector<BracketRoot> solveBrackets(PlaneField& field, int component, const Lattice& lattice, const std::vector<Bracket>& brackets);

}  // namespace separatrix
