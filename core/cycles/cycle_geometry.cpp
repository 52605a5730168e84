#include "core/cycles/cycle_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace separatrix {
namespace {

std::vector<double> keyOf(const Cycle& cycle) {
  std::vector<double> key;
  for (const Interval& range : cycle.extrema) key.insert(key.end(), {range.lo, range.hi});
  return key;
}

// Two cycles may lie closer than their polylines tell: the one with the smaller extrema is inside if
// the other encloses what it encloses.
bool isInside(const Cycle& inner, const Cycle& outer) {
  for (std::size_t i = 0; i < 2; ++i)
    if (inner.extrema[i].lo <= outer.extrema[i].lo || inner.extrema[i].hi >= outer.extrema[i].hi) return false;
  if (inner.encloses.empty()) return encloses(outer.orbit, {inner.orbit[0][0], inner.orbit[0][1]});
  return std::ranges::find(outer.encloses, inner.encloses[0]) != outer.encloses.end();
}

}  // namespace

bool encloses(const Curve& closed, const PlanePoint& point) {
  bool inside = false;
  for (std::size_t k = 0; k + 1 < closed.size(); ++k) {
    const auto a = closed[k], b = closed[k + 1];
    if ((a[1] > point[1]) == (b[1] > point[1])) continue;
    const double x = a[0] + (b[0] - a[0]) * (point[1] - a[1]) / (b[1] - a[1]);
    if (x > point[0]) inside = !inside;
  }
  return inside;
}

std::vector<double> crossings(const Section& section, const Curve& polyline) {
  std::vector<double> found;
  for (std::size_t k = 0; k + 1 < polyline.size(); ++k) {
    const auto a = polyline[k], b = polyline[k + 1];
    const double va = section.side(a.data()), vb = section.side(b.data());
    if ((va > 0) == (vb > 0)) continue;
    const double part = va / (va - vb), sa = section.along(a.data()), sb = section.along(b.data());
    const double s = sa + part * (sb - sa);
    if (section.low <= s) found.push_back(s);
  }
  return found;
}

bool isSameCycle(const Cycle& a, const Cycle& b) {
  const double close = a.stability == Stability::nonhyperbolic ? 1e-4 : 1e-6;
  if (a.stability != b.stability || std::fabs(a.period - b.period) > close * a.period) return false;
  for (std::size_t i = 0; i < a.extrema.size(); ++i) {
    const double allowed = close * std::max(a.extrema[i].width(), b.extrema[i].width());
    if (std::fabs(a.extrema[i].lo - b.extrema[i].lo) > allowed ||
        std::fabs(a.extrema[i].hi - b.extrema[i].hi) > allowed)
      return false;
  }
  return true;
}

bool isAmong(const std::vector<Cycle>& cycles, const Cycle& cycle) {
  return std::ranges::any_of(cycles, [&](const Cycle& other) { return isSameCycle(other, cycle); });
}

void arrangeCycles(std::vector<Cycle>& cycles, const std::vector<Equilibrium>& equilibria) {
  std::vector<std::pair<int, Cycle>> ranked;
  for (Cycle& cycle : cycles) {
    cycle.encloses.clear();
    for (std::size_t e = 0; e < equilibria.size(); ++e)
      if (encloses(cycle.orbit, {equilibria[e].state[0], equilibria[e].state[1]}))
        cycle.encloses.push_back(static_cast<int>(e));
  }
  for (const Cycle& cycle : cycles) {
    const auto depth = std::ranges::count_if(cycles, [&](const Cycle& other) { return isInside(other, cycle); });
    ranked.emplace_back(static_cast<int>(depth), cycle);
  }
  std::ranges::stable_sort(ranked, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : keyOf(a.second) < keyOf(b.second);
  });
  for (std::size_t k = 0; k < cycles.size(); ++k) cycles[k] = std::move(ranked[k].second);
}

}  // namespace separatrix
