#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "core/scalar/smooth_quotient.hpp"

namespace separatrix {

/// A Taylor polynomial in one variable, truncated behind order N:
///
///   x(s) = c[0] + c[1] s + ... + c[N] s^N,   c[k] = x^(k)(0) / k!
///
/// Evaluating a field on jets x + s v gives all directional derivatives at once: c[1] = Df v,
/// 2 c[2] = D2f(v, v), 6 c[3] = D3f(v, v, v). Reference: Griewank, Walther (2008), section 13.2.
/// Steps and comparisons look at c[0] only and are flat inside their pieces.
template <int N>
struct Jet {
  std::array<double, static_cast<std::size_t>(N) + 1> c{};

  Jet() = default;
  Jet(double value) { c[0] = value; }  // NOLINT: a number is a constant jet
  static Jet variable(double value, double direction = 1) {
    Jet x(value);
    if constexpr (N > 0) x.c[1] = direction;
    return x;
  }
  double value() const { return c[0]; }
};

template <int N>
Jet<N> operator-(Jet<N> x) {
  for (double& v : x.c) v = -v;
  return x;
}
template <int N>
Jet<N> operator+(Jet<N> x, const Jet<N>& y) {
  for (std::size_t k = 0; k <= N; ++k) x.c[k] += y.c[k];
  return x;
}
template <int N>
Jet<N> operator-(Jet<N> x, const Jet<N>& y) {
  for (std::size_t k = 0; k <= N; ++k) x.c[k] -= y.c[k];
  return x;
}
template <int N>
Jet<N> operator*(const Jet<N>& x, const Jet<N>& y) {
  Jet<N> z;
  for (std::size_t k = 0; k <= N; ++k)
    for (std::size_t j = 0; j <= k; ++j) z.c[k] += x.c[j] * y.c[k - j];
  return z;
}
template <int N>
Jet<N> operator/(const Jet<N>& x, const Jet<N>& y) {
  Jet<N> z;
  for (std::size_t k = 0; k <= N; ++k) {
    double sum = x.c[k];
    for (std::size_t j = 1; j <= k; ++j) sum -= y.c[j] * z.c[k - j];
    z.c[k] = sum / y.c[0];
  }
  return z;
}

/// y with y' = slope x' and y(0) = value: k y_k = sum_{j=1..k} j x_j slope_{k-j}.
template <int N>
Jet<N> integrated(double value, const Jet<N>& slope, const Jet<N>& x) {
  Jet<N> y(value);
  for (std::size_t k = 1; k <= N; ++k) {
    for (std::size_t j = 1; j <= k; ++j) y.c[k] += static_cast<double>(j) * x.c[j] * slope.c[k - j];
    y.c[k] /= static_cast<double>(k);
  }
  return y;
}

/// y = f(x) where `derivative(k)` is f^(k) at x.value(): Horner's rule in x - x.value().
template <int N, class Derivative>
Jet<N> composed(const Jet<N>& x, Derivative derivative) {
  std::array<double, static_cast<std::size_t>(N) + 1> taylor{};
  double factorial = 1;
  for (int k = 0; k <= N; ++k) {
    if (k > 0) factorial *= k;
    taylor[static_cast<std::size_t>(k)] = derivative(k) / factorial;
  }
  Jet<N> step = x, y(taylor[N]);
  step.c[0] = 0;
  for (std::size_t k = N; k-- > 0;) y = y * step + Jet<N>(taylor[k]);
  return y;
}

}  // namespace separatrix

#include "core/scalar/jet_functions.hpp"
