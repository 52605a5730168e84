#include "core/cycles/return_map.hpp"

#include <algorithm>
#include <utility>

#include "core/flow/lanes.hpp"

namespace separatrix {
namespace {

int senseAt(const Section& section, Evaluator<double>& f, const PlanePoint& x, int direction) {
  PlanePoint v;
  f(x.data(), v.data());
  return section.across(v) * direction >= 0 ? 1 : -1;
}

// Relative accuracy is asked of each coordinate; far from 0 that is coarse against s.
double coordinateNoise(const Section& section, double s, double floor) {
  const PlanePoint x = section.at(s);
  double most = 0;
  for (std::size_t i = 0; i < 2; ++i) most = std::max(most, (floor + std::fabs(x[i])) / section.width[i]);
  return most / s;
}

}  // namespace

std::optional<Return::Kind> endOfOrbit(const Section& section, std::span<const Sink> sinks, const double* x,
                                       double reach) {
  const auto distance = [&](const PlanePoint& p) {
    return std::hypot((x[0] - p[0]) / section.width[0], (x[1] - p[1]) / section.width[1]);
  };
  if (!(distance(section.origin) < reach)) return Return::Kind::left;
  for (const Sink& sink : sinks)
    if (distance(sink.at) < sink.radius) return Return::Kind::arrived;
  return std::nullopt;
}

bool areStepsHeldShort(Evaluator<double>& jet, const PlanePoint& x, double h) {
  std::array<double, 6> out{};
  jet(x.data(), out.data());
  const double half = (out[2] + out[5]) / 2, determinant = out[2] * out[5] - out[3] * out[4];
  const double root = half * half - determinant;
  const double radius = root > 0 ? std::fabs(half) + std::sqrt(root) : std::sqrt(std::max(determinant, 0.0));
  return std::fabs(h) * radius > 1;
}

double followNoise(const Section& section, double s, double tolerance) {
  return 100 * tolerance + 1e-12 * coordinateNoise(section, s, 0) + 1e-14 / s;
}

double scanNoise(const Section& section, double s, double tolerance) {
  return 100 * tolerance * (1 + 30 * coordinateNoise(section, s, 1));
}

std::vector<Return> scanReturns(const Field& field, const Section& section, std::span<const double> starts,
                                std::span<const Sink> sinks, const ReturnOptions& options,
                                const std::stop_token& stop) {
  std::vector<Return> results(starts.size());
  std::vector<ReturnWatch> watches;
  Curve points;
  Evaluator<double> f = field.values();
  for (const double s : starts) {
    const PlanePoint x = section.at(s);
    points.append(x);
    watches.emplace_back(section, senseAt(section, f, x, options.direction));
  }
  std::vector<std::pair<PlanePoint, double>> last(starts.size());  // where and when each orbit is
  const auto observer = [&](std::size_t lane, const DenseStep& step) {
    const auto at = [&](double theta, double* x) { step.at(theta, {x, 2}); };
    Return& result = results[lane];
    if (const auto theta = watches[lane].afterStep(step.end.data(), at)) {
      PlanePoint x;
      at(*theta, x.data());
      result = {Return::Kind::returned, section.along(x.data()), step.t0 + *theta * step.h};
      return LaneDecision::finish;
    }
    last[lane] = {{step.end[0], step.end[1]}, step.t0 + step.h};
    if (const auto end = endOfOrbit(section, sinks, step.end.data(), options.reach)) {
      result.kind = *end;
      return LaneDecision::finish;
    }
    return LaneDecision::proceed;
  };
  IntegrateLanesOptions lanes;
  lanes.tolerance = options.tolerance;
  lanes.backward = options.direction < 0;
  lanes.time = 1e12;
  lanes.bound = 1e12;
  lanes.maximalSteps = options.maximalSteps;
  const std::vector<TrajectoryEnd> ends = integrateLanes(field, points, lanes, observer, stop);
  Evaluator<double> jet = field.withJacobian();
  for (std::size_t k = 0; k < ends.size(); ++k) {
    if (ends[k] == TrajectoryEnd::blewUp) results[k].kind = Return::Kind::left;
    if (ends[k] == TrajectoryEnd::budgetSpent)
      results[k].stiff = areStepsHeldShort(jet, last[k].first, last[k].second / options.maximalSteps);
  }
  return results;
}

}  // namespace separatrix
