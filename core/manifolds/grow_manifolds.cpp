#include "core/manifolds/grow_manifolds.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

#include "core/flow/lanes.hpp"
#include "core/manifolds/arrival.hpp"
#include "core/manifolds/branch_recorder.hpp"
#include "core/manifolds/closure_watch.hpp"
#include "core/manifolds/connections.hpp"
#include "core/manifolds/launch_branch.hpp"
#include "core/manifolds/rest_outside.hpp"

namespace separatrix {
namespace {

using Kind = BranchDestination::Kind;

constexpr double kOut = 0.25;       // windows outside: has left, if nothing better is known
constexpr double kFar = 3;          // windows outside the window: no longer drawn
constexpr double kInfinity = 1000;  // windows outside: it will not come back
constexpr int kStepsFarOff = 400;   // to come back or to run off
constexpr std::size_t kMostPoints = 4'000;
constexpr double kSharpness = 100;  // times the tolerance: what a gap must exceed to be seen

// One branch under way.
struct Growth {
  Growth(const Destinations& destinations, const WindowMetric& metric, const Equilibrium& saddle, const Launch& launch,
         int side)
      : recorder(branch, metric), arrival(destinations), closure(metric) {
    branch.equilibrium = launch.equilibrium;
    branch.kind = launch.kind;
    branch.side = side;
    branch.curve.dimension = static_cast<int>(saddle.state.size());
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
  LaneDecision take(const DenseStep& step, const WindowMetric& metric, RestOutside& rest) {
    const double outside = metric.outside(step.end);
    farthest = std::max(farthest, outside);
    if (outside > kFar) {
      if (stepsFarOff == 0) recorder.record(step);
      if (outside > kInfinity) return finish({Kind::infinity, -1});
      if (++stepsFarOff <= kStepsFarOff) return LaneDecision::proceed;
      return finish({outside < farthest ? Kind::window : Kind::infinity, -1});
    }
    stepsFarOff = 0;
    recorder.record(step);
    if (outside > 0 && rest.holds(step.end)) return finish({Kind::window, -1});
    arrival.note(step.end, std::fabs(step.h), branch.curve.size());
    if (arrival.destination()) finish(*arrival.destination(), arrival.evidence());
    const bool mayStop = arrival.destination() ? arrival.isClose() : closure.note(step);
    return mayStop || branch.curve.size() > kMostPoints ? LaneDecision::finish : LaneDecision::proceed;
  }

  LaneDecision finish(const BranchDestination& ends, Evidence evidence = Evidence::heuristic) {
    branch.ends = ends;
    branch.evidence = evidence;
    return LaneDecision::finish;
  }

  // Why the lane ended by itself.
  void close(TrajectoryEnd end, const std::vector<Equilibrium>& equilibria) {
    if (end == TrajectoryEnd::blewUp) finish({Kind::infinity, -1}, Evidence::converged);
    if (branch.ends.kind == Kind::unresolved && farthest > kOut) finish({Kind::window, -1});
    if (branch.ends.kind == Kind::unresolved)
      if (const auto degenerate = arrival.nearestDegenerate(branch.curve.back())) finish(*degenerate);
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

  std::vector<ManifoldBranch> run(const std::stop_token& stop) {
    grow(ManifoldBranch::Kind::unstable, stop);
    grow(ManifoldBranch::Kind::stable, stop);
    connectBranches(field_, metric_, equilibria_, passed_, kSharpness * options_.tolerance, branches_);
    std::ranges::stable_sort(branches_, {}, &ManifoldBranch::equilibrium);
    return std::move(branches_);
  }

 private:
  // The branches of one kind of all saddles, in lanes.
  void grow(ManifoldBranch::Kind kind, const std::stop_token& stop) {
    const bool backward = kind == ManifoldBranch::Kind::stable;
    std::vector<Launch> launches;
    for (std::size_t k = 0; k < equilibria_.size(); ++k) {
      std::optional<Launch> launch = launchBranches(field_, metric_, equilibria_[k], kind, options_.tolerance,
                                                    roomAround(equilibria_, k, metric_));
      if (!launch) continue;
      launch->equilibrium = static_cast<int>(k);
      launches.push_back(std::move(*launch));
    }
    if (launches.empty()) return;

    const Destinations destinations(problem_, equilibria_, cycles_, backward);
    RestOutside rest(field_, metric_);
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
    lanes.maximalSteps = options_.maximalSteps;
    const std::vector<TrajectoryEnd> ends = integrateLanes(
        field_, starts, lanes,
        [&](std::size_t lane, const DenseStep& step) { return growths[lane].take(step, metric_, rest); }, stop);
    for (std::size_t lane = 0; lane < growths.size(); ++lane) {
      growths[lane].close(ends[lane], equilibria_);
      passed_.push_back({branches_.size(), growths[lane].arrival.passages()});
      branches_.push_back(std::move(growths[lane].branch));
    }
  }

  const Problem& problem_;
  const std::vector<Equilibrium>& equilibria_;
  const std::vector<Cycle>& cycles_;
  const GrowManifoldsOptions& options_;
  Field field_;
  WindowMetric metric_;
  std::vector<ManifoldBranch> branches_;
  std::vector<PassedSaddles> passed_;
};

}  // namespace

Result<std::vector<ManifoldBranch>> growManifolds(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                                                  const std::vector<Cycle>& cycles, const GrowManifoldsOptions& options,
                                                  const std::stop_token& stop) {
  std::vector<ManifoldBranch> branches = Grower(problem, equilibria, cycles, options).run(stop);
  if (stop.stop_requested())
    return std::unexpected(
        Error{Error::Code::cancelled, "The manifolds were not finished: a newer picture is wanted."});
  return branches;
}

}  // namespace separatrix
