#include "core/continuation/cycle_path.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace separatrix {
namespace {

constexpr double kSmallestStep = 1e-8;
constexpr double kPredictorError = 3e-3;  // of the first Newton step: two more then reach rounding
constexpr double kMeshError = 3e-7;
constexpr int kFewest = 16, kMost = 400;

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

int intervalsFor(int now, double error) {
  const double wanted = now * std::pow(error / kMeshError, 0.2);
  if (wanted > 0.75 * now && wanted < 1.05 * now) return now;
  const double next = std::clamp(1.1 * wanted, 0.7 * now, 2.0 * now);
  return std::clamp(4 * static_cast<int>(std::ceil(next / 4)), kFewest, kMost);
}

// Between the ends of a segment: the cubic with both points and both tangents.
std::vector<double> hermite(const CycleSegment& segment, double part) {
  const double t = part, L = segment.length;
  const double a = (1 + 2 * t) * (1 - t) * (1 - t), b = L * t * (1 - t) * (1 - t), c = t * t * (3 - 2 * t),
               d = L * t * t * (t - 1);
  std::vector<double> u(segment.from.orbit.u.size());
  for (std::size_t k = 0; k < u.size(); ++k)
    u[k] = a * segment.from.orbit.u[k] + b * segment.from.tangent[k] + c * segment.to.orbit.u[k] +
           d * segment.to.tangent[k];
  return u;
}

// The part of the segment at which that cubic's entry k has the value, the first found by bisection.
double partAt(const CycleSegment& segment, std::size_t k, double value) {
  const auto at = [&](double t) {
    const double L = segment.length;
    return (1 + 2 * t) * (1 - t) * (1 - t) * segment.from.orbit.u[k] +
           L * t * (1 - t) * (1 - t) * segment.from.tangent[k] + t * t * (3 - 2 * t) * segment.to.orbit.u[k] +
           L * t * t * (t - 1) * segment.to.tangent[k] - value;
  };
  double low = 0, high = 1;
  const bool rises = at(1) > at(0);
  for (int k2 = 0; k2 < 50; ++k2) {
    const double middle = 0.5 * (low + high);
    ((at(middle) > 0) == rises ? high : low) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace

CyclePath::CyclePath(CycleSolver& solver, CyclePoint start, double firstStep, double largestStep)
    : solver_(solver), current_(std::move(start)), ds_(firstStep), largestStep_(largestStep) {}

std::optional<CycleSegment> CyclePath::step() {
  if (sinceAdapted_ >= 2) adapt();
  const std::vector<double> weights = solver_.innerProduct(current_.orbit, current_.tangent);
  const double base = dot(weights, current_.orbit.u);
  const std::vector<CollocationRow> conditions = solver_.conditions(current_.orbit);
  const bool isFirst = bend_.empty();
  while (ds_ >= kSmallestStep) {
    CollocatedOrbit guess = current_.orbit;
    for (std::size_t k = 0; k < guess.u.size(); ++k)
      guess.u[k] += ds_ * (current_.tangent[k] + (isFirst ? 0 : 0.5 * ds_ * bend_[k]));
    std::vector<CollocationRow> own = isFirst ? solver_.conditions(guess) : conditions;
    std::optional<CyclePoint> next = solver_.correct(std::move(guess), std::move(own), {weights, base + ds_});
    if (next && dot(weights, next->tangent) > 0.8) {
      const double length = ds_;
      CycleSegment segment{current_, *next, length};
      accept(*next, length);
      return segment;
    }
    ds_ *= next ? 0.5 : 0.35;
  }
  return std::nullopt;
}

void CyclePath::accept(const CyclePoint& next, double length) {
  bend_.resize(next.tangent.size());
  for (std::size_t k = 0; k < bend_.size(); ++k) bend_[k] = (next.tangent[k] - current_.tangent[k]) / length;
  current_ = next;
  ++sinceAdapted_;
  const double growth = std::cbrt(kPredictorError / std::max(next.firstStep, 1e-9));
  ds_ = std::min(largestStep_, length * std::clamp(growth, 0.4, 2.0));
}

void CyclePath::adapt() {
  const int now = current_.orbit.shape.intervals;
  AdaptedMesh adapted = adaptMesh(current_.orbit, solver_.signs(), now);
  const int wanted = intervalsFor(now, adapted.error);
  if (wanted == now && adapted.unevenness < 1.5) return;
  sinceAdapted_ = 0;
  if (wanted != now) adapted = adaptMesh(current_.orbit, solver_.signs(), wanted);
  CyclePoint moved = current_;
  moved.orbit.u = onMesh(current_.orbit, current_.orbit.u, adapted.mesh);
  moved.tangent = onMesh(current_.orbit, current_.tangent, adapted.mesh);
  if (!bend_.empty()) bend_ = onMesh(current_.orbit, bend_, adapted.mesh);
  moved.orbit.mesh = std::move(adapted.mesh);
  moved.orbit.shape.intervals = wanted;
  current_ = std::move(moved);
}

std::optional<CyclePoint> CyclePath::atLength(const CycleSegment& segment, double length) {
  const std::vector<double> weights = solver_.innerProduct(segment.from.orbit, segment.from.tangent);
  CollocatedOrbit guess = segment.from.orbit;
  guess.u = hermite(segment, length / segment.length);
  std::vector<CollocationRow> conditions = solver_.conditions(guess);
  return solver_.correct(std::move(guess), std::move(conditions),
                         {weights, dot(weights, segment.from.orbit.u) + length}, true);
}

std::optional<CyclePoint> CyclePath::atParameter(const CycleSegment& segment, double value, int k) {
  CollocatedOrbit guess = segment.from.orbit;
  guess.u = hermite(segment, partAt(segment, guess.shape.parameter(k), value / solver_.unit(k)));
  const CollocationRow held = solver_.parameterRow(guess, value, k);
  std::vector<CollocationRow> conditions = solver_.conditions(guess);
  std::optional<CyclePoint> point = solver_.correct(std::move(guess), std::move(conditions), held);
  if (point) {
    const CyclePoint finer = onTwiceAsMany(*point);
    point = solver_.correct(finer.orbit, solver_.conditions(finer.orbit), solver_.parameterRow(finer.orbit, value, k),
                            true);
  }
  if (point && dot(solver_.innerProduct(point->orbit, point->tangent),
                   onMesh(segment.from.orbit, segment.from.tangent, point->orbit.mesh)) < 0)
    for (double& entry : point->tangent) entry = -entry;
  return point;
}

std::optional<CyclePoint> CyclePath::atPeriod(const CycleSegment& segment, double period) {
  CollocatedOrbit guess = segment.from.orbit;
  guess.u = hermite(segment, partAt(segment, guess.shape.period(), std::log(period)));
  const CollocationRow held = solver_.periodRow(guess, period);
  std::vector<CollocationRow> conditions = solver_.conditions(guess);
  return solver_.correct(std::move(guess), std::move(conditions), held, true);
}

CyclePoint CyclePath::onTwiceAsMany(const CyclePoint& point) const {
  const int intervals = 2 * point.orbit.shape.intervals;
  const AdaptedMesh finer = adaptMesh(point.orbit, solver_.signs(), intervals);
  CyclePoint result = point;
  result.orbit.u = onMesh(point.orbit, point.orbit.u, finer.mesh);
  result.tangent = onMesh(point.orbit, point.tangent, finer.mesh);
  result.orbit.mesh = finer.mesh;
  result.orbit.shape.intervals = intervals;
  return result;
}

std::optional<CyclePoint> CyclePath::finer(const CyclePoint& point) {
  CyclePoint twice = onTwiceAsMany(point);
  std::vector<CollocationRow> conditions = solver_.conditions(twice.orbit);
  const CollocationRow held = solver_.periodRow(twice.orbit, solver_.period(point.orbit));
  return solver_.correct(std::move(twice.orbit), std::move(conditions), held, true);
}

std::optional<CyclePoint> CyclePath::along(const CyclePoint& base, double length) {
  const std::vector<double> weights = solver_.innerProduct(base.orbit, base.tangent);
  CollocatedOrbit guess = base.orbit;
  for (std::size_t k = 0; k < guess.u.size(); ++k) guess.u[k] += length * base.tangent[k];
  return solver_.correct(std::move(guess), solver_.conditions(base.orbit),
                         {weights, dot(weights, base.orbit.u) + length}, true);
}

std::optional<LocatedCycle> CyclePath::locate(const CycleSegment& segment, const CycleTest& test, double atFrom,
                                              double atTo) {
  double low = 0, high = segment.length, atLow = atFrom, atHigh = atTo, slope = (atTo - atFrom) / segment.length;
  LocatedCycle located;
  bool isClose = false;
  int lastSide = 0;
  for (int k = 0; k < 14 && !isClose; ++k) {  // Illinois
    const double s = low + (high - low) * std::clamp(atLow / (atLow - atHigh), 0.02, 0.98);
    const std::optional<CyclePoint> point = atLength(segment, s);
    const std::optional<double> value = point ? test(*point) : std::nullopt;
    if (!value) return std::nullopt;
    located.onSegment = *point;
    located.length = s;
    isClose = std::fabs(*value) < 1e-7 * std::fabs(atTo - atFrom);
    const bool sameAsLow = (*value > 0) == (atLow > 0);
    slope = sameAsLow ? (atHigh - *value) / (high - s) : (*value - atLow) / (s - low);
    (sameAsLow ? low : high) = s;
    (sameAsLow ? atLow : atHigh) = *value;
    const int side = sameAsLow ? -1 : 1;
    if (side == lastSide) (sameAsLow ? atHigh : atLow) *= 0.5;
    lastSide = side;
  }
  if (!isClose && std::min(std::fabs(atLow), std::fabs(atHigh)) > 1e-3 * std::fabs(atTo - atFrom)) return std::nullopt;
  const double coarse = solver_.parameter(located.onSegment.orbit);

  const CyclePoint base = onTwiceAsMany(located.onSegment);
  double s = 0, before = 0, atBefore = 0;
  std::optional<CyclePoint> fine;
  for (int k = 0; k < 5; ++k) {  // secant
    std::optional<CyclePoint> next = std::fabs(s) < segment.length ? along(base, s) : std::nullopt;
    const std::optional<double> value = next ? test(*next) : std::nullopt;
    if (!value) break;
    fine = std::move(next);
    if (k > 0 && s != before) slope = (*value - atBefore) / (s - before);
    before = s;
    atBefore = *value;
    if (std::fabs(*value) < 1e-9 * std::fabs(atTo - atFrom) || !(std::fabs(slope) > 0)) break;
    s -= *value / slope;
  }
  if (!fine) {  // the coarser mesh has the last word; how far it is off is not known
    located.point = located.onSegment;
    located.error = 1e-6 * solver_.unit();
    located.isRefined = false;
    return located;
  }
  located.point = *fine;
  located.error = std::fabs(solver_.parameter(fine->orbit) - coarse) + 1e-12 * solver_.unit();
  return located;
}

}  // namespace separatrix
