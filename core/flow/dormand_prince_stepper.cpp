#include <algorithm>
#include <boost/numeric/odeint/stepper/controlled_runge_kutta.hpp>
#include <boost/numeric/odeint/stepper/dense_output_runge_kutta.hpp>
#include <boost/numeric/odeint/stepper/runge_kutta_dopri5.hpp>
#include <boost/numeric/odeint/util/odeint_error.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "core/flow/stepper.hpp"

namespace separatrix {
namespace {

namespace odeint = boost::numeric::odeint;
using State = std::vector<double>;
using Controlled = odeint::controlled_runge_kutta<odeint::runge_kutta_dopri5<State>>;
using Dense = odeint::dense_output_runge_kutta<Controlled>;

constexpr long kStagesPerStep = 6;

class DormandPrinceStepper final : public DenseStepper {
 public:
  DormandPrinceStepper(const Field& field, double tolerance)
      : field_(field.values()),
        dense_(Controlled(Controlled::error_checker_type(tolerance, tolerance))),
        tolerance_(tolerance),
        x_(static_cast<std::size_t>(field.dimension())),
        slope_(x_.size()) {}

  void restart(std::span<const double> x, double t, double end) override {
    x_.assign(x.begin(), x.end());
    end_ = end;
    dense_.initialize(x_, t, firstStep(t));
  }

  // Odeint neither stops at a given time nor notices values that are not finite: its error test
  // is passed by NaN. So each step is cut at the end, and repeated shorter when one of the
  // evaluations behind the accepted attempt was not finite.
  Outcome advance() override {
    for (;;) {
      const double t = dense_.current_time(), left = end_ - t;
      const bool isLast = std::fabs(dense_.current_time_step()) * 1.01 >= std::fabs(left);
      if (isLast) begin(dense_.current_state(), t, left);
      const double tried = dense_.current_time_step();
      try {
        dense_.do_step([this](const State& x, State& f, double time) { evaluate(x, f, time); });
      } catch (const odeint::odeint_error&) {
        return std::isfinite(dense_.current_time_step()) ? Outcome::stalled : Outcome::nonFinite;
      }
      if (lastNonFinite_ <= evaluations_ - kStagesPerStep && isFinite(dense_.current_state())) {
        if (!isLast && isTooShort(dense_.current_time() - t, t)) return Outcome::nonFinite;
        to_ =
            isLast && std::fabs(dense_.current_time() - end_) <= 1e-14 * std::fabs(end_) ? end_ : dense_.current_time();
        return Outcome::advanced;
      }
      const double taken = dense_.current_time() - dense_.previous_time();
      const double h = 0.1 * (std::isfinite(taken) && taken != 0 ? taken : tried);
      if (isTooShort(h, t)) return Outcome::nonFinite;
      begin(dense_.previous_state(), t, h);
    }
  }

  double from() const override { return dense_.previous_time(); }
  double to() const override { return to_; }
  void at(double t, std::span<double> x) override {
    if (t == to_) {
      std::ranges::copy(dense_.current_state(), x.begin());
    } else {
      dense_.calc_state(t, x_);
      std::ranges::copy(x_, x.begin());
    }
  }

 private:
  void begin(const State& x, double t, double h) {
    x_ = x;
    dense_.initialize(x_, t, h);
  }

  void evaluate(const State& x, State& f, double t) {
    field_(x.data(), f.data(), t);
    ++evaluations_;
    if (!isFinite(f)) lastNonFinite_ = evaluations_;
  }

  bool isTooShort(double h, double t) const {  // to move the clock
    return std::fabs(h) <=
           4 * std::numeric_limits<double>::epsilon() * std::max(std::fabs(t), 1e-15 * std::fabs(end_ - t));
  }

  static bool isFinite(const State& values) {
    return std::ranges::all_of(values, [](double v) { return std::isfinite(v); });
  }

  // h = 0.01 |x| / |f| in the norm of the tolerance (Hairer, Nørsett, Wanner 1993, II.4, the first guess).
  double firstStep(double t) {
    evaluate(x_, slope_, t);
    double states = 0, slopes = 0;
    for (std::size_t i = 0; i < x_.size(); ++i) {
      const double scale = tolerance_ * (1 + std::fabs(x_[i]));
      states = std::max(states, std::fabs(x_[i]) / scale);
      slopes = std::max(slopes, std::fabs(slope_[i]) / scale);
    }
    double h = states > 1e-5 && slopes > 1e-5 && std::isfinite(slopes) ? 0.01 * states / slopes : 1e-6;
    h = std::min(h, std::fabs(end_ - t));
    return end_ < t ? -h : h;
  }

  Evaluator<double> field_;
  Dense dense_;
  double tolerance_, end_ = 0, to_ = 0;
  long evaluations_ = 0, lastNonFinite_ = -kStagesPerStep;
  State x_, slope_;
};

}  // namespace

std::unique_ptr<DenseStepper> makeDormandPrinceStepper(const Field& field, double tolerance) {
  return std::make_unique<DormandPrinceStepper>(field, tolerance);
}

}  // namespace separatrix
