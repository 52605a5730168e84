#pragma once

#include <array>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "core/flow/lane_field.hpp"
#include "core/flow/lanes.hpp"
#include "core/flow/stepper.hpp"

namespace separatrix {

/// Notices, at no cost in evaluations, that stability holds a lane's Dormand–Prince steps short:
///   h rho ~ h |k7 - k6| / |x(t + h) - x6|
/// near the border 3.3 of the stability region in 15 steps, not 6 times away from it in between, and work ahead.
/// Source: dopri5.f; Hairer and Wanner (1996), IV.2.
struct LaneStiffness {
  int near = 0, away = 0;

  /// Squared norms of h (k7 - k6) and x(t + h) - x6; `left` and `h` in time.
  bool note(double slopes, double states, double left, double h) {
    if (slopes > 3.25 * 3.25 * states) {
      away = 0;
      ++near;
    } else if (++away >= 6) {
      near = 0;
    }
    return near >= 15 && left * left > 1e4 * h * h;
  }
};

/// Lanes taken over from Dormand–Prince, finished one by one with the implicit method.
class StiffLanes {
 public:
  StiffLanes(const Field& field, const IntegrateLanesOptions& options) : field_(field), options_(options) {}

  LaneStiffness& watch(std::size_t place) { return watches_[place]; }
  /// Takes over a lane that is at x at time t, having made `steps` steps.
  void take(std::size_t lane, double t, std::span<const double> x, int steps) {
    taken_.push_back({lane, t, {x.begin(), x.end()}, steps});
  }
  /// Finishes those taken over; the observer sees every step.
  void finish(std::vector<TrajectoryEnd>& ends, const LaneObserver& observer, const std::stop_token& stop) {
    for (const Taken& lane : taken_) ends[lane.number] = finish(lane, observer, stop);
  }

 private:
  struct Taken {
    std::size_t number;
    double t;
    std::vector<double> x;
    int steps;
  };
  TrajectoryEnd finish(const Taken& lane, const LaneObserver& observer, const std::stop_token& stop);

  const Field& field_;
  const IntegrateLanesOptions& options_;
  std::unique_ptr<DenseStepper> stepper_;
  std::array<LaneStiffness, kLaneWidth> watches_{};
  std::vector<Taken> taken_;
};

}  // namespace separatrix
