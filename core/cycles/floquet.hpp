#pragma once

#include <complex>
#include <vector>

namespace separatrix {

/// The spectrum of a product of matrices without forming it.
struct ProductSpectrum {
  std::vector<std::complex<double>> values;  ///< largest modulus first; 0 where one underflows
  std::vector<double> logModuli;             ///< same order
};

/// Eigenvalues of A_m ... A_2 A_1, each n x n and row-major, by orthogonal iteration over the
/// factors: moduli that differ by hundreds of powers of ten come out with the digits of the factors.
/// Source: Watkins (2007), The Matrix Eigenvalue Problem, 8.4; the continuous analog of periodic QR.
ProductSpectrum spectrumOfProduct(const std::vector<std::vector<double>>& factors, int n);

}  // namespace separatrix
