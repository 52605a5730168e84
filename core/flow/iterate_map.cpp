#include "core/flow/iterate_map.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {
namespace {

constexpr double kBlowUpBound = 1e6;  // XPPAUT's

bool isWithin(std::span<const double> x, const std::optional<Box>& bounds) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!std::isfinite(x[i])) return false;
    if (bounds ? !(*bounds)[i].contains(x[i]) : std::fabs(x[i]) > kBlowUpBound) return false;
  }
  return true;
}

}  // namespace

Trajectory iterateMap(const Field& map, std::span<const double> start, double iterations,
                      const IntegrateOptions& options, const std::stop_token& stop) {
  Trajectory orbit;
  orbit.states.dimension = map.dimension();
  const auto put = [&](double t, std::span<const double> x) {
    orbit.t.push_back(t);
    orbit.states.append(x);
  };
  put(0, start);
  const TrajectoryEnd outside = options.bounds ? TrajectoryEnd::leftBounds : TrajectoryEnd::blewUp;
  const auto ended = [&](TrajectoryEnd end) {
    orbit.end = end;
    return std::move(orbit);
  };
  if (!isWithin(start, options.bounds)) return ended(outside);
  const double last = std::floor(iterations), every = std::max(1.0, std::round(options.sampleEvery.value_or(1)));
  if (options.backward) return ended(last == 0 ? TrajectoryEnd::time : TrajectoryEnd::budgetSpent);

  Evaluator<double> f = map.values();
  std::vector<double> x(start.begin(), start.end()), image(x);
  for (double k = 0; k < last; ++k) {
    if (k >= options.maximalSteps || stop.stop_requested()) return ended(TrajectoryEnd::budgetSpent);
    f(x.data(), image.data(), k);
    const bool finite = std::ranges::all_of(image, [](double v) { return std::isfinite(v); });
    if (!finite) {
      if (orbit.t.back() != k) put(k, x);
      return ended(TrajectoryEnd::blewUp);
    }
    x.swap(image);
    const bool leaves = !isWithin(x, options.bounds);
    if (leaves || k + 1 == last || std::fmod(k + 1, every) == 0) put(k + 1, x);
    if (leaves) return ended(outside);
  }
  return ended(TrajectoryEnd::time);
}

}  // namespace separatrix
