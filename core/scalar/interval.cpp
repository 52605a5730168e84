#include "core/scalar/interval.hpp"

#include <cmath>
#include <numbers>

namespace separatrix {
namespace {

constexpr double kLibraryUlps = 8;
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kPi = std::numbers::pi;

Interval monotone(double lo, double hi) { return rounding::outward(lo, hi, kLibraryUlps); }

// Does [x] reach a point phase + 2 pi k for some integer k? Errs on the side of yes.
bool reaches(const Interval& x, double phase) {
  const double period = 2 * kPi, slack = 1e-9 * (1 + x.magnitude());
  const double k = std::ceil((x.lo - slack - phase) / period);
  return phase + k * period <= x.hi + slack;
}

Interval clamp(const Interval& y, double lo, double hi) { return {std::max(y.lo, lo), std::min(y.hi, hi)}; }

}  // namespace

// x/y for x in a and y in b without 0: if a > 0 and b = [0, h], x/y >= a.lo/h and unbounded above.
Interval overZero(const Interval& a, const Interval& b) {
  const bool isAbove = b.lo == 0 && b.hi > 0, isBelow = b.hi == 0 && b.lo < 0;
  if ((!isAbove && !isBelow) || a.contains(0.0)) return Interval::whole();
  const double far = isAbove ? b.hi : b.lo, near = a.lo > 0 ? a.lo : a.hi;
  const double end = std::isinf(near) ? 0 : near / far;
  if ((a.lo > 0) == isAbove) return {std::max(0.0, rounding::outward(end, end).lo), kInfinity};
  return {-kInfinity, std::min(0.0, rounding::outward(end, end).hi)};
}

Interval sqrt(const Interval& x) {
  if (!(x.lo >= 0)) return Interval::whole();
  const Interval y = rounding::outward(std::sqrt(x.lo), std::sqrt(x.hi));
  return {std::max(0.0, y.lo), y.hi};
}

Interval exp(const Interval& x) {
  const Interval y = monotone(std::exp(x.lo), std::exp(x.hi));
  return {std::max(0.0, y.lo), y.hi};
}

Interval log(const Interval& x) { return x.lo > 0 ? monotone(std::log(x.lo), std::log(x.hi)) : Interval::whole(); }

Interval log10(const Interval& x) {
  return x.lo > 0 ? monotone(std::log10(x.lo), std::log10(x.hi)) : Interval::whole();
}

Interval cos(const Interval& x) {
  if (!x.isBounded() || x.magnitude() > 1e8 || x.width() >= 2 * kPi) return {-1, 1};
  const double a = std::cos(x.lo), b = std::cos(x.hi);
  Interval y = monotone(std::min(a, b), std::max(a, b));
  if (reaches(x, 0)) y.hi = 1;
  if (reaches(x, kPi)) y.lo = -1;
  return clamp(y, -1, 1);
}

Interval sin(const Interval& x) {
  if (!x.isBounded() || x.magnitude() > 1e8 || x.width() >= 2 * kPi) return {-1, 1};
  const double a = std::sin(x.lo), b = std::sin(x.hi);
  Interval y = monotone(std::min(a, b), std::max(a, b));
  if (reaches(x, kPi / 2)) y.hi = 1;
  if (reaches(x, -kPi / 2)) y.lo = -1;
  return clamp(y, -1, 1);
}

Interval tan(const Interval& x) {
  if (!x.isBounded() || x.magnitude() > 1e8 || reaches(x, kPi / 2) || reaches(x, -kPi / 2)) return Interval::whole();
  return monotone(std::tan(x.lo), std::tan(x.hi));
}

Interval asin(const Interval& x) {
  return x.lo >= -1 && x.hi <= 1 ? monotone(std::asin(x.lo), std::asin(x.hi)) : Interval::whole();
}
Interval acos(const Interval& x) {
  return x.lo >= -1 && x.hi <= 1 ? monotone(std::acos(x.hi), std::acos(x.lo)) : Interval::whole();
}
Interval atan(const Interval& x) { return monotone(std::atan(x.lo), std::atan(x.hi)); }

Interval atan2(const Interval& y, const Interval& x) {
  const Interval quarterTurn = rounding::outward(kPi / 2, kPi / 2);
  if (x.lo > 0) return atan(y / x);
  if (y.lo > 0) return quarterTurn - atan(x / y);
  if (y.hi < 0) return -quarterTurn - atan(x / y);
  return {-kPi - 1e-15, kPi + 1e-15};
}

Interval sinh(const Interval& x) { return monotone(std::sinh(x.lo), std::sinh(x.hi)); }

Interval cosh(const Interval& x) {
  const double m = x.contains(0.0) ? 0 : std::min(std::fabs(x.lo), std::fabs(x.hi));
  const Interval y = monotone(std::cosh(m), std::cosh(x.magnitude()));
  return {std::max(1.0, y.lo), y.hi};
}

Interval tanh(const Interval& x) { return clamp(monotone(std::tanh(x.lo), std::tanh(x.hi)), -1, 1); }

Interval erf(const Interval& x) { return clamp(monotone(std::erf(x.lo), std::erf(x.hi)), -1, 1); }
Interval erfc(const Interval& x) { return clamp(monotone(std::erfc(x.hi), std::erfc(x.lo)), 0, 2); }

Interval abs(const Interval& x) {
  if (x.lo >= 0) return x;
  if (x.hi <= 0) return -x;
  return {0, std::max(-x.lo, x.hi)};
}

Interval min(const Interval& a, const Interval& b) { return {std::min(a.lo, b.lo), std::min(a.hi, b.hi)}; }
Interval max(const Interval& a, const Interval& b) { return {std::max(a.lo, b.lo), std::max(a.hi, b.hi)}; }
Interval floor(const Interval& x) { return {std::floor(x.lo), std::floor(x.hi)}; }
Interval ceil(const Interval& x) { return {std::ceil(x.lo), std::ceil(x.hi)}; }

// |x|^n grows with |x|; the error of std::pow is below kLibraryUlps.
Interval powInteger(const Interval& x, int n) {
  if (n == 0) return 1.0;
  if (n < 0) return Interval(1.0) / powInteger(x, -n);
  const auto power = [n](double v) {
    if (n == 2) return v * v;
    if (n == 3) return v * v * v;
    return std::pow(v, n);
  };
  if (n % 2 != 0) return monotone(power(x.lo), power(x.hi));
  const Interval magnitude = abs(x);
  const Interval y = monotone(power(magnitude.lo), power(magnitude.hi));
  return {std::max(0.0, y.lo), y.hi};
}

Interval pow(const Interval& x, const Interval& y) {
  if (y.lo == y.hi && y.lo == std::floor(y.lo) && std::fabs(y.lo) < 1e6) return powInteger(x, static_cast<int>(y.lo));
  if (!(x.lo >= 0)) return Interval::whole();
  if (x.lo == 0) {
    if (!(y.lo > 0) || x.hi == kInfinity) return Interval::whole();
    const double top = std::max(std::pow(x.hi, y.lo), std::pow(x.hi, y.hi));
    return {0, rounding::up(top, kLibraryUlps)};
  }
  const double p = std::pow(x.lo, y.lo), q = std::pow(x.lo, y.hi), r = std::pow(x.hi, y.lo), s = std::pow(x.hi, y.hi);
  return monotone(std::min(std::min(p, q), std::min(r, s)), std::max(std::max(p, q), std::max(r, s)));
}

}  // namespace separatrix
