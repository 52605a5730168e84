#include "core/phaseplane/nullclines_chains.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace separatrix {
namespace {

constexpr double kSamePlace = 0.02;  // pixels
constexpr double kSamePoint = 1e-3;  // pixels
constexpr double kPerPixel = 0.02;
constexpr double kReach = 0.02;      // pixels
constexpr double kWidestBump = 6.0;  // pixels

}  // namespace

SegmentChains::SegmentChains(const Lattice& lattice, std::vector<CurveSegment> segments) : lattice_(lattice) { add(std::move(segments)); }

void SegmentChains::add(std::vector<CurveSegment> segments) {
  std::ranges::move(segments, std::back_inserter(segments_));
  links_.resize(2 * segments_.size());
  joinNeighbors();
  endsByX_ = freeEndsInOrder();
  std::ranges::sort(endsByX_, {}, [this](int k) { return std::pair(end(k).point.x, k); });
}

// The point of the segment next to an end: the direction in which the curve arrives there.
PlanePoint SegmentChains::neighborOf(int number) const {
  const CurveSegment& segment = segments_[static_cast<std::size_t>(number / 2)];
  if (segment.inner.empty()) return segment.ends[1 - number % 2].point;
  return number % 2 == 0 ? segment.inner.front() : segment.inner.back();
}

double SegmentChains::along(const SegmentEnd& e) const {
  return e.onVertical ? e.point.y * lattice_.pixelsPerY : e.point.x * lattice_.pixelsPerX;
}

std::vector<int> SegmentChains::freeEndsInOrder() const {
  std::vector<int> ends;
  for (int k = 0; k < static_cast<int>(links_.size()); ++k)
    if (links_[static_cast<std::size_t>(k)].other < 0) ends.push_back(k);
  std::ranges::sort(ends, {}, [this](int k) { return std::tuple(end(k).onVertical, end(k).line, along(end(k)), k); });
  return ends;
}

void SegmentChains::join(int a, int b, std::vector<PlanePoint> via) {
  links_[static_cast<std::size_t>(a)] = {b, via};
  std::ranges::reverse(via);
  links_[static_cast<std::size_t>(b)] = {a, std::move(via)};
}

void SegmentChains::joinNeighbors() {
  const std::vector<int> ends = freeEndsInOrder();
  for (std::size_t k = 0; k < ends.size(); ++k) {
    const SegmentEnd& a = end(ends[k]);
    if (links_[static_cast<std::size_t>(ends[k])].other >= 0) continue;
    for (std::size_t m = k + 1; m < ends.size(); ++m) {
      const SegmentEnd& b = end(ends[m]);
      if (a.onVertical != b.onVertical || a.line != b.line || along(b) - along(a) > kSamePlace) break;
      if (a.side == b.side || links_[static_cast<std::size_t>(ends[m])].other >= 0) continue;
      join(ends[k], ends[m]);
      break;
    }
  }
}

void SegmentChains::joinCutBumps() {
  const std::vector<int> ends = freeEndsInOrder();
  for (std::size_t k = 0; k + 1 < ends.size(); ++k) {
    const SegmentEnd &a = end(ends[k]), &b = end(ends[k + 1]);
    const bool facing = a.side != 0 && a.onVertical == b.onVertical && a.line == b.line && a.side == b.side && ends[k] / 2 != ends[k + 1] / 2;
    if (!facing || along(b) - along(a) > kWidestBump || links_[static_cast<std::size_t>(ends[k])].other >= 0) continue;
    join(ends[k], ends[k + 1]);
  }
}

std::vector<int> SegmentChains::freeEnds(const Interval& strip, std::span<const LatticeCell> cells) const {
  const double mx = kReach / lattice_.pixelsPerX, my = kReach / lattice_.pixelsPerY;
  const auto isAt = [&](const LatticeCell& cell, const PlanePoint& p) {
    const Interval x = lattice_.xOf(cell), y = lattice_.yOf(cell);
    return p.x >= x.lo - mx && p.x <= x.hi + mx && p.y >= y.lo - my && p.y <= y.hi + my;
  };
  std::vector<int> ends;
  const auto from = std::ranges::lower_bound(endsByX_, strip.lo, {}, [this](int k) { return end(k).point.x; });
  for (auto at = from; at != endsByX_.end() && end(*at).point.x <= strip.hi; ++at)
    if (links_[static_cast<std::size_t>(*at)].other < 0 && std::ranges::any_of(cells, [&](const LatticeCell& c) { return isAt(c, end(*at).point); }))
      ends.push_back(*at);
  return ends;
}

SegmentChains::Arrow SegmentChains::arrowAt(int k) const {
  const PlanePoint p = end(k).point, q = neighborOf(k);
  const double dx = (p.x - q.x) * lattice_.pixelsPerX, dy = (p.y - q.y) * lattice_.pixelsPerY, length = std::max(std::hypot(dx, dy), 1e-300);
  return {p.x * lattice_.pixelsPerX, p.y * lattice_.pixelsPerY, dx / length, dy / length};
}

std::optional<PlanePoint> SegmentChains::commonDirection(int a, int b) const {
  const Arrow p = arrowAt(a), q = arrowAt(b);
  if (a / 2 == b / 2 || p.dx * q.dx + p.dy * q.dy < 0.5) return std::nullopt;
  const double dx = p.dx + q.dx, dy = p.dy + q.dy, length = std::hypot(dx, dy);
  return PlanePoint{dx / length, dy / length};
}

void SegmentChains::joinAcross(const Interval& x, const Interval& y, std::vector<int> ends, const std::optional<PlanePoint>& through) {
  const auto arrow = [this](int k) { return arrowAt(k); };
  const auto corner = [&](const Arrow& a, const Arrow& b) -> std::vector<PlanePoint> {
    const double cross = a.dx * b.dy - a.dy * b.dx;
    if (std::fabs(cross) < 0.2) return {};
    const double s = ((b.x - a.x) * b.dy - (b.y - a.y) * b.dx) / cross, t = ((b.x - a.x) * a.dy - (b.y - a.y) * a.dx) / cross;
    const PlanePoint meeting{(a.x + s * a.dx) / lattice_.pixelsPerX, (a.y + s * a.dy) / lattice_.pixelsPerY};
    if (s < 0 || t < 0 || !x.contains(meeting.x) || !y.contains(meeting.y)) return {};
    return {meeting};
  };
  const std::vector<PlanePoint> via = through ? std::vector<PlanePoint>{*through} : std::vector<PlanePoint>{};
  if (ends.size() == 2 && ends[0] / 2 != ends[1] / 2) return join(ends[0], ends[1], through ? via : corner(arrow(ends[0]), arrow(ends[1])));
  while (ends.size() >= 2) {
    std::size_t bestA = 0, bestB = 0;
    double best = 2;
    for (std::size_t a = 0; a < ends.size(); ++a)
      for (std::size_t b = a + 1; b < ends.size(); ++b) {
        if (ends[a] / 2 == ends[b] / 2) continue;
        const Arrow p = arrow(ends[a]), q = arrow(ends[b]);
        // The cosine is -1 when one continues the other; of several that do, the nearest is next.
        const double bend = p.dx * q.dx + p.dy * q.dy + kPerPixel * std::hypot(p.x - q.x, p.y - q.y);
        if (bend < best) {
          best = bend;
          bestA = a;
          bestB = b;
        }
      }
    if (bestB == 0) return;
    join(ends[bestA], ends[bestB], via);
    ends.erase(ends.begin() + static_cast<std::ptrdiff_t>(bestB));
    ends.erase(ends.begin() + static_cast<std::ptrdiff_t>(bestA));
  }
}

std::vector<PlanePoint> SegmentChains::walkFrom(int start, std::vector<char>& isUsed) const {
  std::vector<PlanePoint> chain;
  const auto append = [&](const PlanePoint& p) {
    if (chain.empty() || lattice_.pixels(chain.back(), p) > kSamePoint) chain.push_back(p);
  };
  for (int enter = start; enter >= 0;) {
    const CurveSegment& segment = segments_[static_cast<std::size_t>(enter / 2)];
    if (isUsed[static_cast<std::size_t>(enter / 2)] != 0) break;
    isUsed[static_cast<std::size_t>(enter / 2)] = 1;
    append(end(enter).point);
    if (enter % 2 == 0) {
      std::ranges::for_each(segment.inner, append);
    } else {
      std::for_each(segment.inner.rbegin(), segment.inner.rend(), append);
    }
    const int leave = enter ^ 1;
    append(end(leave).point);
    const Link& link = links_[static_cast<std::size_t>(leave)];
    std::ranges::for_each(link.via, append);
    enter = link.other;
    if (enter == start && chain.size() > 1) {
      if (lattice_.pixels(chain.back(), chain.front()) <= kSamePoint) chain.pop_back();
      chain.push_back(chain.front());
      break;
    }
  }
  return chain;
}

std::vector<std::vector<PlanePoint>> SegmentChains::walk() const {
  std::vector<std::vector<PlanePoint>> chains;
  std::vector<char> isUsed(segments_.size(), 0);
  const auto take = [&](int start) {
    if (isUsed[static_cast<std::size_t>(start / 2)] == 0) chains.push_back(walkFrom(start, isUsed));
  };
  for (int k = 0; k < static_cast<int>(links_.size()); ++k)
    if (links_[static_cast<std::size_t>(k)].other < 0) take(k);
  for (int k = 0; k < static_cast<int>(links_.size()); k += 2) take(k);
  return chains;
}

}  // namespace separatrix
