#pragma once

#include <complex>
#include <optional>
#include <span>
#include <vector>

#include "core/equilibria/normal_forms_derivatives.hpp"

namespace separatrix {

/// Normal form coefficients at a critical equilibrium of a flow, from exact derivatives. Vectors are normalized
/// by <q,q> = <p,q> = 1, <u,v> = sum conj(u_i) v_i, in the model's own coordinates. Empty where the
/// linear part is not the one named (no such eigenvalue, or not simple).
/// Reference: Kuznetsov (2004), Elements of Applied Bifurcation Theory, sections 5.4 and 8.7.
struct FoldForm {
  std::vector<double> q, p;  ///< q's largest component is positive
  double a = 0;              ///< u' = beta + a u^2,  a = <p, B(q,q)>/2
  double rounding = 0;       ///< |a| below it may be 0
};
/// For a map the same with the multiplier 1.
std::optional<FoldForm> foldForm(const DerivativeForms& f, std::span<const double> A, double eigenvalue = 0);

struct HopfForm {
  double frequency = 0;       ///< omega > 0
  double firstLyapunov = 0;   ///< l1 = Re c1 / omega
  double rounding = 0;        ///< |l1| below it may be 0
};
/// c1 = <p, C(q,q,q*) - 2 B(q, A^-1 B(q,q*)) + B(q*, (2 i omega - A)^-1 B(q,q))>/2
std::optional<HopfForm> hopfForm(const DerivativeForms& f, std::span<const double> A, double omega);

/// c = <p, C(q,q,q) + 3 B(q, h)>/6,  h = -A^inv (B(q,q) - <p,B(q,q)> q);  u' = c u^3
std::optional<double> cuspCoefficient(const DerivativeForms& f, std::span<const double> A);

/// v' = w, w' = a v^2 + b v w;  q0 of unit length, its largest component positive, <q0,q1> = 0
struct BogdanovTakensForm {
  double a = 0, b = 0;
};
std::optional<BogdanovTakensForm> bogdanovTakensForm(const DerivativeForms& f, std::span<const double> A);

/// l2 = Re c2 / omega at a point with l1 = 0
std::optional<double> secondLyapunov(const DerivativeForms& f, std::span<const double> A, double omega);

/// xi' = beta + xi^2 + s |zeta|^2, zeta' = (gamma + i omega) zeta + (theta + i vartheta) xi zeta + xi^2 zeta
struct FoldHopfForm {
  double s = 0, theta = 0;
};
std::optional<FoldHopfForm> foldHopfForm(const DerivativeForms& f, std::span<const double> A, double omega);

/// Amplitudes r1' = r1 (mu1 + p11 r1^2 + p12 r2^2), r2' = r2 (mu2 + p21 r1^2 + p22 r2^2);
/// theta = p12/p22, delta = p21/p11
struct HopfHopfForm {
  double p11 = 0, p22 = 0, theta = 0, delta = 0;
};
std::optional<HopfHopfForm> hopfHopfForm(const DerivativeForms& f, std::span<const double> A, double omega1,
                                         double omega2);

/// Multiplier -1 of a map: xi -> -xi + b xi^3; b > 0: the doubled points are stable (supercritical)
struct FlipForm {
  double b = 0, rounding = 0;
};
/// b = <p, C(q,q,q) + 3 B(q, (1 - A)^-1 B(q,q))>/6
std::optional<FlipForm> flipForm(const DerivativeForms& F, std::span<const double> A);

/// Multipliers e^{+-i theta} of a map: Re d < 0: the closed curve is stable (supercritical)
struct NeimarkSackerForm {
  double d = 0, rounding = 0;
};
/// d = Re(e^{-i theta} <p, C(q,q,q*) + 2 B(q, (1 - A)^-1 B(q,q*)) + B(q*, (e^{2 i theta} - A)^-1 B(q,q))>)/2
std::optional<NeimarkSackerForm> neimarkSackerForm(const DerivativeForms& F, std::span<const double> A, double theta);

}  // namespace separatrix
