#pragma once

#include <span>

#include "core/manifolds/attraction.hpp"
#include "core/manifolds/window_metric.hpp"

namespace separatrix {

/// Notices that a planar trajectory winds into an attracting focus: three turns in a row whose decay is
/// that of the linear part. For foci too weak to have a ball of attraction worth waiting for.
class SpiralWatch {
 public:
  /// `decay` = |Re lambda| of the focus.
  explicit SpiralWatch(double decay) : decay_(decay) {}

  /// After a step of `duration` > 0 that ended at x.
  bool note(const AttractionBall& ball, const WindowMetric& metric, std::span<const double> x, double duration);

 private:
  double decay_, angle_ = 0, turned_ = 0, time_ = 0, logDistance_ = 0;
  int turns_ = -1;  ///< in agreement so far; -1: not near
};

}  // namespace separatrix
