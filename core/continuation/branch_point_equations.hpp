#pragma once

#include <span>
#include <vector>

#include "core/continuation/branch_equations.hpp"
#include "core/continuation/curve_equations.hpp"
#include "core/scalar/jet.hpp"

namespace separatrix {

/// A point z = (x, p) where two branches cross: Dg has a left null vector psi.
///
///   g(z) + beta psi = 0,   Dg(z)^T psi = 0,   <psi,psi> = 1;   unknowns (z, beta, psi), beta = 0 at the solution
///
/// Reference: Moore (1980), The numerical treatment of non-trivial bifurcation points.
class BranchPointEquations : public CurveEquations {
 public:
  explicit BranchPointEquations(const Unfolding& unfolding);

  /// Unknowns to start from near z; `scale` is that of z. Empty where Dg is not finite.
  std::vector<double> start(std::span<const double> z, std::span<const double> scale);

  std::size_t equations() const override { return 2 * n_ + 2; }
  std::size_t unknowns() const override { return 2 * n_ + 2; }
  bool evaluate(const double* u, double* g, double* Dg) override;

  /// The directions (unit, scaled) of the two branches at the solution last evaluated, by the algebraic
  /// branching equation psi^T D2g(d, d) = 0; none where it has no two real roots.
  std::vector<std::vector<double>> directions(std::span<const double> scale) const;

 private:
  std::size_t n_, w_;
  UnfoldedEvaluator<double> values_;
  UnfoldedEvaluator<Jet<1>> jets_;
  std::vector<double> J_, H_;  // H = psi^T D2g, w x w
};

}  // namespace separatrix
