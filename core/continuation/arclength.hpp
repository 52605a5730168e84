#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/continuation/curve_equations.hpp"
#include "core/continuation/dense_lu.hpp"

namespace separatrix {

/// Points of the curve g(z) = 0, N equations in N + 1 unknowns, by Newton's method in the scaled unknowns
/// u_i = z_i / scale_i; distances, normals and tangents are those of u.
/// Reference: Keller (1977), Numerical solution of bifurcation and nonlinear eigenvalue problems.
class Arclength {
 public:
  Arclength(CurveEquations& equations, std::vector<double> scale);

  /// Moves z onto the curve within the hyperplane through z normal to `normal`.
  bool correct(std::vector<double>& z, std::span<const double> normal);
  /// Moves z onto the curve with z[index] = value.
  bool correctAt(std::vector<double>& z, std::size_t index, double value);

  /// Of the last point: unit tangent, with <normal, tangent> > 0 (of correctAt: tangent[index] > 0).
  const std::vector<double>& tangent() const { return tangent_; }
  /// Sign of det [Dg; tangent]: changes at branch points and nowhere else.
  int determinantSign() const { return sign_; }
  /// Turns the tangent so that <reference, tangent> >= 0.
  void orient(std::span<const double> reference);

  const std::vector<double>& jacobian() const { return Dg_; }  ///< Dg near the last point, unscaled
  int steps() const { return steps_; }                         ///< Newton steps of the last correction
  double firstCorrection() const { return first_; }            ///< how far the start was off, scaled
  const std::vector<double>& scale() const { return scale_; }

 private:
  bool newton(std::vector<double>& z, std::span<const double> row);

  CurveEquations& equations_;
  std::vector<double> scale_, tangent_, g_, Dg_, M_, d_, row_;
  DenseLu lu_;
  int sign_ = 0, steps_ = 0;
  double first_ = 0;
};

/// Newton's method for as many equations as unknowns, down to rounding.
struct SolvedPoint {
  bool converged = false;
  /// Estimated absolute error of each unknown: the last correction, and rounding of g and of the unknowns
  /// carried through the inverse of the derivative.
  std::vector<double> error;
};
SolvedPoint solvePoint(CurveEquations& equations, std::vector<double>& z, std::span<const double> scale);

}  // namespace separatrix
