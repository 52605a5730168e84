#include "core/scalar/smooth_quotient.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace separatrix {
namespace {

constexpr int kHighest = 8;  // derivatives up to this order are provided
constexpr double kPi = std::numbers::pi;

// B_{2j} / (2j)!, j = 1, 2, ..., with B the Bernoulli numbers: the coefficients of
//
//   phi(u) = 1 + u/2 + sum_j b_j u^(2j),   |u| < 2 pi.
//
// From j = 26 on b_{j+1} = -b_j / (4 pi^2) to the last digit of a double.
constexpr std::array<double, 26> kBernoulli = {
    0.0833333333333333333,   -0.00138888888888888889,  3.30687830687830688e-5,  -8.2671957671957672e-7,
    2.0876756987868099e-8,   -5.28419013868749318e-10, 1.33825365306846788e-11, -3.38968029632258287e-13,
    8.58606205627784456e-15, -2.17486869855806187e-16, 5.50900282836022952e-18, -1.39544646858125233e-19,
    3.53470703962946747e-21, -8.95351742703754685e-23, 2.26795245233768306e-24, -5.74479066887220245e-26,
    1.4551724756148649e-27,  -3.68599494066531018e-29, 9.33673425709504467e-31, -2.36502241570062993e-32,
    5.9906717624821343e-34,  -1.51745488446829026e-35, 3.84375812545418823e-37, -9.73635307264669104e-39,
    2.46624704420068096e-40, -6.24707674182074369e-42};

constexpr auto kCoefficients = [] {
  std::array<double, 48> b{};
  for (std::size_t j = 0; j < b.size(); ++j) b[j] = j < kBernoulli.size() ? kBernoulli[j] : -b[j - 1] / (4 * kPi * kPi);
  return b;
}();

// The k-th derivative of the series, `terms` terms, k >= 1: sum_j b_j (2j)! / (2j - k)! u^(2j - k).
double seriesDerivative(double u, int k, int terms) {
  double sum = 0;
  const int lowest = (k + 1) / 2 > 0 ? (k + 1) / 2 : 1;
  for (int j = terms; j >= lowest; --j) {
    double falling = kCoefficients[static_cast<std::size_t>(j - 1)];
    for (int i = 0; i < k; ++i) falling *= 2 * j - i;
    sum = sum * u * u + falling;
  }
  if ((2 * lowest - k) % 2 != 0) sum *= u;
  return k == 1 ? 0.5 + sum : sum;
}

// Taylor coefficient k of (u + h) / D(h), D(h) = 1 - exp(-u) exp(-h), times k!; u > 0 and not small.
double quotientDerivative(double u, int k) {
  std::array<double, kHighest + 1> d{}, q{};
  double power = -std::exp(-u), factorial = 1;
  d[0] = -std::expm1(-u);
  q[0] = u / d[0];
  for (int m = 1; m <= k; ++m) {
    const auto at = static_cast<std::size_t>(m);
    power /= -m;
    factorial *= m;
    d[at] = power;
    double sum = m == 1 ? 1 : 0;
    for (std::size_t j = 1; j <= at; ++j) sum -= d[j] * q[at - j];
    q[at] = sum / d[0];
  }
  return q[static_cast<std::size_t>(k)] * factorial;
}

bool isOrder(double k) { return k >= 0 && k <= kHighest && k == std::floor(k); }

// sup |phi^(k)| for k >= 2. From phi(u) = u/2 + 1 + sum_n 2 u^2 / (u^2 + 4 pi^2 n^2) and
// |d^k/du^k 1/(u^2 + a^2)| <= k! / a^(k+2):  2 k! zeta(k) / (2 pi)^k; zeta(k) <= pi^2/6.
double largest(int k) {
  double bound = 2 * 1.6449340668482266;
  for (int i = 1; i <= k; ++i) bound *= i / (2 * kPi);
  return bound * (1 + 1e-13);
}

// f on [x] from its value at the middle and a bound on the slope.
Interval aroundMiddle(double value, double error, const Interval& x, double steepest) {
  const double radius = rounding::up(std::max(x.hi - x.middle(), x.middle() - x.lo), 4) * steepest + error;
  return rounding::outward(value - radius, value + radius, 2);
}

// phi > 0 and phi' > 0 increase: the ends give the range. Below the normal numbers -u exp(u) errs
// by up to -u < 800 times the smallest one.
Interval widened(double lo, double hi) {
  const Interval y = rounding::outward(lo, hi, 32);
  return {std::max(0.0, y.lo - 1000 * rounding::kTiny), y.hi + 1000 * rounding::kTiny};
}

Interval within(const Interval& y, double bound) { return {std::max(y.lo, -bound), std::min(y.hi, bound)}; }

}  // namespace

double linearOverExpm1(double u) {
  if (u == 0) return 1;
  if (u < -40) return std::isinf(u) ? 0 : -u * std::exp(u);  // 1 - exp(-u) = -exp(-u) to the last digit
  return u / -std::expm1(-u);
}

// phi'(u) = (d - u e)/d^2 with e = exp(-u), d = 1 - e; for u < 0 the same over exp(2u).
double linearOverExpm1Slope(double u) {
  if (std::fabs(u) < 1) return seriesDerivative(u, 1, 12);
  if (u < 0) {
    const double d = std::expm1(u);
    return std::isinf(u) ? 0 : std::exp(u) * (d - u) / (d * d);
  }
  const double d = -std::expm1(-u);
  return std::isinf(u) ? 1 : (d - u * std::exp(-u)) / (d * d);
}

// phi'' is even; phi''(u) = e (u (1 + e) - 2 (1 - e)) / (1 - e)^3 with e = exp(-|u|).
double linearOverExpm1Curvature(double u) {
  const double a = std::fabs(u);
  if (a < 2) return seriesDerivative(u, 2, 18);
  if (std::isinf(a)) return 0;
  const double e = std::exp(-a), d = -std::expm1(-a);
  return e * (a * (1 + e) - 2 * d) / (d * d * d);
}

// phi(-u) = phi(u) - u, so the derivatives from the second on are even or odd.
double linearOverExpm1Derivative(double u, double k) {
  if (!isOrder(k) || std::isnan(u)) return std::nan("");
  if (k == 0) return linearOverExpm1(u);
  if (k == 1) return linearOverExpm1Slope(u);
  if (k == 2) return linearOverExpm1Curvature(u);
  const int order = static_cast<int>(k);
  const double a = std::fabs(u);
  if (a < 3) return seriesDerivative(u, order, static_cast<int>(kCoefficients.size()));
  if (a > 800) return 0;
  return (u < 0 && order % 2 != 0 ? -1 : 1) * quotientDerivative(a, order);
}

double sinc(double x) { return x == 0 ? 1 : std::sin(x) / x; }
double sincSlope(double x) { return sincDerivative(x, 1); }

// x sinc^(k) + k sinc^(k-1) = sin(x + k pi/2); near 0 the series sum_m (-1)^m x^(2m) / (2m+1)!.
double sincDerivative(double x, double k) {
  if (!isOrder(k) || std::isnan(x)) return std::nan("");
  if (std::isinf(x)) return 0;
  const int order = static_cast<int>(k);
  if (std::fabs(x) >= std::max(1.0, k / 2)) {
    const std::array<double, 4> sine = {std::sin(x), std::cos(x), -std::sin(x), -std::cos(x)};
    double s = sine[0] / x;
    for (int m = 1; m <= order; ++m) s = (sine[static_cast<std::size_t>(m % 4)] - m * s) / x;
    return s;
  }
  // term m of the k-th derivative: (-1)^m x^(2m - k) / ((2m + 1) (2m - k)!)
  double sum = 0;
  int m = (order + 1) / 2;
  double power = 2 * m - order == 1 ? x : 1;
  for (; m < order / 2 + 16; ++m) {
    sum += (m % 2 == 0 ? power : -power) / (2 * m + 1);
    power *= x * x / ((2 * m - order + 1) * (2 * m - order + 2));
  }
  return sum;
}

Interval linearOverExpm1(const Interval& u) {
  const double lo = u.lo == -INFINITY ? 0 : linearOverExpm1(u.lo),
               hi = std::isinf(u.hi) && u.hi > 0 ? u.hi : linearOverExpm1(u.hi);
  return widened(lo, hi);
}

Interval linearOverExpm1Slope(const Interval& u) {
  const Interval y = widened(linearOverExpm1Slope(u.lo), linearOverExpm1Slope(u.hi));
  return {y.lo, std::min(1.0, y.hi)};
}

Interval linearOverExpm1Derivative(const Interval& u, const Interval& k) {
  if (!(k.lo == k.hi && isOrder(k.lo))) return Interval::whole();
  const int order = static_cast<int>(k.lo);
  if (order == 0) return linearOverExpm1(u);
  if (order == 1) return linearOverExpm1Slope(u);
  const double bound = largest(order);
  if (!u.isBounded()) return {-bound, bound};
  const double value = linearOverExpm1Derivative(u.middle(), k.lo);
  const Interval y = within(aroundMiddle(value, 1e-12 * bound, u, largest(order + 1)), bound);
  return order == 2 ? Interval{std::max(0.0, y.lo), y.hi} : y;
}

Interval sinc(const Interval& x) { return sincDerivative(x, 0.0); }

// sinc^(k)(x) = int_0^1 s^k cos(x s + k pi/2) ds, hence |sinc^(k)| <= 1/(k + 1).
Interval sincDerivative(const Interval& x, const Interval& k) {
  if (!(k.lo == k.hi && isOrder(k.lo))) return Interval::whole();
  const double bound = rounding::up(1 / (k.lo + 1), 1);
  if (!x.isBounded()) return {-bound, bound};
  const Interval y =
      within(aroundMiddle(sincDerivative(x.middle(), k.lo), 1e-12 * bound, x, 1 / (k.lo + 2) * (1 + 1e-15)), bound);
  if (k.lo != 0 || x.contains(0.0)) return y;
  const Interval z = sin(x) / x;
  return {std::max(y.lo, z.lo), std::min(y.hi, z.hi)};
}

}  // namespace separatrix
