#include "core/phaseplane/nullclines_roots.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {
namespace {

constexpr double kTolerance = 1e-6;  // pixels
constexpr int kMaximalSteps = 60;

// On the piece x(t) = a + t (b - a): [lo, hi] encloses the zero, t is the next point looked at.
struct Pursuit {
  std::size_t index = 0;
  double lo = 0, hi = 1, atLo = 0, atHi = 0;  // and the values of f there
  double t = 0.5, lastStep = 1;
  double tolerance = 0;  // in t
};

PlanePoint at(const Bracket& bracket, double t) {
  return {bracket.a.x + t * (bracket.b.x - bracket.a.x), bracket.a.y + t * (bracket.b.y - bracket.a.y)};
}

}  // namespace

std::vector<BracketRoot> solveBrackets(PlaneField& field, int component, const Lattice& lattice, const std::vector<Bracket>& brackets) {
  std::vector<BracketRoot> roots(brackets.size());
  std::vector<Pursuit> active;
  for (std::size_t k = 0; k < brackets.size(); ++k) {
    const Bracket& b = brackets[k];
    const double length = std::max(lattice.pixels(b.a, b.b), 1e-300), secant = b.fa / (b.fa - b.fb);
    active.push_back({k, 0, 1, b.fa, b.fb, std::isfinite(secant) ? std::clamp(secant, 0.0, 1.0) : 0.5, 1, kTolerance / length});
  }
  std::vector<PlanePoint> points;
  std::vector<double> f, fx, fy;
  for (int step = 0; step < kMaximalSteps && !active.empty(); ++step) {
    points.clear();
    for (const Pursuit& p : active) points.push_back(at(brackets[p.index], p.t));
    f.resize(points.size());
    fx.resize(points.size());
    fy.resize(points.size());
    field.valuesAndSlopes(points, component, f.data(), fx.data(), fy.data());
    std::vector<Pursuit> next;
    for (std::size_t k = 0; k < active.size(); ++k) {
      Pursuit p = active[k];
      const Bracket& b = brackets[p.index];
      const bool isLow = (f[k] >= 0) == (b.fa >= 0);
      (isLow ? p.lo : p.hi) = p.t;
      (isLow ? p.atLo : p.atHi) = f[k];
      const double slope = fx[k] * (b.b.x - b.a.x) + fy[k] * (b.b.y - b.a.y);
      double t = p.t - f[k] / slope;
      const bool isNewton = t >= p.lo && t <= p.hi && (std::fabs(t - p.t) < 0.5 * p.lastStep || step < 2);
      if (!isNewton) t = (p.lo + p.hi) / 2;
      p.lastStep = std::fabs(t - p.t);
      const bool isNarrow = p.hi - p.lo <= p.tolerance;
      if (f[k] == 0 || isNarrow || p.lastStep <= p.tolerance) {
        // Near a zero f has fallen to a trace of what it was at the ends; at a jump or a pole it has not, on one side at least.
        const double ends = std::max(std::fabs(b.fa), std::fabs(b.fb));
        const double rest = !isNewton && f[k] != 0 ? std::max(std::fabs(p.atLo), std::fabs(p.atHi)) : std::fabs(f[k]);
        roots[p.index] = {f[k] == 0 ? points[k] : at(b, t), rest <= 0.01 * ends};
        continue;
      }
      p.t = t;
      next.push_back(p);
    }
    active.swap(next);
  }
  return roots;
}

}  // namespace separatrix
