#include "core/flow/stiff_lane.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace separatrix {
namespace {

// The polynomial of degree 4 through values at theta = 0, 1/4, 1/2, 3/4, 1, in powers of theta:
// coefficient of theta^p = sum_k kPowers[p][k] v_k / 3.
constexpr std::array<std::array<double, 5>, 5> kPowers = {{{3, 0, 0, 0, 0},
                                                           {-25, 48, -36, 16, -3},
                                                           {70, -208, 228, -112, 22},
                                                           {-80, 288, -384, 224, -48},
                                                           {32, -128, 192, -128, 32}}};

}  // namespace

TrajectoryEnd StiffLanes::finish(const Taken& lane, const LaneObserver& observer, const std::stop_token& stop) {
  if (!stepper_) stepper_ = makeCvodeStepper(field_, options_.tolerance);
  const std::size_t n = lane.x.size();
  const double end = options_.backward ? -options_.time : options_.time;
  stepper_->restart(lane.x, lane.t, end);
  std::array<std::vector<double>, 5> v;
  for (std::vector<double>& values : v) values.resize(n);
  std::vector<double> coefficients(5 * n);
  for (int steps = lane.steps; steps < options_.maximalSteps && !stop.stop_requested(); ++steps) {
    switch (stepper_->advance()) {
      case DenseStepper::Outcome::advanced: break;
      case DenseStepper::Outcome::nonFinite: return TrajectoryEnd::blewUp;
      case DenseStepper::Outcome::stalled: return TrajectoryEnd::budgetSpent;
    }
    const double a = stepper_->from(), b = stepper_->to();
    for (std::size_t k = 0; k < v.size(); ++k) stepper_->at(k == 4 ? b : a + (b - a) * static_cast<double>(k) / 4, v[k]);
    for (std::size_t power = 0; power < 5; ++power) {
      for (std::size_t i = 0; i < n; ++i) {
        double sum = 0;
        for (std::size_t k = 0; k < v.size(); ++k) sum += kPowers[power][k] * v[k][i];
        coefficients[power * n + i] = sum / 3;
      }
    }
    const DenseStep step{a, b - a, static_cast<int>(n), v[0], v[4], coefficients};
    if (observer(lane.number, step) == LaneDecision::finish) return TrajectoryEnd::event;
    const bool inside = std::ranges::all_of(v[4], [&](double value) { return std::fabs(value) <= options_.bound; });
    if (b == end || !inside) return b == end ? TrajectoryEnd::time : TrajectoryEnd::blewUp;
  }
  return TrajectoryEnd::budgetSpent;
}

}  // namespace separatrix
