#include "core/manifolds/grow_manifolds.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

#include "core/flow/lanes.hpp"
#include "core/manifolds/arrival.hpp"
#include "core/manifolds/branch_recorder.hpp"
#include "core/manifolds/closure_watch.hpp"
#include "core/manifolds/launch_branch.hpp"

namespace separatrix {
namespace {

using Kind = BranchDestination::Kind;

constexpr double kOut = 0.25;       // windows outside: has left, if nothing better is known
constexpr double kFar = 3;          // windows outside the window: no longer drawn
constexpr double kInfinity = 1000;  // windows outside: it will not come back
constexpr int kStepsFarOff = 400;   // to come back or to run off
constexpr int kMostSteps = 8'000;
constexpr std::size_t kMostPoints = 4'000;

// One branch under way.
struct Growth {
  Growth(const Destinations& destinations, const WindowMetric& metric, const Equilibrium& saddle, const Launch& launch,
         int side)
      : branch{launch.equilibrium, launch.kind, side, {static_cast<int>(saddle.state.size()), {}}, {}, {}},
        recorder(branch, metric),
        arrival(destinations, launch.equilibrium),
        closure(metric) {
    recorder.begin(saddle.state, side > 0 ? launch.plus : launch.minus);
  }
  Growth(const Growth&) = delete;  // the recorder writes into the branch beside it
  Growth& operator=(const Growth&) = delete;

  ManifoldBranch branch;
  BranchRecorder recorder;
  Arrival arrival;
  ClosureWatch closure;
  int stepsFarOff = 0;
  double farthest = 0;  ///< windows outside

  // What this step decides.
  LaneDecision take(const DenseStep& step, const WindowMetric& metric) {
    const double outside = metric.outside(step.end);
    farthest = std::max(farthest, outside);
    if (outside > kFar) {
      if (stepsFarOff == 0) recorder.record(step);
      if (outside > kInfinity) return finish(Kind::infinity);
      if (++stepsFarOff <= kStepsFarOff) return LaneDecision::proceed;
      return finish(outside < farthest ? Kind::window : Kind::infinity);
    }
    stepsFarOff = 0;
    recorder.record(step);
    arrival.note(step.end, std::fabs(step.h));
    if (arrival.destination()) branch.ends = *arrival.destination();
    const bool mayStop = arrival.destination() ? arrival.isClose() : closure.note(step);
    return mayStop || branch.curve.size() > kMostPoints ? LaneDecision::finish : LaneDecision::proceed;
  }

  LaneDecision finish(Kind kind) {
    branch.ends = {kind, -1};
    return LaneDecision::finish;
  }

  // Why the lane ended by itself.
  void close(TrajectoryEnd end, const std::vector<Equilibrium>& equilibria) {
    if (end == TrajectoryEnd::blewUp) finish(Kind::infinity);
    if (branch.ends.kind == Kind::unresolved && farthest > kOut) finish(Kind::window);
    if (branch.ends.kind == Kind::equilibrium)
      recorder.put(branch.times.back(), equilibria[static_cast<std::size_t>(branch.ends.index)].state);
  }
};

// Long enough for the slowest equilibrium and the longest cycle; steps are what is really limited.
double longestTime(const std::vector<Equilibrium>& equilibria, const std::vector<Cycle>& cycles) {
  double slowest = std::numeric_limits<double>::infinity(), time = 0;
  for (const Equilibrium& e : equilibria)
    for (const std::complex<double>& lambda : e.eigenvalues)
      if (lambda.real() != 0) slowest = std::min(slowest, std::fabs(lambda.real()));
  for (const Cycle& cycle : cycles) time = std::max(time, 200 * cycle.period);
  return time + 1000 / slowest;
}

class Grower {
 public:
  Grower(const Problem& problem, const std::vector<Equilibrium>& equilibria, const std::vector<Cycle>& cycles,
         const GrowManifoldsOptions& options)
      : problem_(problem),
        equilibria_(equilibria),
        cycles_(cycles),
        options_(options),
        field_(problem.field()),
        metric_(problem.box) {}

  // The branches of one kind of all saddles, in lanes.
  std::vector<ManifoldBranch> grow(ManifoldBranch::Kind kind, const std::stop_token& stop) {
    const bool backward = kind == ManifoldBranch::Kind::stable;
    std::vector<Launch> launches;
    for (std::size_t k = 0; k < equilibria_.size(); ++k) {
      std::optional<Launch> launch = launchBranches(field_, metric_, equilibria_[k], kind, options_.tolerance,
                                                    roomAround(equilibria_, k, metric_));
      if (!launch) continue;
      launch->equilibrium = static_cast<int>(k);
      launches.push_back(std::move(*launch));
    }
    if (launches.empty()) return {};

    const Destinations destinations(problem_, equilibria_, cycles_, options_.tolerance, backward);
    std::deque<Growth> growths;
    Curve starts{field_.dimension(), {}};
    for (const Launch& launch : launches) {
      const Equilibrium& saddle = equilibria_[static_cast<std::size_t>(launch.equilibrium)];
      for (const int side : {1, -1}) {
        growths.emplace_back(destinations, metric_, saddle, launch, side);
        starts.append(side > 0 ? launch.plus : launch.minus);
      }
    }
    IntegrateLanesOptions lanes{.tolerance = options_.tolerance, .backward = backward};
    lanes.time = options_.time > 0 ? options_.time : longestTime(equilibria_, cycles_);
    lanes.bound = std::numeric_limits<double>::max();
    lanes.maximalSteps = kMostSteps;
    const std::vector<TrajectoryEnd> ends = integrateLanes(
        field_, starts, lanes,
        [&](std::size_t lane, const DenseStep& step) { return growths[lane].take(step, metric_); }, stop);
    std::vector<ManifoldBranch> branches;
    for (std::size_t lane = 0; lane < growths.size(); ++lane) {
      growths[lane].close(ends[lane], equilibria_);
      branches.push_back(std::move(growths[lane].branch));
    }
    return branches;
  }

 private:
  const Problem& problem_;
  const std::vector<Equilibrium>& equilibria_;
  const std::vector<Cycle>& cycles_;
  const GrowManifoldsOptions& options_;
  Field field_;
  WindowMetric metric_;
};

}  // namespace

Result<std::vector<ManifoldBranch>> growManifolds(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                                                  const std::vector<Cycle>& cycles, const GrowManifoldsOptions& options,
                                                  const std::stop_token& stop) {
  Grower grower(problem, equilibria, cycles, options);
  std::vector<ManifoldBranch> branches = grower.grow(ManifoldBranch::Kind::unstable, stop);
  std::vector<ManifoldBranch> stable = grower.grow(ManifoldBranch::Kind::stable, stop);
  branches.insert(branches.end(), std::make_move_iterator(stable.begin()), std::make_move_iterator(stable.end()));
  std::ranges::stable_sort(branches, {}, &ManifoldBranch::equilibrium);
  if (stop.stop_requested())
    return std::unexpected(
        Error{Error::Code::cancelled, "The manifolds were not finished: a newer picture is wanted."});
  return branches;
}

}  // namespace separatrix
