#pragma once

#include <functional>
#include <optional>

#include "core/continuation/cycle_solver.hpp"

namespace separatrix {

/// A step of a branch: two cycles on one mesh and the length between them along the first one's tangent.
struct CycleSegment {
  CyclePoint from, to;
  double length = 0;
};

/// A number along a branch whose zero is wanted.
using CycleTest = std::function<std::optional<double>(const CyclePoint&)>;

/// Where a test vanishes on a branch, solved for twice as many intervals as the branch has.
struct LocatedCycle {
  CyclePoint point;       ///< on the finer mesh
  CyclePoint onSegment;   ///< on the segment's mesh
  double length = 0;      ///< from the segment's first point
  double error = 0;       ///< estimate, of the parameter
  bool isRefined = true;  ///< false when only the segment's mesh converged
};

/// Pseudo-arclength along a branch of cycles (Keller 1977): predictor u + ds t + ds^2/2 t', corrector
/// on <t, v - u> = ds. Steps follow the predictor's error; the mesh follows the orbit and its number of intervals the
/// estimated error. Cycles come out one segment at a time.
class CyclePath {
 public:
  CyclePath(CycleSolver& solver, CyclePoint start, double firstStep = 0.01, double largestStep = 0.08);

  /// The next step; empty when even the smallest does not converge.
  std::optional<CycleSegment> step();

  /// The cycle at `length` of a segment, its parameter `value`, its period `period`: on the segment's mesh.
  std::optional<CyclePoint> atLength(const CycleSegment& segment, double length);
  std::optional<CyclePoint> atParameter(const CycleSegment& segment, double value,
                                        int k = 0);  ///< on twice as many intervals
  std::optional<CyclePoint> atPeriod(const CycleSegment& segment, double period);

  /// The same cycle, its period held, on twice as many intervals.
  std::optional<CyclePoint> finer(const CyclePoint& point);

  /// The zero of `test`, whose values at the segment's ends differ in sign.
  std::optional<LocatedCycle> locate(const CycleSegment& segment, const CycleTest& test, double atFrom, double atTo);

  double stepLength() const { return ds_; }
  void shorten(double factor) { ds_ *= factor; }

 private:
  void accept(const CyclePoint& next, double length);
  void adapt();
  CyclePoint onTwiceAsMany(const CyclePoint& point) const;
  std::optional<CyclePoint> along(const CyclePoint& base, double length);

  CycleSolver& solver_;
  CyclePoint current_;
  std::vector<double> bend_;  ///< dt/ds; empty before the second step
  double ds_, largestStep_;
  int sinceAdapted_ = 0;
};

}  // namespace separatrix
