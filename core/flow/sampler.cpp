#include "core/flow/sampler.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {
namespace {

constexpr double kDeviation = 1e-3;  // of a chord from the curve, in fractions of the extent so far
constexpr int kMostPieces = 32;      // of one step

}  // namespace

Sampler::Sampler(Trajectory& trajectory, std::optional<double> every, double end)
    : trajectory_(trajectory), every_(every), end_(end) {
  if (every_ && !(*every_ > 0)) every_.reset();
}

void Sampler::start(std::span<const double> x) {
  low_.assign(x.begin(), x.end());
  high_ = x_ = left_ = right_ = low_;
  put(0, x);
}

void Sampler::put(double t, std::span<const double> x) {
  if (!trajectory_.t.empty() && trajectory_.t.back() == t && std::ranges::equal(trajectory_.states.back(), x)) return;
  trajectory_.t.push_back(t);
  trajectory_.states.append(x);
  widen(x);
}

void Sampler::record(DenseStepper& stepper, double b) {
  if (!every_) return recordSmoothly(stepper, b);
  const double spacing = *every_;
  for (;; ++next_) {
    const double offset = static_cast<double>(next_) * spacing;
    if (offset > std::fabs(b) || offset >= std::fabs(end_) * (1 - 1e-12)) return;
    const double t = std::copysign(offset, end_);
    stepper.at(t, x_);
    put(t, x_);
  }
}

void Sampler::recordSmoothly(DenseStepper& stepper, double b) {
  const double a = stepper.from();
  const int count = pieces(stepper, b);
  for (int k = 1; k <= count; ++k) {
    const double t = k == count ? b : a + (b - a) * k / count;
    stepper.at(t, x_);
    put(t, x_);
  }
}

// A chord's distance from the curve shrinks with the square of its length: sqrt(deviation / allowed) pieces.
int Sampler::pieces(DenseStepper& stepper, double b) {
  const double a = stepper.from();
  stepper.at(a, left_);
  stepper.at(b, right_);
  widen(right_);
  double worst = 0;
  for (const double theta : {0.25, 0.5, 0.75}) {
    stepper.at(a + theta * (b - a), x_);
    for (std::size_t i = 0; i < x_.size(); ++i) {
      const double chord = left_[i] + theta * (right_[i] - left_[i]);
      const double extent = high_[i] - low_[i];
      if (extent > 0) worst = std::max(worst, std::fabs(x_[i] - chord) / (kDeviation * extent));
    }
  }
  return static_cast<int>(std::clamp(std::ceil(std::sqrt(worst)), 1.0, static_cast<double>(kMostPieces)));
}

void Sampler::widen(std::span<const double> x) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    low_[i] = std::min(low_[i], x[i]);
    high_[i] = std::max(high_[i], x[i]);
  }
}

}  // namespace separatrix
