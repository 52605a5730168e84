#pragma once

#include <utility>

#include "core/scalar/jet.hpp"

namespace separatrix {

/// y' = y x'
template <int N>
Jet<N> exp(const Jet<N>& x) {
  Jet<N> y(std::exp(x.c[0]));
  for (std::size_t k = 1; k <= N; ++k) {
    for (std::size_t j = 1; j <= k; ++j) y.c[k] += static_cast<double>(j) * x.c[j] * y.c[k - j];
    y.c[k] /= static_cast<double>(k);
  }
  return y;
}

/// s' = c x', c' = sign s x': sine and cosine for sign -1, hyperbolic for +1.
template <int N>
std::pair<Jet<N>, Jet<N>> sineAndCosine(const Jet<N>& x, double sine, double cosine, double sign) {
  Jet<N> s(sine), c(cosine);
  for (std::size_t k = 1; k <= N; ++k) {
    for (std::size_t j = 1; j <= k; ++j) {
      const double v = static_cast<double>(j) * x.c[j] / static_cast<double>(k);
      s.c[k] += v * c.c[k - j];
      c.c[k] += sign * v * s.c[k - j];
    }
  }
  return {s, c};
}
template <int N>
Jet<N> sin(const Jet<N>& x) { return sineAndCosine(x, std::sin(x.c[0]), std::cos(x.c[0]), -1).first; }
template <int N>
Jet<N> cos(const Jet<N>& x) { return sineAndCosine(x, std::sin(x.c[0]), std::cos(x.c[0]), -1).second; }
template <int N>
Jet<N> sinh(const Jet<N>& x) { return sineAndCosine(x, std::sinh(x.c[0]), std::cosh(x.c[0]), 1).first; }
template <int N>
Jet<N> cosh(const Jet<N>& x) { return sineAndCosine(x, std::sinh(x.c[0]), std::cosh(x.c[0]), 1).second; }

/// y' = (1 + sign y^2) x': the tangent for +1, the hyperbolic one for -1.
template <int N>
Jet<N> tangent(const Jet<N>& x, double value, double sign) {
  Jet<N> y(value), slope(1 + sign * value * value);
  for (std::size_t k = 1; k <= N; ++k) {
    for (std::size_t j = 1; j <= k; ++j)
      y.c[k] += static_cast<double>(j) * x.c[j] * slope.c[k - j] / static_cast<double>(k);
    for (std::size_t j = 0; j <= k; ++j) slope.c[k] += sign * y.c[j] * y.c[k - j];
  }
  return y;
}
template <int N>
Jet<N> tan(const Jet<N>& x) { return tangent(x, std::tan(x.c[0]), 1); }
template <int N>
Jet<N> tanh(const Jet<N>& x) { return tangent(x, std::tanh(x.c[0]), -1); }

template <int N>
Jet<N> log(const Jet<N>& x) { return integrated(std::log(x.c[0]), Jet<N>(1.0) / x, x); }

/// y = x^a, a constant: x y' = a y x'.
template <int N>
Jet<N> powConstant(const Jet<N>& x, double a) {
  Jet<N> y(std::pow(x.c[0], a));
  if (a >= 0 && a <= 64 && a == std::floor(a)) {  // also where x is 0
    y = Jet<N>(1.0);
    for (int i = 0; i < static_cast<int>(a); ++i) y = y * x;
    return y;
  }
  for (std::size_t k = 1; k <= N; ++k) {
    for (std::size_t j = 1; j <= k; ++j)
      y.c[k] += (a * static_cast<double>(j) - static_cast<double>(k - j)) * x.c[j] * y.c[k - j];
    y.c[k] /= static_cast<double>(k) * x.c[0];
  }
  return y;
}
template <int N>
Jet<N> sqrt(const Jet<N>& x) { return powConstant(x, 0.5); }
template <int N>
Jet<N> pow(const Jet<N>& x, const Jet<N>& a) {
  bool constant = true;
  for (std::size_t k = 1; k <= N; ++k) constant = constant && a.c[k] == 0;
  return constant ? powConstant(x, a.c[0]) : exp(a * log(x));
}

template <int N>
Jet<N> asin(const Jet<N>& x) { return integrated(std::asin(x.c[0]), powConstant(Jet<N>(1.0) - x * x, -0.5), x); }
template <int N>
Jet<N> acos(const Jet<N>& x) { return integrated(std::acos(x.c[0]), -powConstant(Jet<N>(1.0) - x * x, -0.5), x); }
template <int N>
Jet<N> atan(const Jet<N>& x) { return integrated(std::atan(x.c[0]), Jet<N>(1.0) / (Jet<N>(1.0) + x * x), x); }
/// d atan2(y, x) = (x dy - y dx) / (x^2 + y^2)
template <int N>
Jet<N> atan2(const Jet<N>& y, const Jet<N>& x) {
  const Jet<N> r2 = x * x + y * y;
  return integrated(std::atan2(y.c[0], x.c[0]), x / r2, y) - integrated(0.0, y / r2, x);
}
template <int N>
Jet<N> erf(const Jet<N>& x) { return integrated(std::erf(x.c[0]), Jet<N>(1.1283791670955126) * exp(-(x * x)), x); }
template <int N>
Jet<N> erfc(const Jet<N>& x) { return integrated(std::erfc(x.c[0]), Jet<N>(-1.1283791670955126) * exp(-(x * x)), x); }
template <int N>
Jet<N> abs(const Jet<N>& x) { return x.c[0] < 0 ? -x : x.c[0] > 0 ? x : Jet<N>(0.0); }

/// phi(u) = u/(1 - exp(-u)), its derivatives, and those of sinc: by composition, N + order at most 8.
template <int N>
Jet<N> linearOverExpm1(const Jet<N>& u, int order = 0) {
  return composed(u, [&](int k) { return linearOverExpm1Derivative(u.c[0], k + order); });
}
template <int N>
Jet<N> sinc(const Jet<N>& x, int order = 0) {
  return composed(x, [&](int k) { return sincDerivative(x.c[0], k + order); });
}

}  // namespace separatrix
