#pragma once

#include <vector>

#include "core/flow/lanes.hpp"
#include "core/manifolds/window_metric.hpp"

namespace separatrix {

/// Notices that a trajectory repeats itself where no cycle is known: a cycle not searched for yet, or
/// a closed orbit of a conservative system. Returns are measured on a plane across the trajectory
/// through a reference point, which moves on after 64, 128, 256, ... steps (Brent's idea).
class ClosureWatch {
 public:
  explicit ClosureWatch(const WindowMetric& metric) : metric_(metric) {}

  /// True when this step returns to the reference point within a fiftieth of a pixel.
  bool note(const DenseStep& step);

 private:
  double side(std::span<const double> x) const;

  const WindowMetric& metric_;
  std::vector<double> reference_, normal_, x_;
  int steps_ = 0, renewAt_ = 64;
};

}  // namespace separatrix
