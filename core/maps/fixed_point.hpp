#pragma once

#include <complex>
#include <optional>
#include <vector>

#include "core/base/evidence.hpp"
#include "core/equilibria/equilibrium.hpp"

namespace separatrix {

/// A point of least period `period` of a map, with its evidence. Types are the words of flows
/// applied to multipliers (inside / outside the unit circle instead of left / right half plane).
struct FixedPoint {
  std::vector<double> state;
  int period = 1;
  std::vector<std::complex<double>> multipliers;  ///< of the period-th iterate, modulus descending
  EquilibriumType type = EquilibriumType::nonhyperbolic;
  Stability stability = Stability::nonhyperbolic;
  int unstableDimension = 0;
  double residual = 0;
  Evidence evidence = Evidence::heuristic;
  std::optional<Box> enclosure;
};

}  // namespace separatrix
