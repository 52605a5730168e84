#pragma once

#include <complex>
#include <span>
#include <vector>

namespace separatrix {

struct Eigenpairs {
  std::vector<std::complex<double>> values;                ///< real part descending, then imaginary part descending
  std::vector<std::vector<std::complex<double>>> vectors;  ///< unit (Euclidean), same order; real values have real vectors
};

/// Eigenvalues and eigenvectors of a real n x n matrix (row-major). The first component of a vector
/// that is not zero is positive. n <= 2 by formulas without cancellation, above by Eigen (real Schur form).
/// A defective eigenvalue repeats its vector. Entries that are not finite give no pairs.
Eigenpairs eigenpairs(std::span<const double> matrix, int n);

/// n >= 3, not sorted nor normalized; the one file that instantiates Eigen's solver.
Eigenpairs eigenpairsBySchur(std::span<const double> matrix, int n);

}  // namespace separatrix
