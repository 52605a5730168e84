#pragma once

#include <complex>
#include <string>
#include <vector>

#include "core/base/curve.hpp"
#include "core/base/evidence.hpp"
#include "core/equilibria/equilibrium.hpp"
#include "core/scalar/interval.hpp"

namespace separatrix {

/// A limit cycle of a flow, with all n coordinates.
struct Cycle {
  Curve orbit;                ///< closed: the last point equals the first; dense enough to draw
  std::vector<double> times;  ///< of each orbit point, 0 .. period
  double period = 0;
  double periodError = 0;                         ///< estimated absolute error of the period
  std::vector<std::complex<double>> multipliers;  ///< Floquet, largest modulus first, the trivial 1 left out
  /// log |multiplier|, exact where a multiplier under- or overflows; same order.
  std::vector<double> logMultipliers;
  std::vector<Interval> extrema;  ///< per variable, found on the curve
  Stability stability = Stability::nonhyperbolic;
  std::vector<int> encloses;  ///< indices of equilibria inside (planar systems)
  Evidence evidence = Evidence::converged;
};

}  // namespace separatrix
