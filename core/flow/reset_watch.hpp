#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/flow/stepper.hpp"
#include "core/flow/trajectory.hpp"
#include "core/model/model.hpp"

namespace separatrix {

/// Finds where a hybrid model's conditions cross zero on the steps of a solution, and jumps.
class ResetWatch {
 public:
  ResetWatch(const Model& model, const Field& field);

  bool isEmpty() const { return resets_.empty(); }

  /// Forgets the past: the solution (re)starts here.
  void restart(std::span<const double> x, double t);

  /// The first time on the stepper's last step at which a condition has crossed; nothing when none has.
  std::optional<double> firstCrossing(DenseStepper& stepper);

  /// Makes the jump of every reset whose condition has crossed at `t`, right-hand sides seeing the
  /// state before; one event each.
  std::vector<TrajectoryEvent> jump(double t, std::span<double> x);

 private:
  std::span<const double> outputsAt(std::span<const double> x, double t);
  bool hasCrossed(const Reset& reset, std::span<const double> now) const;

  const std::vector<Reset>& resets_;
  std::optional<Evaluator<double>> tape_;
  std::vector<double> before_, now_, x_;  ///< outputs at the last look, outputs now, scratch state
};

}  // namespace separatrix
