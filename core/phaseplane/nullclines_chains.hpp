#pragma once

#include <optional>
#include <vector>

#include "core/phaseplane/nullclines_segments.hpp"

namespace separatrix {

/// Joins segments end to end into chains.
class SegmentChains {
 public:
  SegmentChains(const Lattice& lattice, std::vector<CurveSegment> segments);

  bool isEmpty() const { return segments_.empty(); }

  /// Takes more segments; joins ends that lie on the same lattice line, from its two sides, at the same place.
  void add(std::vector<CurveSegment> segments);

  /// Ends not yet joined that lie on the border of one of `cells`, all of which lie in the strip [x].
  std::vector<int> freeEnds(const Interval& x, std::span<const LatticeCell> cells) const;

  /// The direction, in pixels, in which two ends run side by side, as at the tip of a thin loop; empty when they do not.
  std::optional<PlanePoint> commonDirection(int a, int b) const;

  /// Joins free ends across a small region [x] x [y] where the curve could not be followed: pairs that continue
  /// one another straightest first, all through the singular point where one is known. Without one, two ends alone
  /// meet where their tangents do, if that is inside.
  void joinAcross(const Interval& x, const Interval& y, std::vector<int> ends, const std::optional<PlanePoint>& through);

  /// Joins free ends that face each other across a bump cut off at an edge.
  void joinCutBumps();

  /// The chains, each as points in order; a closed one repeats its first point.
  std::vector<std::vector<PlanePoint>> walk() const;

 private:
  // End e of segment s has number 2 s + e.
  struct Link {
    int other = -1;
    std::vector<PlanePoint> via;  // points between, from this end to the other
  };
  const SegmentEnd& end(int number) const { return segments_[static_cast<std::size_t>(number / 2)].ends[number % 2]; }
  PlanePoint neighborOf(int number) const;
  struct Arrow {
    double x, y, dx, dy;  // pixels; unit direction away from the segment
  };
  Arrow arrowAt(int number) const;
  double along(const SegmentEnd& end) const;
  std::vector<int> freeEndsInOrder() const;
  void join(int a, int b, std::vector<PlanePoint> via = {});
  void joinNeighbors();
  std::vector<PlanePoint> walkFrom(int start, std::vector<char>& isUsed) const;

  const Lattice& lattice_;
  std::vector<CurveSegment> segments_;
  std::vector<Link> links_;
  std::vector<int> endsByX_;  // those free when segments were last added
};

}  // namespace separatrix
