#include <algorithm>
#include <cmath>
#include <vector>

#include "core/flow/stepper.hpp"

namespace separatrix {
namespace {

//   x <- x + h f(x, t)
class EulerStepper final : public DenseStepper {
 public:
  EulerStepper(const Field& field, double h)
      : field_(field.values()), h_(h), x_(static_cast<std::size_t>(field.dimension())), previous_(x_), slope_(x_) {}

  void restart(std::span<const double> x, double t, double end) override {
    x_.assign(x.begin(), x.end());
    start_ = from_ = to_ = t;
    end_ = end;
    steps_ = 0;
  }

  Outcome advance() override {
    const double direction = end_ < start_ ? -1 : 1;
    const double next = start_ + direction * h_ * static_cast<double>(++steps_);
    const bool isLast = direction * (end_ - next) <= 1e-9 * h_;
    const double t = isLast ? end_ : next;
    field_(x_.data(), slope_.data(), to_);
    previous_ = x_;
    for (std::size_t i = 0; i < x_.size(); ++i) x_[i] += (t - to_) * slope_[i];
    if (!std::ranges::all_of(x_, [](double v) { return std::isfinite(v); })) {
      x_ = previous_;
      return Outcome::nonFinite;
    }
    from_ = to_;
    to_ = t;
    return Outcome::advanced;
  }

  double from() const override { return from_; }
  double to() const override { return to_; }
  void at(double t, std::span<double> x) override {
    const double theta = to_ == from_ ? 1 : (t - from_) / (to_ - from_);
    for (std::size_t i = 0; i < x_.size(); ++i) x[i] = t == to_ ? x_[i] : previous_[i] + theta * (x_[i] - previous_[i]);
  }

 private:
  Evaluator<double> field_;
  double h_, start_ = 0, from_ = 0, to_ = 0, end_ = 0;
  long steps_ = 0;
  std::vector<double> x_, previous_, slope_;
};

}  // namespace

std::unique_ptr<DenseStepper> makeEulerStepper(const Field& field, double h) {
  return std::make_unique<EulerStepper>(field, h);
}

}  // namespace separatrix
