#include "core/flow/reset_watch.hpp"

#include <algorithm>

#include "core/flow/locate.hpp"

namespace separatrix {

namespace {
constexpr int kLooksPerStep = 4;  // so that a condition crossing twice within a step is not missed
}

ResetWatch::ResetWatch(const Model& model, const Field& field)
    : resets_(model.resets), x_(static_cast<std::size_t>(model.dimension())) {
  if (resets_.empty()) return;
  tape_.emplace(field.resets());
  now_.resize(static_cast<std::size_t>(tape_->outputCount()));
  before_ = now_;
}

std::span<const double> ResetWatch::outputsAt(std::span<const double> x, double t) {
  (*tape_)(x.data(), now_.data(), t);
  return now_;
}

// sign +1: from below; -1: from above; 0: either. Standing on zero is not yet crossing it again.
bool ResetWatch::hasCrossed(const Reset& reset, std::span<const double> now) const {
  const auto k = static_cast<std::size_t>(reset.conditionOutput);
  const bool rises = before_[k] < 0 && now[k] >= 0, falls = before_[k] > 0 && now[k] <= 0;
  return (reset.sign >= 0 && rises) || (reset.sign <= 0 && falls);
}

void ResetWatch::restart(std::span<const double> x, double t) {
  if (isEmpty()) return;
  outputsAt(x, t);
  before_ = now_;
}

std::optional<double> ResetWatch::firstCrossing(DenseStepper& stepper) {
  if (isEmpty()) return std::nullopt;
  const auto anyHasCrossed = [&](double t) {
    stepper.at(t, x_);
    outputsAt(x_, t);
    return std::ranges::any_of(resets_, [&](const Reset& reset) { return hasCrossed(reset, now_); });
  };
  const double a = stepper.from(), b = stepper.to();
  double last = a;
  for (int k = 1; k <= kLooksPerStep; ++k) {
    const double t = k == kLooksPerStep ? b : a + (b - a) * k / kLooksPerStep;
    if (anyHasCrossed(t)) return locate(last, t, anyHasCrossed);
    before_ = now_;
    last = t;
  }
  return std::nullopt;
}

std::vector<TrajectoryEvent> ResetWatch::jump(double t, std::span<double> x) {
  std::vector<TrajectoryEvent> events;
  const std::vector<double> before(x.begin(), x.end());
  outputsAt(before, t);
  for (const Reset& reset : resets_) {
    if (!hasCrossed(reset, now_)) continue;
    for (const auto& [variable, output] : reset.variableOutputs)
      x[static_cast<std::size_t>(variable)] = now_[static_cast<std::size_t>(output)];
    events.push_back({t, "reset", reset.name, before, {}});
  }
  for (TrajectoryEvent& event : events) event.after.assign(x.begin(), x.end());
  restart(x, t);
  return events;
}

}  // namespace separatrix
