#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/flow/lanes.hpp"

namespace separatrix {

/// Tells when a trajectory has settled on an orbit that repeats itself, without knowing which: from
/// its turning points, where the coordinate on the x axis is largest within a turn.
///
/// Three successive ones, d1 and d2 apart, converge like a geometric series of ratio q = d2/d1; what
/// is left of the way is d2 q/(1 - q). Settled: less than a pixel is left, and d2 is less than one.
/// A slow spiral is not settled: its points are close but q is near 1. Heuristic, for pictures.
class TurningPoints {
 public:
  /// `perUnit[k]`: pixels per unit of variable k (of those not shown, of a window as wide as the picture).
  TurningPoints(std::size_t variable, std::span<const double> perUnit)
      : variable_(variable), perUnit_(perUnit.begin(), perUnit.end()) {}

  void note(const DenseStep& step);
  bool settled() const { return settled_; }

 private:
  void add(std::vector<double> point);
  double distance(const std::vector<double>& a, const std::vector<double>& b) const;

  std::size_t variable_;
  std::vector<double> perUnit_;
  std::vector<double> last_;
  std::optional<double> lastDistance_;
  bool settled_ = false;
};

}  // namespace separatrix
