#pragma once

#include <span>
#include <vector>

#include "core/flow/lanes.hpp"
#include "core/manifolds/manifold.hpp"
#include "core/manifolds/window_metric.hpp"

namespace separatrix {

/// Writes the steps of a trajectory as a curve fit for drawing: chords within a fifth of a pixel, no
/// points nearer than a quarter pixel to the last, and each coordinate's extrema exactly. Coarse where the
/// curve is far outside the window.
class BranchRecorder {
 public:
  BranchRecorder(ManifoldBranch& branch, const WindowMetric& metric) : branch_(branch), metric_(metric) {}

  void begin(std::span<const double> saddle, std::span<const double> start);
  void record(const DenseStep& step);
  void put(double t, std::span<const double> x);

 private:
  int pieces(const DenseStep& step);
  void findExtrema(const DenseStep& step);

  ManifoldBranch& branch_;
  const WindowMetric& metric_;
  std::vector<double> low_, high_, x_;
  std::vector<double> thetas_;   ///< where the curve is sampled on the present step
  std::vector<double> extrema_;  ///< those of them that must be kept
};

}  // namespace separatrix
