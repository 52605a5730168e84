#include "core/phaseplane/trace_trajectories.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/number.hpp"
#include "core/flow/blow_up.hpp"
#include "core/flow/integrate.hpp"
#include "core/flow/lanes.hpp"
#include "core/phaseplane/orbit_raster.hpp"
#include "core/phaseplane/turning_points.hpp"

namespace separatrix {
namespace {

constexpr double kDefaultTime = 200;
constexpr double kPixelTolerance = 0.2;  // of a chord, in pixels of the picture
constexpr double kArrived = 0.3;         // pixels from an equilibrium
constexpr int kMostPointsPerStep = 32;

// A run of one start in one direction of time.
struct Run {
  std::span<const double> state;
  bool backward = false, toTheEnd = false;
  double time = 0;
};

double defaultTime(const Model& model) {
  const auto total = model.options.find("total");
  if (total == model.options.end()) return kDefaultTime;
  const std::optional<double> value = parseNumber(total->second);
  return value && *value > 0 ? *value : kDefaultTime;
}

std::vector<Run> runsOf(const Problem& problem, const PortraitOptions& options) {
  std::vector<Run> runs;
  const double usual = defaultTime(*problem.model);
  for (const TrajectoryStart& start : options.trajectories) {
    const double time = start.time > 0 ? start.time : usual;
    if (start.direction != Direction::backward) runs.push_back({start.state, false, start.toTheEnd, time});
    if (start.direction != Direction::forward) runs.push_back({start.state, true, start.toTheEnd, time});
  }
  return runs;
}

// Distances on the picture: state differences of the two shown variables in pixels.
struct Paper {
  std::size_t i, j;
  double perX, perY;

  Paper(const Problem& problem, const PortraitOptions& options)
      : i(static_cast<std::size_t>(problem.plane.i)),
        j(static_cast<std::size_t>(problem.plane.j)),
        perX(options.pixelsWide / problem.box[i].width()),
        perY(options.pixelsHigh / problem.box[j].width()) {}

  double distance(std::span<const double> a, std::span<const double> b) const {
    return std::hypot((a[i] - b[i]) * perX, (a[j] - b[j]) * perY);
  }
};

// Largest distance, in fractions of the window, over all n coordinates: what is near on the
// picture alone may be far in the variables not shown.
double distanceInBox(const Box& box, std::span<const double> a, std::span<const double> b) {
  double largest = 0;
  for (std::size_t k = 0; k < box.size(); ++k) largest = std::max(largest, std::fabs(a[k] - b[k]) / box[k].width());
  return largest;
}

// How long a trajectory has stayed on one closed orbit without leaving it.
class TurnCounter {
 public:
  void note(std::size_t cycle, double period, bool on, double duration) {
    if (!on) {
      if (cycle == cycle_) spent_ = 0;
      return;
    }
    if (cycle != cycle_) spent_ = 0;
    cycle_ = cycle;
    spent_ += std::fabs(duration);
    complete_ = complete_ || spent_ > 1.05 * period;
  }
  bool complete() const { return complete_; }

 private:
  std::size_t cycle_ = 0;
  double spent_ = 0;
  bool complete_ = false;
};

class Tracer {
 public:
  Tracer(const Problem& problem, const PortraitOptions& options, const std::vector<Equilibrium>& equilibria,
         const std::vector<Cycle>& cycles)
      : paper_(problem, options), box_(problem.box), equilibria_(equilibria), cycles_(cycles) {
    for (const Cycle& cycle : cycles)
      rasters_.emplace_back(problem, cycle.orbit, options.pixelsWide, options.pixelsHigh);
    for (std::size_t k = 0; k < box_.size(); ++k)
      perUnit_.push_back(k == paper_.j ? paper_.perY : options.pixelsWide / box_[k].width());
  }

  TurningPoints turningPoints() const { return TurningPoints(paper_.i, perUnit_); }

  // Appends the step's dense points; says whether the trajectory has arrived.
  void append(Trajectory& trajectory, const DenseStep& step, double untilTime) const {
    const int n = step.dimension;
    std::vector<double>& middle = scratch_;
    middle.resize(static_cast<std::size_t>(n));
    step.at(0.5, middle);
    const double mx = (step.start[paper_.i] + step.end[paper_.i]) / 2 - middle[paper_.i];
    const double my = (step.start[paper_.j] + step.end[paper_.j]) / 2 - middle[paper_.j];
    const double chord = std::hypot(mx * paper_.perX, my * paper_.perY);
    const double wanted = std::isfinite(chord) ? std::ceil(std::sqrt(chord / kPixelTolerance)) : 1;
    const int pieces = static_cast<int>(std::clamp(wanted, 1.0, static_cast<double>(kMostPointsPerStep)));
    for (int k = 1; k <= pieces; ++k) {
      const double theta = static_cast<double>(k) / pieces;
      const double t = step.t0 + theta * step.h;
      if (std::fabs(t) > untilTime) return;
      if (k == pieces) {
        trajectory.states.append(step.end);
      } else {
        step.at(theta, middle);
        trajectory.states.append(middle);
      }
      trajectory.t.push_back(t);
    }
  }

  bool atEquilibrium(const DenseStep& step, bool backward) const {
    return std::ranges::any_of(equilibria_, [&](const Equilibrium& e) {
      const bool attracts = e.stability == (backward ? Stability::unstable : Stability::stable);
      return attracts && paper_.distance(step.end, e.state) < kArrived && distanceInBox(box_, step.end, e.state) < 1e-3;
    });
  }

  // On a cycle that attracts in this direction of time, for a full turn.
  bool hasClosed(const DenseStep& step, bool backward, TurnCounter& turns) const {
    for (std::size_t c = 0; c < cycles_.size(); ++c) {
      if (cycles_[c].stability != (backward ? Stability::unstable : Stability::stable)) continue;
      turns.note(c, cycles_[c].period, rasters_[c].holds(step.end), step.h);
    }
    return turns.complete();
  }

 private:
  Paper paper_;
  const Box& box_;
  const std::vector<Equilibrium>& equilibria_;
  const std::vector<Cycle>& cycles_;
  std::vector<OrbitRaster> rasters_;
  std::vector<double> perUnit_;
  mutable std::vector<double> scratch_;
};

// The poles of those that ran off to infinity.
void findBlowUps(const Problem& problem, const PortraitOptions& options, const std::vector<std::size_t>& chosen,
                 bool backward, const std::vector<double>& clockErrors, std::vector<Trajectory>& results) {
  const Field field = problem.field();
  for (std::size_t lane = 0; lane < chosen.size(); ++lane) {
    Trajectory& trajectory = results[chosen[lane]];
    if (trajectory.end != TrajectoryEnd::blewUp) continue;
    trajectory.blowUp = findBlowUp(field, trajectory.states.back(), trajectory.t.back(), backward, options.tolerance,
                                   problem.model->dependsOnTime, clockErrors[lane]);
  }
}

// All runs of one direction of time, in lanes.
void traceInLanes(const Problem& problem, const PortraitOptions& options, const Tracer& tracer,
                  const std::vector<Run>& runs, bool backward, std::vector<Trajectory>& results,
                  const std::stop_token& stop) {
  std::vector<std::size_t> chosen;
  Curve starts{problem.model->dimension(), {}};
  IntegrateLanesOptions lanes{.tolerance = options.tolerance, .backward = backward, .time = 0, .handOverStiff = true};
  for (std::size_t k = 0; k < runs.size(); ++k) {
    if (runs[k].backward != backward) continue;
    chosen.push_back(k);
    starts.append(runs[k].state);
    results[k].states.append(runs[k].state);
    results[k].t.push_back(0);
    lanes.time = std::max(lanes.time, runs[k].time);
  }
  if (chosen.empty()) return;

  std::vector<TurnCounter> turns(chosen.size());
  std::vector<double> clockErrors(chosen.size());
  std::vector<TurningPoints> extremes(chosen.size(), tracer.turningPoints());
  const auto observe = [&](std::size_t lane, const DenseStep& step) {
    const Run& run = runs[chosen[lane]];
    Trajectory& trajectory = results[chosen[lane]];
    tracer.append(trajectory, step, run.time);
    clockErrors[lane] += clockError(step.start, step.end, step.h, options.tolerance);
    if (std::fabs(step.t0 + step.h) >= run.time) {
      trajectory.end = TrajectoryEnd::time;
      return LaneDecision::finish;
    }
    if (run.toTheEnd) return LaneDecision::proceed;
    if (tracer.atEquilibrium(step, backward)) {
      trajectory.end = TrajectoryEnd::arrived;
      return LaneDecision::finish;
    }
    extremes[lane].note(step);
    if (tracer.hasClosed(step, backward, turns[lane]) || extremes[lane].settled()) {
      trajectory.end = TrajectoryEnd::closed;
      return LaneDecision::finish;
    }
    return LaneDecision::proceed;
  };
  const std::vector<TrajectoryEnd> ends = integrateLanes(problem.field(), starts, lanes, observe, stop);
  for (std::size_t lane = 0; lane < chosen.size(); ++lane)
    if (ends[lane] != TrajectoryEnd::event) results[chosen[lane]].end = ends[lane];
  findBlowUps(problem, options, chosen, backward, clockErrors, results);
}

}  // namespace

std::vector<Trajectory> traceTrajectories(const Problem& problem, const PortraitOptions& options,
                                          const std::vector<Equilibrium>& equilibria, const std::vector<Cycle>& cycles,
                                          const std::stop_token& stop) {
  const std::vector<Run> runs = runsOf(problem, options);
  std::vector<Trajectory> results(runs.size());
  for (Trajectory& trajectory : results) trajectory.states.dimension = problem.model->dimension();

  if (problem.model->kind == ModelKind::flow) {
    const Tracer tracer(problem, options, equilibria, cycles);
    for (const bool backward : {false, true}) traceInLanes(problem, options, tracer, runs, backward, results, stop);
    return results;
  }
  const Field field = problem.field();
  for (std::size_t k = 0; k < runs.size(); ++k) {
    IntegrateOptions one;
    one.tolerance = options.tolerance;
    one.backward = runs[k].backward;
    results[k] = integrate(*problem.model, field, runs[k].state, runs[k].time, one, stop);
  }
  return results;
}

}  // namespace separatrix
