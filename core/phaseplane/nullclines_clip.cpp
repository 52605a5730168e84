#include "core/phaseplane/nullclines_clip.hpp"

#include <algorithm>

namespace separatrix {
namespace {

constexpr double kOutside = 1e-3;  // pixels
constexpr double kTrace = 5e-3;    // pixels

const PlanePoint& pointOf(const PlanePoint& p) { return p; }
PlanePoint pointOf(std::span<const double> p) { return {p[0], p[1]}; }

// The part [s, t] of the piece from a to b inside the window (Liang, Barsky 1984); false when there is none.
bool inside(const PlanePoint& a, const PlanePoint& b, const Interval& x, const Interval& y, double& s, double& t) {
  s = 0;
  t = 1;
  const double p[4] = {a.x - b.x, b.x - a.x, a.y - b.y, b.y - a.y}, q[4] = {a.x - x.lo, x.hi - a.x, a.y - y.lo, y.hi - a.y};
  for (int k = 0; k < 4; ++k) {
    if (p[k] == 0) {
      if (q[k] < 0) return false;
    } else if (p[k] < 0) {
      s = std::max(s, q[k] / p[k]);
    } else {
      t = std::min(t, q[k] / p[k]);
    }
  }
  return s <= t;
}

}  // namespace

std::vector<Curve> clipChain(std::span<const PlanePoint> chain, const Interval& x, const Interval& y, const Lattice& lattice) {
  const double mx = kOutside / lattice.pixelsPerX, my = kOutside / lattice.pixelsPerY;
  const Interval widerX{x.lo - mx, x.hi + mx}, widerY{y.lo - my, y.hi + my};
  std::vector<Curve> curves;
  bool isOpen = false;  // the last curve ends where the next piece begins
  const auto append = [&](const PlanePoint& p) { curves.back().append({std::clamp(p.x, x.lo, x.hi), std::clamp(p.y, y.lo, y.hi)}); };
  for (std::size_t k = 0; k + 1 < chain.size(); ++k) {
    const PlanePoint &a = chain[k], &b = chain[k + 1];
    double s = 0, t = 1;
    if (!inside(a, b, widerX, widerY, s, t)) {
      isOpen = false;
      continue;
    }
    const auto at = [&](double r) { return r == 0 ? a : r == 1 ? b : PlanePoint{a.x + r * (b.x - a.x), a.y + r * (b.y - a.y)}; };
    if (!isOpen || s > 0) {
      curves.emplace_back();
      append(at(s));
    }
    append(at(t));
    isOpen = t == 1;
  }
  // Of a chain that only touches the window from outside nothing is left.
  const auto isTrace = [&lattice](const auto& points, std::size_t count) {
    double length = 0;
    for (std::size_t k = 0; k + 1 < count && length <= kTrace; ++k) length += lattice.pixels(pointOf(points[k]), pointOf(points[k + 1]));
    return length <= kTrace;
  };
  if (!isTrace(chain, chain.size())) std::erase_if(curves, [&](const Curve& curve) { return isTrace(curve, curve.size()); });
  std::erase_if(curves, [](const Curve& curve) { return curve.size() == 2 && std::ranges::equal(curve[0], curve[1]); });
  // A closed chain cut by the window: its last part continues in its first.
  const bool wasClosed = chain.size() > 2 && chain.front() == chain.back();
  if (wasClosed && curves.size() > 1 && std::ranges::equal(curves.front().front(), curves.back().back())) {
    Curve whole = std::move(curves.back());
    curves.pop_back();
    for (std::size_t k = 1; k < curves.front().size(); ++k) whole.append(curves.front()[k]);
    curves.front() = std::move(whole);
  }
  if (chain.size() == 2 && chain[0] == chain[1] && x.contains(chain[0].x) && y.contains(chain[0].y)) {
    curves.emplace_back();
    append(chain[0]);
    append(chain[1]);
  }
  return curves;
}

}  // namespace separatrix
