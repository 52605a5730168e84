#include "core/cycles/find_crest.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {
namespace {

constexpr double kCoarse = 1e-9, kTight = 1e-12, kTightest = 3e-14;

// d = P(s) - s, and the logarithm of P'.
struct Point {
  double s = 0, d = 0, log = 0, noise = 0;
  double slope() const { return std::expm1(std::min(log, 100.0)); }
};

class Climb {
 public:
  Climb(const RayQuestion& map, int direction) : map_(map), direction_(direction) {}

  std::optional<Crest> between(double a, double b) {
    constexpr int kSteps = 48;
    if (!bracket(a, b)) return std::nullopt;
    for (const Point* end : {&a_, &b_})  // already on the other side
      if (a_.d * b_.d < 0 && std::fabs(end->d) > end->noise && end->d * firstD_ < 0)
        return Crest{Crest::Kind::crossing, end->s, 0};
    if (a_.d * b_.d < 0) return std::nullopt;
    for (int k = 0; k < kSteps && !map_.stop.stop_requested(); ++k) {
      if (range().lo >= range().hi || staysAway()) return Crest{};
      const std::optional<Point> m = at(nextStart());
      if (!m) return std::nullopt;
      if (m->d * a_.d < 0 && std::fabs(m->d) > m->noise) return Crest{Crest::Kind::crossing, m->s, 0};
      const bool isTop = std::fabs(m->slope()) * (b_.s - a_.s) <= 0.1 * m->noise || b_.s - a_.s < 1e-11 * b_.s;
      const double bend = std::fabs(b_.log - a_.log) / (b_.s - a_.s);
      if (std::fabs(m->d) <= m->noise && !isTight_) {
        if (!tighten(*m)) return std::nullopt;
        continue;
      }
      if (isTop && std::fabs(m->d) <= m->noise)
        return Crest{Crest::Kind::touching, m->s, std::sqrt(2 * m->noise / bend)};
      if (isTop) return Crest{};
      replace(*m);
    }
    return Crest{};
  }

 private:
  std::optional<Point> at(double s) {
    const Return back = map_.follow(s, direction_, tolerance_);
    if (!back.isReturn()) return std::nullopt;
    growth_ = std::max(growth_, back.growth);
    const double noise = 30 * tolerance_ * std::exp(std::min(back.growth, 25.0)) * s;
    return Point{s, back.s - s, back.logSlope, noise + s * followNoise(map_.ray, s, tolerance_) / 30};
  }

  // Both ends on one side of 0, P(s) - s leading towards it from both.
  bool bracket(double a, double b) {
    std::optional<Point> atA = at(a), atB = at(b);
    if (!atA || !atB || !(atA->d * atB->d > 0)) return false;
    firstD_ = atA->d;
    if (!leadsUp(*atA, 1)) atA = whereItLeads(*atA, *atB, 1);
    if (atA && !leadsUp(*atB, -1)) atB = whereItLeads(*atA, *atB, -1);
    if (!atA || !atB) return false;
    a_ = weightedA_ = *atA;
    b_ = weightedB_ = *atB;
    kept_ = 0;
    isSmooth_ = false;
    return true;
  }

  // Whether |P(s) - s| falls from s on in the direction of `side`.
  static bool leadsUp(const Point& p, int side) { return p.log * side * (p.d < 0 ? 1 : -1) > 0; }

  // A start between that does, where the values at the ends say there is one.
  std::optional<Point> whereItLeads(Point from, Point to, int side) {
    constexpr int kHalvings = 10;
    for (int k = 0; k < kHalvings && (std::fabs(to.d) - std::fabs(from.d)) * side < 0; ++k) {
      const std::optional<Point> m = at((from.s + to.s) / 2);
      if (!m || m->d * from.d < 0 || leadsUp(*m, side)) return m;
      ((std::fabs(m->d) - std::fabs(from.d)) * side < 0 ? to : from) = *m;
    }
    return std::nullopt;
  }

  // P is monotone: where P < s nothing beyond P(b) returns to itself, where P > s nothing before P(a).
  Interval range() const { return a_.d < 0 ? Interval(a_.s, b_.s + b_.d) : Interval(a_.s + a_.d, b_.s); }

  // The tangents at the ends meet on the same side of 0: so does all of an arch between them.
  bool staysAway() const {
    constexpr double kGentle = 0.5;
    if (!isSmooth_ || std::max(std::fabs(a_.log), std::fabs(b_.log)) > kGentle) return false;
    const double p = a_.slope(), q = b_.slope();
    const double t = (b_.d - a_.d + a_.s * p - b_.s * q) / (p - q), top = a_.d + p * (t - a_.s);
    return top * a_.d > 0 && std::fabs(top) > std::max(a_.noise, b_.noise);
  }

  // Illinois on log P', near the middle as long as P has not shown its shape.
  double nextStart() const {
    const double margin = isSmooth_ ? 1e-3 : 0.2;
    const Interval open = range();
    const double s = b_.s - weightedB_.log * (b_.s - a_.s) / (weightedB_.log - weightedA_.log);
    return std::clamp(s, open.lo + margin * open.width(), open.hi - margin * open.width());
  }

  // The cubic through both ends with their slopes.
  double expected(double s) const {
    const double width = b_.s - a_.s, t = (s - a_.s) / width, u = 1 - t;
    return u * u * (1 + 2 * t) * a_.d + t * t * (1 + 2 * u) * b_.d + t * u * width * (u * a_.slope() - t * b_.slope());
  }

  void replace(const Point& m) {
    constexpr double kNearly = 0.05;
    isSmooth_ = std::fabs(expected(m.s) - m.d) < kNearly * std::fabs(m.d);
    const bool replacesB = m.log * b_.log > 0;
    (replacesB ? b_ : a_) = m;
    (replacesB ? weightedB_ : weightedA_) = m;
    const int now = replacesB ? 1 : -1;
    if (now == kept_) (replacesB ? weightedA_ : weightedB_).log /= 2;
    kept_ = now;
  }

  // Starts again with finer steps, a little to both sides of m.
  bool tighten(const Point& m) {
    tolerance_ = std::max(kTight * std::exp(-growth_), kTightest);
    isTight_ = true;
    for (double part = 0.05; part <= 1; part *= 2.7) {
      const double a = m.s + part * (a_.s - m.s), b = m.s + part * (b_.s - m.s);
      const Point oldA = a_, oldB = b_;
      if (bracket(a, b)) return true;
      a_ = oldA;
      b_ = oldB;
    }
    return bracket(a_.s, b_.s);
  }

  const RayQuestion& map_;
  int direction_, kept_ = 0;
  bool isTight_ = false;
  bool isSmooth_ = false;  // the last start lay where both ends had let expect it
  double tolerance_ = kCoarse, growth_ = 0, firstD_ = 0;
  Point a_, b_, weightedA_, weightedB_;  // the weighted ones carry Illinois' halved values
};

}  // namespace

std::optional<Crest> findCrest(const RayQuestion& map, int direction, double a, double b) {
  return Climb(map, direction).between(a, b);
}

}  // namespace separatrix
