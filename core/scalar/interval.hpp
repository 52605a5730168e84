#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace separatrix {

/// A closed interval [lo, hi] of reals, lo <= hi; an infinite end means unbounded on that side.
///
/// Every operation below returns an interval that contains all values the exact operation takes
/// on its operands ("outward rounded"): the result in round-to-nearest is widened by at least one
/// unit in the last place, library functions by eight. No rounding mode is ever switched, so the
/// type is thread-safe and immune to optimization (except -ffast-math, which this project bans).
///
/// Assumption: the C library's functions err by less than 8 ulp (glibc documents at most 2).
/// Where a function is undefined on part of the operand, the result is the whole line: nothing can
/// then be excluded or proved there. Reference: Moore, Kearfott, Cloud (2009), chapters 2 and 3.
struct Interval {
  double lo = 0;
  double hi = 0;

  constexpr Interval() = default;
  constexpr Interval(double value) : lo(value), hi(value) {}  // NOLINT: a number is a point interval
  constexpr Interval(double low, double high) : lo(low), hi(high) {}

  static constexpr Interval whole() {
    return {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
  }

  constexpr double width() const { return hi - lo; }
  constexpr double middle() const { return lo / 2 + hi / 2; }
  constexpr double magnitude() const { return std::max(lo < 0 ? -lo : lo, hi < 0 ? -hi : hi); }
  constexpr bool contains(double x) const { return lo <= x && x <= hi; }
  constexpr bool contains(const Interval& inner) const { return lo <= inner.lo && inner.hi <= hi; }
  constexpr bool containsInInterior(const Interval& inner) const { return lo < inner.lo && inner.hi < hi; }
  constexpr bool meets(const Interval& other) const { return lo <= other.hi && other.lo <= hi; }
  bool isBounded() const { return std::isfinite(lo) && std::isfinite(hi); }

  friend constexpr bool operator==(const Interval&, const Interval&) = default;
};

/// The smallest interval that holds both.
inline Interval hull(const Interval& a, const Interval& b) { return {std::min(a.lo, b.lo), std::max(a.hi, b.hi)}; }

namespace rounding {

inline constexpr double kUlp = 0x1p-52;
inline constexpr double kTiny = 0x1p-1074;

inline double down(double x, double ulps) { return x - (std::fabs(x) * (ulps * kUlp) + ulps * kTiny); }
inline double up(double x, double ulps) { return x + (std::fabs(x) * (ulps * kUlp) + ulps * kTiny); }

/// [lo, hi] widened by `ulps`; the whole line where the computation produced no number.
inline Interval outward(double lo, double hi, double ulps = 1) {
  if (std::isnan(lo) || std::isnan(hi)) return Interval::whole();
  double a = std::isinf(lo) ? lo : down(lo, ulps);
  double b = std::isinf(hi) ? hi : up(hi, ulps);
  if (a == std::numeric_limits<double>::infinity()) a = std::numeric_limits<double>::max();
  if (b == -std::numeric_limits<double>::infinity()) b = -std::numeric_limits<double>::max();
  return {a, b};
}

}  // namespace rounding

inline Interval operator-(const Interval& a) { return {-a.hi, -a.lo}; }
inline Interval operator+(const Interval& a, const Interval& b) { return rounding::outward(a.lo + b.lo, a.hi + b.hi); }
inline Interval operator-(const Interval& a, const Interval& b) { return rounding::outward(a.lo - b.hi, a.hi - b.lo); }

namespace rounding {

/// From the four products or quotients of the ends; one that is not a number comes from an infinite
/// end and a zero, or from two infinite ends, and then bounds nothing the others do not.
inline Interval ofCorners(double p, double q, double r, double s) {
  const double lo = std::min(std::min(p, q), std::min(r, s)), hi = std::max(std::max(p, q), std::max(r, s));
  if (std::isfinite(p) && std::isfinite(q) && std::isfinite(r) && std::isfinite(s)) return outward(lo, hi);
  const auto orZero = [](double x) { return std::isnan(x) ? 0 : x; };
  p = orZero(p), q = orZero(q), r = orZero(r), s = orZero(s);
  return outward(std::min(std::min(p, q), std::min(r, s)), std::max(std::max(p, q), std::max(r, s)));
}

}  // namespace rounding

inline Interval operator*(const Interval& a, const Interval& b) {
  if ((a.lo == 0 && a.hi == 0) || (b.lo == 0 && b.hi == 0)) return 0.0;
  return rounding::ofCorners(a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi);
}

/// Where b reaches 0 at one end only, the quotients of the rest: a half-line, if a does not hold 0.
Interval overZero(const Interval& a, const Interval& b);

inline Interval operator/(const Interval& a, const Interval& b) {
  if (b.contains(0.0)) return overZero(a, b);
  if (a.lo == 0 && a.hi == 0) return 0.0;
  return rounding::ofCorners(a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi);
}

Interval sqrt(const Interval& x);
Interval exp(const Interval& x);
Interval log(const Interval& x);
Interval log10(const Interval& x);
Interval sin(const Interval& x);
Interval cos(const Interval& x);
Interval tan(const Interval& x);
Interval asin(const Interval& x);
Interval acos(const Interval& x);
Interval atan(const Interval& x);
Interval atan2(const Interval& y, const Interval& x);
Interval sinh(const Interval& x);
Interval cosh(const Interval& x);
Interval tanh(const Interval& x);
Interval erf(const Interval& x);
Interval erfc(const Interval& x);
Interval abs(const Interval& x);
Interval min(const Interval& a, const Interval& b);
Interval max(const Interval& a, const Interval& b);
Interval floor(const Interval& x);
Interval ceil(const Interval& x);
Interval pow(const Interval& x, const Interval& y);
Interval powInteger(const Interval& x, int n);

}  // namespace separatrix
