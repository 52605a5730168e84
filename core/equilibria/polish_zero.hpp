#pragma once

#include <functional>
#include <span>
#include <vector>

namespace separatrix {

/// Computes, at x (n values), f (n values) and Df (n x n, row-major).
using ValuesAndJacobian = std::function<void(const double* x, double* f, double* J)>;

/// Where Newton's method ended. `converged` means the last correction was at rounding.
struct PolishedZero {
  std::vector<double> state;
  std::vector<double> jacobian;  ///< Df(state), row-major
  double residual = 0;           ///< |f(state)| in the maximum norm
  bool converged = false;
};

/// Newton's method from `start` in double, down to rounding: the iterate with the smallest residual.
/// `scale` holds one length per variable: a correction below 1e-13 of it counts as rounding.
/// Converges linearly to zeros with a singular Jacobian; never leaves finite numbers.
PolishedZero polishZero(const ValuesAndJacobian& f, std::span<const double> start, std::span<const double> scale);

/// Solves M x = b in place of b by elimination with row pivots (M is destroyed, n x n row-major).
/// False when a pivot is zero or not a number.
bool solveInPlace(std::span<double> M, std::span<double> b);

}  // namespace separatrix
