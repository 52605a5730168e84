#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/flow/stepper.hpp"
#include "core/flow/trajectory.hpp"

namespace separatrix {

/// Turns steps into the samples of a trajectory: on a regular grid, or as many as a smooth picture needs.
class Sampler {
 public:
  Sampler(Trajectory& trajectory, std::optional<double> every, double end);

  void start(std::span<const double> x);

  /// The samples of the stepper's last step up to time b, b included when there is no grid.
  void record(DenseStepper& stepper, double b);

  /// A sample that must be there: the end.
  void put(double t, std::span<const double> x);

  /// One side of a jump: a sample unless there is a grid.
  void putUnlessGrid(double t, std::span<const double> x) {
    if (!every_) put(t, x);
  }

 private:
  void recordSmoothly(DenseStepper& stepper, double b);
  int pieces(DenseStepper& stepper, double b);
  void widen(std::span<const double> x);

  Trajectory& trajectory_;
  std::optional<double> every_;
  double end_;
  long next_ = 1;                   ///< of the grid
  std::vector<double> low_, high_;  ///< extent so far
  std::vector<double> x_, left_, right_;
};

}  // namespace separatrix
