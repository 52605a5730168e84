#include "core/cycles/find_attracting_cycles.hpp"

#include <algorithm>
#include <cmath>

#include "core/cycles/cycle_geometry.hpp"
#include "core/cycles/shoot.hpp"
#include "core/flow/lanes.hpp"

namespace separatrix {
namespace {

constexpr int kSpread = 10, kRounds = 3, kTransientSteps = 2000, kReturnSteps = 4000;
constexpr std::size_t kPersistent = 4;  // so many orbits are followed on when they have not settled
constexpr double kClose = 1e-3;         // a return this close, relative to the orbit's extent, starts Newton's method

// The k-th element of van der Corput's sequence in a base: k written backwards.
double vanDerCorput(int k, int base) {
  double value = 0, part = 1.0 / base;
  for (; k > 0; k /= base, part /= base) value += (k % base) * part;
  return value;
}

// A settled orbit waiting to come back to where it was.
struct Watch {
  std::vector<double> origin, normal, lowest, highest, atReturn;
  double previous = 0, time = 0;
  bool hasLeft = false, returned = false;
};

class Search {
 public:
  Search(const Problem& problem, const std::vector<Equilibrium>& equilibria, const FindCyclesOptions& options,
         const std::stop_token& stop)
      : problem_(problem),
        field_(problem.field()),
        equilibria_(equilibria),
        options_(options),
        stop_(stop),
        n_(static_cast<std::size_t>(problem.model->dimension())),
        values_(field_.values()) {
    for (const Interval& range : problem.box)
      width_.push_back(std::isfinite(range.width()) && range.width() > 0 ? range.width() : 1);
  }

  CyclesFound run() {
    Curve points = starts();
    for (int round = 0; round < kRounds && !points.empty() && !stop_.stop_requested(); ++round)
      points = follow(settle(points));
    std::ranges::sort(result_.found, {}, &Cycle::period);
    result_.remarks.push_back(
        "Runs from a fixed set of starts find only cycles that attract one of them.");
    return std::move(result_);
  }

 private:
  Curve starts() const;
  Curve settle(const Curve& points);
  Curve follow(const Curve& points);
  bool hasArrived(std::span<const double> x) const;
  bool isOnKnownCycle(std::span<const double> x) const;
  bool step(Watch& watch, const DenseStep& dense) const;
  double distance(std::span<const double> a, std::span<const double> b) const {
    double most = 0;
    for (std::size_t i = 0; i < n_; ++i) most = std::max(most, std::fabs(a[i] - b[i]) / width_[i]);
    return most;
  }

  const Problem& problem_;
  const Field field_;
  const std::vector<Equilibrium>& equilibria_;
  const FindCyclesOptions& options_;
  const std::stop_token& stop_;
  std::size_t n_;
  Evaluator<double> values_;
  std::vector<double> width_;
  CyclesFound result_;
};

// Halton's points in the box, and both ways along the leading direction from unstable equilibria.
Curve Search::starts() const {
  static constexpr int kPrimes[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
  Curve points;
  points.dimension = static_cast<int>(n_);
  for (const Equilibrium& e : equilibria_) {
    if (e.unstableDimension == 0 || e.eigenvectors.empty()) continue;
    for (const double side : {1e-3, -1e-3}) {
      std::vector<double> x = e.state;
      for (std::size_t i = 0; i < n_; ++i) x[i] += side * e.eigenvectors[0][i].real() * width_[i];
      points.append(x);
    }
  }
  for (int k = 1; k <= kSpread; ++k) {
    std::vector<double> x;
    for (std::size_t i = 0; i < n_; ++i)
      x.push_back(problem_.box[i].lo + width_[i] * vanDerCorput(k + static_cast<int>(i / std::size(kPrimes)),
                                                                kPrimes[i % std::size(kPrimes)]));
    points.append(x);
  }
  return points;
}

bool Search::hasArrived(std::span<const double> x) const {
  return std::ranges::any_of(equilibria_, [&](const Equilibrium& e) {
    return e.stability == Stability::stable && distance(x, e.state) < 1e-4;
  });
}

bool Search::isOnKnownCycle(std::span<const double> x) const {
  for (const Cycle& cycle : result_.found)
    for (std::size_t k = 0; k < cycle.orbit.size(); ++k)
      if (distance(x, cycle.orbit[k]) < 0.01) return true;
  return false;
}

// Where the orbits are after the transient; those that end or are on a known cycle are dropped.
Curve Search::settle(const Curve& points) {
  std::vector<std::vector<double>> last(points.size());
  std::vector<bool> ended(points.size(), false);
  IntegrateLanesOptions lanes;
  lanes.tolerance = 1e-7;
  lanes.time = 1e12;
  lanes.bound = 1e9;
  lanes.maximalSteps = kTransientSteps;
  const std::vector<TrajectoryEnd> ends = integrateLanes(
      field_, points, lanes,
      [&](std::size_t lane, const DenseStep& step) {
        last[lane].assign(step.end.begin(), step.end.end());
        if (!hasArrived(step.end)) return LaneDecision::proceed;
        ended[lane] = true;
        return LaneDecision::finish;
      },
      stop_);
  Curve left;
  left.dimension = points.dimension;
  for (std::size_t k = 0; k < points.size(); ++k)
    if (!ended[k] && ends[k] == TrajectoryEnd::budgetSpent && !last[k].empty() && !isOnKnownCycle(last[k]))
      left.append(last[k]);
  return left;
}

// True when the orbit crosses the hyperplane of its start in the same sense, close to the start.
bool Search::step(Watch& watch, const DenseStep& dense) const {
  const auto height = [&](std::span<const double> x) {
    double sum = 0;
    for (std::size_t i = 0; i < n_; ++i) sum += (x[i] - watch.origin[i]) * watch.normal[i];
    return sum;
  };
  double extent = 0;
  for (std::size_t i = 0; i < n_; ++i) {
    watch.lowest[i] = std::min(watch.lowest[i], dense.end[i]);
    watch.highest[i] = std::max(watch.highest[i], dense.end[i]);
    extent = std::max(extent, (watch.highest[i] - watch.lowest[i]) / width_[i]);
  }
  const double now = height(dense.end), before = watch.previous;
  watch.previous = now;
  watch.hasLeft = watch.hasLeft || now < 0;
  if (!watch.hasLeft || before >= 0 || now < 0) return false;
  double lo = 0, hi = 1;
  std::vector<double> x(n_);
  for (int k = 0; k < 50; ++k) {
    const double middle = (lo + hi) / 2;
    dense.at(middle, x);
    (height(x) < 0 ? lo : hi) = middle;
  }
  if (distance(x, watch.origin) > kClose * extent) return false;
  watch.time = dense.t0 + hi * dense.h;
  watch.atReturn = x;
  watch.returned = true;
  return true;
}

// Closes what returns; gives back the places of orbits that have not settled yet.
Curve Search::follow(const Curve& points) {
  std::vector<Watch> watches(points.size());
  std::vector<std::vector<double>> last(points.size());
  for (std::size_t k = 0; k < points.size(); ++k) {
    Watch& watch = watches[k];
    watch.origin.assign(points[k].begin(), points[k].end());
    watch.normal.resize(n_);
    values_(watch.origin.data(), watch.normal.data());
    for (std::size_t i = 0; i < n_; ++i) watch.normal[i] /= width_[i] * width_[i];
    watch.lowest = watch.highest = last[k] = watch.origin;
  }
  IntegrateLanesOptions lanes;
  lanes.tolerance = 1e-8;
  lanes.time = 1e12;
  lanes.bound = 1e9;
  lanes.maximalSteps = kReturnSteps;
  const std::vector<TrajectoryEnd> ends = integrateLanes(
      field_, points, lanes,
      [&](std::size_t lane, const DenseStep& dense) {
        last[lane].assign(dense.end.begin(), dense.end.end());
        return step(watches[lane], dense) || hasArrived(dense.end) ? LaneDecision::finish : LaneDecision::proceed;
      },
      stop_);
  Curve open;
  open.dimension = points.dimension;
  for (std::size_t k = 0; k < points.size() && !stop_.stop_requested(); ++k) {
    if (ends[k] == TrajectoryEnd::budgetSpent && open.size() < kPersistent) open.append(last[k]);
    if (!watches[k].returned || isOnKnownCycle(watches[k].atReturn)) continue;
    ShootOptions shooting;
    shooting.tolerance = options_.tolerance;
    std::optional<Cycle> cycle = shootCycle(problem_, watches[k].atReturn, watches[k].time, shooting, stop_);
    if (!cycle || cycle->stability != Stability::stable) continue;
    if (!isAmong(result_.found, *cycle)) result_.found.push_back(std::move(*cycle));
  }
  return open;
}

}  // namespace

CyclesFound findAttractingCycles(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                                 const FindCyclesOptions& options, const std::stop_token& stop) {
  return Search(problem, equilibria, options, stop).run();
}

CyclesFound refineByShooting(const Problem& problem, const std::vector<Cycle>& known, const FindCyclesOptions& options,
                             const std::stop_token& stop) {
  CyclesFound result;
  ShootOptions shooting;
  shooting.tolerance = options.tolerance;
  shooting.maximalSteps = 5000;
  for (const Cycle& one : known) {
    if (stop.stop_requested()) break;
    std::optional<Cycle> cycle = shootCycle(problem, one.orbit[0], one.period, shooting, stop);
    if (!cycle) continue;
    if (!isAmong(result.found, *cycle)) result.found.push_back(std::move(*cycle));
  }
  std::ranges::sort(result.found, {}, &Cycle::period);
  return result;
}

}  // namespace separatrix
