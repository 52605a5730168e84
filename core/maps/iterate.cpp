#include "core/maps/iterate.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {

Trajectory iterate(const Field& map, std::span<const double> start, int iterations, double bound,
                   const std::stop_token& stop) {
  constexpr int kStepsBetweenChecks = 1024;
  Evaluator<double> image = map.values();
  Trajectory orbit;
  orbit.states.dimension = map.dimension();
  orbit.t.push_back(0);
  orbit.states.append(start);
  std::vector<double> x(start.begin(), start.end()), next(x.size());
  for (int k = 1; k <= iterations; ++k) {
    if (k % kStepsBetweenChecks == 0 && stop.stop_requested()) {
      orbit.end = TrajectoryEnd::budgetSpent;
      break;
    }
    image(x.data(), next.data(), k - 1);
    if (!std::ranges::all_of(next, [bound](double value) { return std::fabs(value) <= bound; })) {
      orbit.end = TrajectoryEnd::blewUp;
      break;
    }
    orbit.t.push_back(k);
    orbit.states.append(next);
    x.swap(next);
  }
  return orbit;
}

}  // namespace separatrix
