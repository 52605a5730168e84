#pragma once

#include <complex>
#include <span>
#include <vector>

#include "core/continuation/branch_equations.hpp"
#include "core/continuation/curve_equations.hpp"
#include "core/continuation/dense_lu.hpp"
#include "core/scalar/jet.hpp"

namespace separatrix {

/// Where an eigenvalue (of maps: a multiplier) is critical. For a map A = DF^m, for a flow A = Df.
enum class Singularity {
  zero,  ///< eigenvalue 0, multiplier 1: A (A - 1) is singular
  flip,  ///< multiplier -1: A + 1 is singular
  pair,  ///< a pair with sum 0 (A^2 + kappa, kappa = omega^2), of maps with product 1 (A^2 - 2 kappa A + 1, kappa = cos theta)
};

/// f(x, p) = 0 together with the condition that A(x, p) is singular in the way named, by bordering:
/// minimally augmented systems, regular at folds, Hopf and flip points, at cusps and at
/// Bogdanov–Takens points. Unknowns are (x, p), for a pair (x, p, kappa): as many as equations with one
/// parameter, one more with two.
///
///   zero, flip:  [M b; c^T 0] [v; s] = [0; 1],   the condition is s = 0,  ds = -w^T dM v
///   pair:        [Q W; V^T 0] [Y; G] = [0; 1],   the conditions are tr G = 0, <S, G> = 0, S the
///                traceless part of A on the critical plane
/// Second derivatives come from jets through the Jacobian's program, not from differences.
/// Reference: Govaerts (2000), Numerical Methods for Bifurcations of Dynamical Equilibria, chapters 3 and 4.
class SingularEquations : public CurveEquations {
 public:
  SingularEquations(const Unfolding& unfolding, Singularity kind);

  /// Bordering vectors from the eigenvectors of A at (x, p): of the eigenvalue nearest to the
  /// singularity, for a pair nearest to `lambda` (its kappa is returned). False when there is none.
  bool start(std::span<const double> z, std::complex<double> lambda = {});
  double kappa() const { return kappa_; }

  std::size_t equations() const override { return n_ + (kind_ == Singularity::pair ? 2 : 1); }
  std::size_t unknowns() const override { return w_ + (kind_ == Singularity::pair ? 1 : 0); }
  bool evaluate(const double* z, double* g, double* Dg) override;
  void adapt() override;

  /// At the last evaluation: g_x (of a map DF^m - 1), n x n.
  const std::vector<double>& jacobian() const { return A_; }
  /// Null vectors of the bordered matrix there: v and w of norm 1 (pairs: first of each basis).
  std::vector<double> right() const;
  std::vector<double> left() const;

 private:
  bool evaluateSimple(double* g, double* Dg);
  bool evaluatePair(const double* z, double* g, double* Dg);
  bool startPair(std::complex<double> lambda);
  void alongColumn(const double* z, std::span<const double> v, std::vector<double>& D);
  bool takeJacobian(const double* z, double* g);
  void chooseTraceless();

  std::size_t n_, w_;
  Singularity kind_;
  bool isMap_;
  UnfoldedEvaluator<double> values_;
  UnfoldedEvaluator<Jet<1>> jets_;
  std::vector<double> J_, A_, V_, W_, Y_, X_;  // V, W: borders; Y, X: solutions with Q and its transpose; columns of length n
  double S_[4] = {0, 1, -1, 0};
  double kappa_ = 0;
  std::vector<double> z_;
  std::vector<Jet<1>> zJet_, gJet_, JJet_;
  DenseLu lu_;
};

}  // namespace separatrix
