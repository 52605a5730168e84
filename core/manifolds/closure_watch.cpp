#include "core/manifolds/closure_watch.hpp"

#include "core/flow/locate.hpp"

namespace separatrix {
namespace {

constexpr double kSame = 0.02 * kPixel;

}  // namespace

bool ClosureWatch::note(const DenseStep& step) {
  if (!reference_.empty() && side(step.start) < 0 && side(step.end) >= 0) {
    const auto hasCrossed = [&](double theta) {
      step.at(theta, x_);
      return side(x_) >= 0;
    };
    step.at(locate(0, 1, hasCrossed), x_);
    if (metric_.distance(x_, reference_) < kSame) return true;
  }
  if (++steps_ < renewAt_) return false;
  renewAt_ *= 2;
  reference_.assign(step.end.begin(), step.end.end());
  x_ = normal_ = reference_;
  for (std::size_t i = 0; i < normal_.size(); ++i)
    normal_[i] = (step.end[i] - step.start[i]) / (metric_.width(i) * metric_.width(i));
  return false;
}

double ClosureWatch::side(std::span<const double> x) const {
  double sum = 0;
  for (std::size_t i = 0; i < normal_.size(); ++i) sum += normal_[i] * (x[i] - reference_[i]);
  return sum;
}

}  // namespace separatrix
