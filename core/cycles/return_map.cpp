#include "core/cycles/return_map.hpp"

#include <algorithm>
#include <limits>

#include "core/cycles/high_order_flow.hpp"
#include "core/flow/lanes.hpp"

namespace separatrix {
namespace {

int senseAt(const Section& section, Evaluator<double>& f, const PlanePoint& x, int direction) {
  PlanePoint v;
  f(x.data(), v.data());
  return section.across(v) * direction >= 0 ? 1 : -1;
}

// Where an orbit that has come to x without returning need not be followed any further.
std::optional<Return::Kind> endOf(const Section& section, std::span<const Sink> sinks, const double* x, double reach) {
  const auto distance = [&](const PlanePoint& p) {
    return std::hypot((x[0] - p[0]) / section.width[0], (x[1] - p[1]) / section.width[1]);
  };
  if (!(distance(section.origin) < reach)) return Return::Kind::left;
  for (const Sink& sink : sinks)
    if (distance(sink.at) < sink.radius) return Return::Kind::arrived;
  return std::nullopt;
}

// Both methods ask relative accuracy of each coordinate; far from 0 that is coarse against s.
double coordinateNoise(const Section& section, double s, double floor) {
  const PlanePoint x = section.at(s);
  double most = 0;
  for (std::size_t i = 0; i < 2; ++i) most = std::max(most, (floor + std::fabs(x[i])) / section.width[i]);
  return most / s;
}

}  // namespace

double scanNoise(const Section& section, double s, double tolerance) {
  return 100 * tolerance * (1 + 30 * coordinateNoise(section, s, 1));
}

double followNoise(const Section& section, double s, double tolerance) {
  return 1000 * tolerance * (1 + coordinateNoise(section, s, 0)) + 1e-13 / s;
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
  const auto observer = [&](std::size_t lane, const DenseStep& step) {
    const auto at = [&](double theta, double* x) { step.at(theta, {x, 2}); };
    Return& result = results[lane];
    if (const auto theta = watches[lane].afterStep(step.end.data(), at)) {
      PlanePoint x;
      at(*theta, x.data());
      result = {Return::Kind::returned, section.along(x.data()), step.t0 + *theta * step.h};
      return LaneDecision::finish;
    }
    if (const auto end = endOf(section, sinks, step.end.data(), options.reach)) {
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
  for (std::size_t k = 0; k < ends.size(); ++k)
    if (ends[k] == TrajectoryEnd::blewUp) results[k].kind = Return::Kind::left;
  return results;
}

Return followReturn(const Field& field, const Section& section, double start, std::span<const Sink> sinks,
                    const ReturnOptions& options, const std::stop_token& stop, OrbitRecord* record) {
  if (record != nullptr) *record = {2, options.direction, {}};
  Evaluator<double> jet = field.withJacobian();
  std::array<double, 6> out{};
  const auto rightSide = [&](const double* y, double* slope) {  // f and, third, its divergence
    jet(y, out.data());
    slope[0] = out[0];
    slope[1] = out[1];
    slope[2] = out[2] + out[5];
  };
  const double tol = options.tolerance, small = std::min(1.0, std::fabs(start) + 1e-3);
  std::vector<double> absolute{0, 0, std::max(tol, 1e-9)};
  for (std::size_t i = 0; i < 2; ++i)
    absolute[i] = tol * (options.size[i] > 0 ? options.size[i] : small * section.width[i]);
  HighOrderFlow flow(rightSide, {tol, tol, tol}, absolute);
  const PlanePoint x0 = section.at(start);
  std::array<double, 3> y{x0[0], x0[1], 0}, slope{};
  rightSide(y.data(), slope.data());
  const double leaving = section.across({slope[0], slope[1]});
  ReturnWatch watch(section, leaving * options.direction >= 0 ? 1 : -1);
  flow.start(y, options.direction);
  std::array<Interval, 2> seen{Interval(x0[0]), Interval(x0[1])};
  double lowest = 0, growth = 0, most = -std::numeric_limits<double>::infinity();
  PlanePoint widest = x0;
  const auto at = [&](double theta, double* x) {
    flow.at(theta, y);
    std::copy_n(y.begin(), 2, x);
  };
  for (int k = 0; k < options.maximalSteps && !stop.stop_requested(); ++k) {
    if (!flow.advance()) return {Return::Kind::left};
    for (std::size_t i = 0; i < 2; ++i) seen[i] = hull(seen[i], flow.after()[i]);
    lowest = std::min(lowest, flow.after()[2]);
    growth = std::max(growth, flow.after()[2] - lowest);
    const double speed = std::hypot(flow.slopeAfter()[0] / section.width[0], flow.slopeAfter()[1] / section.width[1]);
    if (const double apart = flow.after()[2] - std::log(speed); apart > most) {
      most = apart;
      widest = {flow.after()[0], flow.after()[1]};
    }
    const auto theta = watch.afterStep(flow.after().data(), at);
    if (record != nullptr) {
      record->pieces.push_back({flow.previousTime(), flow.step(), theta.value_or(1), {}});
      flow.copyDense(2, record->pieces.back().coefficients);
    }
    if (theta) {
      flow.stepTo(*theta, y);
      rightSide(y.data(), slope.data());
      const double arriving = section.across({slope[0], slope[1]});
      const double late = section.side(y.data()) / arriving;  // one Newton step onto the line
      for (std::size_t i = 0; i < 3; ++i) y[i] -= late * slope[i];
      return {Return::Kind::returned,
              section.along(y.data()),
              flow.previousTime() + *theta * flow.step() - late,
              std::log(std::fabs(leaving / arriving)) + y[2],
              growth,
              widest,
              {seen[0].width(), seen[1].width()}};
    }
    if (const auto end = endOf(section, sinks, flow.after().data(), options.reach)) return {*end};
    if (options.longest > 0 && std::fabs(flow.time()) > options.longest) return {};
  }
  return {};
}

}  // namespace separatrix
