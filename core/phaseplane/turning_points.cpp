#include "core/phaseplane/turning_points.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace separatrix {
namespace {

constexpr double kSettledPixels = 1;

// d x_i / d theta of the continuous extension, sum_k k c_k theta^(k-1).
double slope(const DenseStep& step, std::size_t i, double theta) {
  const auto n = static_cast<std::size_t>(step.dimension);
  double sum = 0;
  for (std::size_t k = 4; k >= 1; --k) sum = sum * theta + static_cast<double>(k) * step.coefficients[k * n + i];
  return sum;
}

}  // namespace

void TurningPoints::note(const DenseStep& step) {
  double low = 0, high = 1;
  if (!(slope(step, variable_, low) > 0 && slope(step, variable_, high) < 0)) return;
  for (int k = 0; k < 30; ++k) {
    const double middle = (low + high) / 2;
    (slope(step, variable_, middle) > 0 ? low : high) = middle;
  }
  std::vector<double> point(static_cast<std::size_t>(step.dimension));
  step.at(low, point);
  add(std::move(point));
}

void TurningPoints::add(std::vector<double> point) {
  if (!last_.empty()) {
    const double d2 = distance(last_, point);
    if (lastDistance_ && d2 < kSettledPixels) {
      const double d1 = *lastDistance_;
      settled_ = settled_ || d2 * d2 < kSettledPixels * (d1 - d2) || d1 < 1e-3 * kSettledPixels;
    }
    lastDistance_ = d2;
  }
  last_ = std::move(point);
}

double TurningPoints::distance(const std::vector<double>& a, const std::vector<double>& b) const {
  double sum = 0;
  for (std::size_t k = 0; k < perUnit_.size(); ++k) {
    const double d = (a[k] - b[k]) * perUnit_[k];
    sum += d * d;
  }
  return std::sqrt(sum);
}

}  // namespace separatrix
