#pragma once

#include "core/scalar/interval.hpp"

namespace separatrix {

/// phi(u) = u / (1 - exp(-u)), 1 at u = 0: the removable singularity of every Hodgkin–Huxley rate.
double linearOverExpm1(double u);
double linearOverExpm1Slope(double u);      ///< phi'(u), 1/2 at 0
double linearOverExpm1Curvature(double u);  ///< phi''(u), 1/6 at 0
/// phi^(k)(u) for an integer 0 <= k <= 8, to about 1e-13 of its largest value
/// (2 k! zeta(k) / (2 pi)^k for k >= 2); not a number for any other k.
double linearOverExpm1Derivative(double u, double k);

/// sinc(x) = sin(x)/x, 1 at x = 0.
double sinc(double x);
double sincSlope(double x);  ///< sinc'(x), 0 at 0
/// sinc^(k)(x) for an integer 0 <= k <= 8, to about 1e-13 of its largest value; not a number for any other k.
double sincDerivative(double x, double k);

/// Enclosures of the same; the whole line where k is not one integer of 0..8.
Interval linearOverExpm1(const Interval& u);
Interval linearOverExpm1Slope(const Interval& u);
Interval linearOverExpm1Derivative(const Interval& u, const Interval& k);
Interval sinc(const Interval& x);
Interval sincDerivative(const Interval& x, const Interval& k);

}  // namespace separatrix
