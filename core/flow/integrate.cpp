#include "core/flow/integrate.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/number.hpp"
#include "core/flow/blow_up.hpp"
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
      : model_(model),
        field_(field),
        options_(options),
        end_(options.backward ? -time : time),
        eulerStep_(eulerStep(model, options, time)),
        changes_(stimulusTimes(options.stimuli, 0, end_)),
        sampler_(trajectory_, options.sampleEvery, end_),
        x_(static_cast<std::size_t>(field.dimension())) {
    trajectory_.states.dimension = field.dimension();
  }

  Trajectory from(std::span<const double> start, const std::stop_token& stop) {
    sampler_.start(start);
    std::ranges::copy(start, x_.begin());
    if (!isFinite(start)) return ended(TrajectoryEnd::blewUp);
    if (!isInside(start)) return ended(outside());
    if (end_ == 0) return ended(TrajectoryEnd::time);
    beginPiece();
    for (int step = 0; step < options_.maximalSteps && !stop.stop_requested(); ++step)
      if (const std::optional<TrajectoryEnd> end = proceed()) return ended(*end);
    return ended(TrajectoryEnd::budgetSpent);
  }

 private:
  // From here to the next change of a stimulated parameter, or to the end.
  void beginPiece() {
    until_ = nextChange_ < changes_.size() ? changes_[nextChange_] : end_;
    if (!options_.stimuli.empty())
      now_.emplace(model_.program, stimulatedParameters(field_.parameters(), options_.stimuli, t_ + (until_ - t_) / 2));
    resets_.emplace(model_, field());
    stiffness_.emplace(field());
    watchesResets_ = !options_.backward && !resets_->isEmpty();
    watchesStiffness_ = options_.method == IntegrationMethod::automatic;
    switch (options_.method) {
      case IntegrationMethod::automatic:
      case IntegrationMethod::dopri5: stepper_ = makeDormandPrinceStepper(field(), options_.tolerance); break;
      case IntegrationMethod::cvode: stepper_ = makeCvodeStepper(field(), options_.tolerance); break;
      case IntegrationMethod::euler: stepper_ = makeEulerStepper(field(), eulerStep_); break;
    }
    stepper_->restart(x_, t_, until_);
    resets_->restart(x_, t_);
  }
  const Field& field() const { return now_ ? *now_ : field_; }

  // At the end of a piece: the next one, or the end.
  std::optional<TrajectoryEnd> endPiece() {
    if (t_ == end_) return TrajectoryEnd::time;
    sampler_.putUnlessGrid(t_, x_);
    ++nextChange_;
    beginPiece();
    return std::nullopt;
  }

  // One step: to its end, to the border, or to the first reset on it, whichever comes first.
  std::optional<TrajectoryEnd> proceed() {
    switch (stepper_->advance()) {
      case DenseStepper::Outcome::advanced: break;
      case DenseStepper::Outcome::nonFinite: return TrajectoryEnd::blewUp;
      case DenseStepper::Outcome::stalled: return TrajectoryEnd::budgetSpent;
    }
    double b = stepper_->to();
    const std::optional<double> crossing = watchesResets_ ? resets_->firstCrossing(*stepper_) : std::nullopt;
    if (crossing) b = *crossing;
    stepper_->at(b, x_);
    const bool leaves = !isInside(x_);
    if (leaves) b = exitBefore(b);
    sampler_.record(*stepper_, b);
    noteClockError(b);
    stepper_->at(b, x_);
    t_ = b;
    if (leaves) return outside();
    if (crossing) return jump();
    if (b == until_) return endPiece();
    if (watchesStiffness_ && stiffness_->noteStep(x_, b, b - stepper_->from(), until_ - b)) handOver();
    return std::nullopt;
  }

  std::optional<TrajectoryEnd> jump() {
    sampler_.putUnlessGrid(t_, x_);
    for (TrajectoryEvent& event : resets_->jump(t_, x_)) trajectory_.events.push_back(std::move(event));
    if (!isFinite(x_)) {
      std::ranges::copy(trajectory_.events.back().before, x_.begin());
      return TrajectoryEnd::blewUp;
    }
    sampler_.putUnlessGrid(t_, x_);
    if (!isInside(x_)) return outside();
    if (t_ == until_) return endPiece();
    resetsHere_ = t_ - lastReset_ <= 1e-12 * (1 + std::fabs(t_)) ? resetsHere_ + 1 : 0;
    lastReset_ = t_;
    if (resetsHere_ > kMostResetsAtOneTime) return TrajectoryEnd::budgetSpent;
    stepper_->restart(x_, t_, until_);
    return std::nullopt;
  }

  void handOver() {
    watchesStiffness_ = false;
    stepper_ = makeCvodeStepper(field(), options_.tolerance);
    stepper_->restart(x_, t_, until_);
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

  void noteClockError(double b) {
    before_.resize(x_.size());
    stepper_->at(stepper_->from(), before_);
    stepper_->at(b, x_);
    clockError_ += clockError(before_, x_, b - stepper_->from(), options_.tolerance);
  }

  Trajectory ended(TrajectoryEnd end) {
    sampler_.put(t_, x_);
    trajectory_.end = end;
    if (end == TrajectoryEnd::blewUp && options_.method != IntegrationMethod::euler)
      trajectory_.blowUp = findBlowUp(field(), x_, t_, options_.backward, options_.tolerance, model_.dependsOnTime, clockError_);
    return std::move(trajectory_);
  }

  const Model& model_;
  const Field& field_;
  const IntegrateOptions& options_;
  double end_, until_ = 0, t_ = 0, lastReset_ = -1, eulerStep_, clockError_ = 0;
  std::vector<double> changes_;  ///< when stimulated parameters change
  std::size_t nextChange_ = 0;
  std::optional<Field> now_;  ///< at the parameters of this piece; none without stimuli
  int resetsHere_ = 0;
  bool watchesResets_ = false, watchesStiffness_ = false;
  std::optional<ResetWatch> resets_;
  std::optional<StiffnessWatch> stiffness_;
  Trajectory trajectory_;
  Sampler sampler_;
  std::unique_ptr<DenseStepper> stepper_;
  std::vector<double> x_, before_;
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
