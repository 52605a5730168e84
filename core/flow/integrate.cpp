#include "core/flow/integrate.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/number.hpp"
#include "core/flow/iterate_map.hpp"
#include "core/flow/locate.hpp"
#include "core/flow/reset_watch.hpp"
#include "core/flow/sampler.hpp"
#include "core/flow/stepper.hpp"
#include "core/flow/stiffness.hpp"

namespace separatrix {
namespace {

constexpr double kBlowUpBound = 1e6;       // XPPAUT's
constexpr int kMostResetsAtOneTime = 100;  // more, and the clock has stopped (Zeno)

bool isFinite(std::span<const double> x) {
  return std::ranges::all_of(x, [](double v) { return std::isfinite(v); });
}

double eulerStep(const Model& model, const IntegrateOptions& options, double time) {
  if (options.eulerStep > 0) return options.eulerStep;
  const auto dt = model.options.find("dt");
  const std::optional<double> value = dt == model.options.end() ? std::nullopt : parseNumber(dt->second);
  return value && *value > 0 ? *value : time / 1000;
}

// One solution from its start to its end.
class Run {
 public:
  Run(const Model& model, const Field& field, double time, const IntegrateOptions& options)
      : field_(field),
        options_(options),
        end_(options.backward ? -time : time),
        resets_(model, field),
        stiffness_(field),
        sampler_(trajectory_, options.sampleEvery, end_),
        x_(static_cast<std::size_t>(field.dimension())) {
    trajectory_.states.dimension = field.dimension();
    watchesResets_ = !options.backward && !resets_.isEmpty();
    watchesStiffness_ = options.method == IntegrationMethod::automatic;
    switch (options.method) {
      case IntegrationMethod::automatic:
      case IntegrationMethod::dopri5: stepper_ = makeDormandPrinceStepper(field, options.tolerance); break;
      case IntegrationMethod::cvode: stepper_ = makeCvodeStepper(field, options.tolerance); break;
      case IntegrationMethod::euler: stepper_ = makeEulerStepper(field, eulerStep(model, options, time)); break;
    }
  }

  Trajectory from(std::span<const double> start, const std::stop_token& stop) {
    sampler_.start(start);
    std::ranges::copy(start, x_.begin());
    if (!isFinite(start)) return ended(TrajectoryEnd::blewUp);
    if (!isInside(start)) return ended(outside());
    if (end_ == 0) return ended(TrajectoryEnd::time);
    stepper_->restart(start, 0, end_);
    resets_.restart(start, 0);
    for (int step = 0; step < options_.maximalSteps && !stop.stop_requested(); ++step)
      if (const std::optional<TrajectoryEnd> end = proceed()) return ended(*end);
    return ended(TrajectoryEnd::budgetSpent);
  }

 private:
  // One step: to its end, to the border, or to the first reset on it, whichever comes first.
  std::optional<TrajectoryEnd> proceed() {
    switch (stepper_->advance()) {
      case DenseStepper::Outcome::advanced: break;
      case DenseStepper::Outcome::nonFinite: return TrajectoryEnd::blewUp;
      case DenseStepper::Outcome::stalled: return TrajectoryEnd::budgetSpent;
    }
    double b = stepper_->to();
    const std::optional<double> crossing = watchesResets_ ? resets_.firstCrossing(*stepper_) : std::nullopt;
    if (crossing) b = *crossing;
    stepper_->at(b, x_);
    const bool leaves = !isInside(x_);
    if (leaves) b = exitBefore(b);
    sampler_.record(*stepper_, b);
    stepper_->at(b, x_);
    t_ = b;
    if (leaves) return outside();
    if (crossing) return jump();
    if (b == end_) return TrajectoryEnd::time;
    if (watchesStiffness_ && stiffness_.noteStep(x_, b, b - stepper_->from(), end_ - b)) handOver();
    return std::nullopt;
  }

  std::optional<TrajectoryEnd> jump() {
    sampler_.putUnlessGrid(t_, x_);
    for (TrajectoryEvent& event : resets_.jump(t_, x_)) trajectory_.events.push_back(std::move(event));
    if (!isFinite(x_)) {
      std::ranges::copy(trajectory_.events.back().before, x_.begin());
      return TrajectoryEnd::blewUp;
    }
    sampler_.putUnlessGrid(t_, x_);
    if (!isInside(x_)) return outside();
    if (t_ == end_) return TrajectoryEnd::time;
    resetsHere_ = t_ - lastReset_ <= 1e-12 * (1 + std::fabs(t_)) ? resetsHere_ + 1 : 0;
    lastReset_ = t_;
    if (resetsHere_ > kMostResetsAtOneTime) return TrajectoryEnd::budgetSpent;
    stepper_->restart(x_, t_, end_);
    return std::nullopt;
  }

  void handOver() {
    watchesStiffness_ = false;
    stepper_ = makeCvodeStepper(field_, options_.tolerance);
    stepper_->restart(x_, t_, end_);
  }

  double exitBefore(double b) {
    return locate(stepper_->from(), b, [&](double t) {
      stepper_->at(t, x_);
      return !isInside(x_);
    });
  }

  bool isInside(std::span<const double> x) const {
    if (!options_.bounds) return std::ranges::all_of(x, [](double v) { return std::fabs(v) <= kBlowUpBound; });
    for (std::size_t i = 0; i < x.size(); ++i)
      if (!(*options_.bounds)[i].contains(x[i])) return false;
    return true;
  }
  TrajectoryEnd outside() const { return options_.bounds ? TrajectoryEnd::leftBounds : TrajectoryEnd::blewUp; }

  Trajectory ended(TrajectoryEnd end) {
    sampler_.put(t_, x_);
    trajectory_.end = end;
    return std::move(trajectory_);
  }

  const Field& field_;
  const IntegrateOptions& options_;
  double end_, t_ = 0, lastReset_ = -1;
  int resetsHere_ = 0;
  bool watchesResets_ = false, watchesStiffness_ = false;
  ResetWatch resets_;
  StiffnessWatch stiffness_;
  Trajectory trajectory_;
  Sampler sampler_;
  std::unique_ptr<DenseStepper> stepper_;
  std::vector<double> x_;
};

}  // namespace

Trajectory integrate(const Model& model, const Field& field, std::span<const double> start, double time,
                     const IntegrateOptions& options, const std::stop_token& stop) {
  SEPARATRIX_EXPECTS(start.size() == static_cast<std::size_t>(field.dimension()));
  SEPARATRIX_EXPECTS(time >= 0 && std::isfinite(time) && options.tolerance > 0);
  if (model.kind == ModelKind::map) return iterateMap(field, start, time, options, stop);
  return Run(model, field, time, options).from(start, stop);
}

}  // namespace separatrix
