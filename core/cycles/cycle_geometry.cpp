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
  if (a.stability != b.stability || std::fabs(a.period - b.period) > 1e-6 * a.period) return false;
  for (std::size_t i = 0; i < a.extrema.size(); ++i) {
    const double allowed = 1e-6 * std::max(a.extrema[i].width(), b.extrema[i].width());
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
    int depth = 0;
    for (const Cycle& other : cycles)
      if (&other != &cycle && encloses(cycle.orbit, {other.orbit[0][0], other.orbit[0][1]})) ++depth;
    ranked.emplace_back(depth, cycle);
  }
  std::ranges::stable_sort(ranked, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : keyOf(a.second) < keyOf(b.second);
  });
  for (std::size_t k = 0; k < cycles.size(); ++k) cycles[k] = std::move(ranked[k].second);
}

}  // namespace separatrix
