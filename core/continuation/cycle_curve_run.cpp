#include "core/continuation/cycle_curve_run.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/continuation/cycle_ends.hpp"
#include "core/continuation/cycle_run.hpp"
#include "core/continuation/cycle_start.hpp"

namespace separatrix {
namespace {

constexpr int kMostPoints = 250;
constexpr double kFirstStep = 0.005, kLargestStep = 0.04;
constexpr double kWantedDecay = 16;  // rate times period: what exp(-that) leaves is the error of a homoclinic curve

CycleSystem::Kind systemOf(SpecialKind kind) {
  if (kind == SpecialKind::foldOfCycles) return CycleSystem::Kind::fold;
  if (kind == SpecialKind::neimarkSacker) return CycleSystem::Kind::torus;
  return kind == SpecialKind::periodDoubling ? CycleSystem::Kind::doubling : CycleSystem::Kind::fixedPeriod;
}

Problem at(Problem problem, const DiagramOptions& options, double second) {
  problem.parameters[static_cast<std::size_t>(options.second->parameter)] = second;
  return problem;
}

}  // namespace

CycleCurveRun::CycleCurveRun(const Problem& problem, const DiagramOptions& options, SpecialKind kind, double second,
                             const std::vector<Codim2Point>& codim2, const std::stop_token& stop)
    : options_(options),
      kind_(kind),
      second_(second),
      codim2_(codim2),
      stop_(stop),
      single_(
          cycleSystem(at(problem, options, second), CycleSystem::Kind::cycle, {options.parameter}, {options.range})),
      solver_(cycleSystem(problem, systemOf(kind), {options.parameter, options.second->parameter},
                          {options.range, options.second->range})) {}

// The direction to begin with. At a fold the tangent of the branch is one, d log T / ds its beta.
CycleCurveRun::Direction CycleCurveRun::directionAt(const CycleSeed& seed) const {
  Direction direction;
  if (kind_ == SpecialKind::foldOfCycles) {
    direction.parts.push_back(seed.tangent);
    direction.scalar = seed.tangent[seed.orbit.shape.period()];
  } else if (kind_ == SpecialKind::periodDoubling) {
    if (auto flipped = flippedDirection(single_.problem, seed.orbit)) direction.parts.push_back(std::move(*flipped));
  } else if (kind_ == SpecialKind::neimarkSacker) {
    if (auto turning = turningDirection(single_.problem, seed.orbit)) {
      direction.parts = {std::move(turning->real), std::move(turning->imaginary)};
      direction.scalar = turning->kappa;
    }
  }
  double square = 0;
  for (const std::vector<double>& v : direction.parts) {
    const std::vector<double> weights = integralWeights(seed.orbit, v);
    square += std::inner_product(weights.begin(), weights.end(), v.begin(), 0.0);
  }
  for (std::vector<double>& v : direction.parts)
    for (double& value : v) value /= std::sqrt(square);
  if (kind_ == SpecialKind::foldOfCycles) direction.scalar /= std::sqrt(square);
  return direction;
}

// The seed with its second parameter, its direction, and beta or kappa.
std::optional<CollocatedOrbit> CycleCurveRun::extended(const CycleSeed& seed) const {
  const CollocationShape& from = seed.orbit.shape;
  const Direction direction = directionAt(seed);
  if (direction.parts.empty() && !isLongKind()) return std::nullopt;
  const bool hasScalar = kind_ == SpecialKind::foldOfCycles || kind_ == SpecialKind::neimarkSacker;
  const int n = from.n, parts = static_cast<int>(direction.parts.size());
  CollocatedOrbit orbit{{n * (1 + parts), from.intervals, hasScalar ? 3 : 2}, seed.orbit.mesh, {}};
  orbit.u.assign(orbit.shape.size(), 0.0);
  for (int part = 0; part <= parts; ++part) {
    const std::vector<double>& source = part == 0 ? seed.orbit.u : direction.parts[static_cast<std::size_t>(part) - 1];
    for (int j = 0; j < from.intervals; ++j)
      for (int i = 0; i < n; ++i) {
        orbit.u[orbit.shape.mesh(j, part * n + i)] = source[from.mesh(j, i)];
        for (int s = 0; s < 4; ++s) orbit.u[orbit.shape.stage(j, s, part * n + i)] = source[from.stage(j, s, i)];
      }
  }
  orbit.u[orbit.shape.period()] = seed.orbit.u[from.period()];
  orbit.u[orbit.shape.parameter(0)] = seed.orbit.u[from.parameter(0)];
  orbit.u[orbit.shape.parameter(1)] = second_ / solver_.unit(1);
  if (hasScalar) orbit.u[orbit.shape.parameter(2)] = direction.scalar;
  return orbit;
}

std::optional<CyclePoint> CycleCurveRun::start(const CycleSeed& seed) {
  if (!solver_.isReady() || single_.problem.program == nullptr) return std::nullopt;
  std::optional<CollocatedOrbit> guess = extended(seed);
  if (!guess) return std::nullopt;
  CollocatedOrbit orbit = std::move(*guess);
  period_ = solver_.period(orbit);
  solver_.holdPeriod(period_);
  const CollocationRow held = solver_.parameterRow(orbit, second_, 1);
  std::vector<CollocationRow> conditions = solver_.conditions(orbit);
  return solver_.correct(std::move(orbit), std::move(conditions), held, true);
}

std::vector<CycleCurvePoint> CycleCurveRun::follow(const CycleSeed& seed) {
  const std::optional<CyclePoint> middle = start(seed);
  if (!middle) return {};
  std::vector<CycleCurvePoint> here;
  if (!add(*middle, here)) return {};
  CyclePoint backwards = *middle;
  for (double& value : backwards.tangent) value = -value;
  const double period = period_, rate = rate_;
  std::vector<CycleCurvePoint> points = towards(std::move(backwards));
  period_ = period;
  rate_ = rate;
  solver_.holdPeriod(period_);
  std::ranges::reverse(points);
  points.push_back(here.front());
  const std::vector<CycleCurvePoint> rest = towards(*middle);
  points.insert(points.end(), rest.begin(), rest.end());
  return points;
}

std::vector<CycleCurvePoint> CycleCurveRun::towards(CyclePoint from) {
  std::vector<CycleCurvePoint> points;
  std::optional<CyclePath> path(std::in_place, solver_, std::move(from), kFirstStep, kLargestStep);
  for (int k = 0; k < kMostPoints && !stop_.stop_requested(); ++k) {
    const std::optional<CycleSegment> segment = path->step();
    if (!segment) break;
    if (kind_ == SpecialKind::foldOfCycles &&
        turnsOver(segment->from.orbit, segment->to.orbit, solver_.dimension(), false)) {
      endAt(Codim2Kind::generalizedHopf, 0.05, points);
      return points;
    }
    for (int p = 0; p < 2; ++p) {
      const Interval& range = p == 0 ? options_.range : options_.second->range;
      const double value = solver_.parameter(segment->to.orbit, p);
      if (range.contains(value)) continue;
      if (const auto last = path->atParameter(*segment, value < range.lo ? range.lo : range.hi, p)) add(*last, points);
      return points;
    }
    if (!add(segment->to, points)) break;
    if (!advances(points)) break;
    if (isLongKind() && points.back().kind == SpecialKind::homoclinic && rate_ * period_ < kWantedDecay) {
      std::optional<CyclePoint> longer = lengthened(segment->to);
      if (!longer) break;
      const double step = path->stepLength();
      path.emplace(solver_, std::move(*longer), step, kLargestStep);
    }
  }
  if (isLongKind()) endAt(Codim2Kind::bogdanovTakens, 0.1, points);
  return points;
}

// A curve of folds that runs into a homoclinic one creeps ever slower as its period grows.
bool CycleCurveRun::advances(const std::vector<CycleCurvePoint>& points) const {
  constexpr std::size_t kSteps = 12;
  if (points.size() <= kSteps) return true;
  const CycleCurvePoint &now = points.back(), &before = points[points.size() - 1 - kSteps];
  return std::hypot((now.first - before.first) / solver_.unit(0), (now.second - before.second) / solver_.unit(1)) >
         2e-3;
}

// Where the saddle grows weak, as towards a Bogdanov–Takens point, the period has to grow with 1/rate.
std::optional<CyclePoint> CycleCurveRun::lengthened(const CyclePoint& point) {
  CyclePoint current = point;
  const double wanted = 1.2 * kWantedDecay / rate_;
  while (period_ < wanted) {
    const double next = std::min(wanted, 1.15 * period_);
    solver_.holdPeriod(next);
    const std::vector<double> weights = solver_.innerProduct(current.orbit, current.tangent);
    const double target = std::inner_product(weights.begin(), weights.end(), current.orbit.u.begin(), 0.0);
    std::optional<CyclePoint> longer =
        solver_.correct(current.orbit, solver_.conditions(current.orbit), {weights, target});
    if (!longer) return std::nullopt;
    current = std::move(*longer);
    period_ = next;
  }
  return current;
}

bool CycleCurveRun::add(const CyclePoint& point, std::vector<CycleCurvePoint>& points) {
  CycleCurvePoint result{solver_.parameter(point.orbit, 0), solver_.parameter(point.orbit, 1), kind_, {}};
  if (isLongKind()) {
    CollocationProblem there = single_.problem;
    there.values[static_cast<std::size_t>(options_.second->parameter)] = result.second;
    const LongCycle cycle = longCycle(point.orbit, there, solver_.dimension());
    if (cycle.extent < 1e-3) return false;
    const std::optional<SlowPlace> place = slowPlace(there, cycle);
    if (!place || place->distance > 0.15) return false;
    result.kind = place->isSaddle ? SpecialKind::homoclinic : SpecialKind::snic;
    result.state = place->state;
    if (place->isSaddle)
      rate_ = place->rate;
    else if (std::fabs(place->parameter - result.first) > 0.01 * solver_.unit(0))
      return false;
    else
      result.first = place->parameter;
  }
  points.push_back(std::move(result));
  return true;
}

void CycleCurveRun::endAt(Codim2Kind kind, double within, std::vector<CycleCurvePoint>& points) const {
  if (points.empty()) return;
  const CycleCurvePoint& last = points.back();
  const Codim2Point* nearest = nullptr;
  for (const Codim2Point& point : codim2_) {
    const double distance =
        std::hypot((point.first - last.first) / solver_.unit(0), (point.second - last.second) / solver_.unit(1));
    if (point.kind != kind || distance > within) continue;
    within = distance;
    nearest = &point;
  }
  if (nearest != nullptr) points.push_back({nearest->first, nearest->second, last.kind, nearest->state});
}

}  // namespace separatrix
