#pragma once

#include <complex>
#include <span>
#include <vector>

#include "core/equilibria/equilibrium.hpp"

namespace separatrix {

/// What the eigenvalues of a point of a branch tell: of Df for a flow, of DF^m for a map.
struct BranchSpectrum {
  Stability stability = Stability::nonhyperbolic;
  int unstable = 0;     ///< right of the imaginary axis, outside the unit circle
  int belowMinusOne = 0;  ///< maps: real multipliers below -1
  std::vector<std::complex<double>> multipliers;  ///< maps only, modulus descending
};

/// `Dg` has n rows of `width` >= n derivatives; the states come first. For a map Dg holds DF^m - 1.
BranchSpectrum branchSpectrum(std::span<const double> Dg, std::size_t n, std::size_t width, bool isMap);

/// Eigenvalues (multipliers of a map) from the same.
std::vector<std::complex<double>> criticalValues(std::span<const double> Dg, std::size_t n, std::size_t width,
                                                 bool isMap);

}  // namespace separatrix
