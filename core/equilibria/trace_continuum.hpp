#pragma once

#include <vector>

#include "core/base/curve.hpp"
#include "core/equilibria/branch_and_prune.hpp"
#include "core/equilibria/polish_zero.hpp"

namespace separatrix {

/// Curves of zeros through an undecided `region` of the window: where a regular start converges to a zero whose Jacobian
/// has rank n - 1, the zero set is followed along the null vector through the window, step by step a zero to rounding
/// (the enclosure of f at the point is as narrow as rounding and |f| no larger than a few of its widths). Points of
/// isolated zeros, however degenerate, are not taken for curves: they have no zeros a hundredth of the window away.
/// `vanishes` when starts all over the region are zeros where they stand.
struct Continuum {
  std::vector<Curve> curves;  ///< in all n coordinates; a closed one repeats its first point
  bool vanishes = false;
};
Continuum traceContinuum(const EnclosedEquations& equations, const ValuesAndJacobian& f, const Box& region, const Box& window);

}  // namespace separatrix
