#include "core/flow/stiffness.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {
namespace {

constexpr int kStepsBetweenLooks = 16;
constexpr int kSuspicionsForProof = 5;
constexpr double kNearBorder = 2;
constexpr double kManySteps = 500;

}  // namespace

StiffnessWatch::StiffnessWatch(const Field& field)
    : field_(field.withJacobian()),
      n_(static_cast<std::size_t>(field.dimension())),
      values_(n_ + n_ * n_),
      power_(n_ * n_),
      square_(n_ * n_) {}

bool StiffnessWatch::noteStep(std::span<const double> x, double t, double h, double left) {
  if (++steps_ % kStepsBetweenLooks != 0) return false;
  const bool suspicious =
      std::fabs(left) > kManySteps * std::fabs(h) && std::fabs(h) * spectralRadius(x, t) > kNearBorder;
  suspicions_ = suspicious ? suspicions_ + 1 : 0;
  return suspicions_ >= kSuspicionsForProof;
}

// |J^32|^(1/32) in the maximum norm, by squaring five times; powers are scaled to keep their size.
double StiffnessWatch::spectralRadius(std::span<const double> x, double t) {
  field_(x.data(), values_.data(), t);
  std::copy(values_.begin() + static_cast<std::ptrdiff_t>(n_), values_.end(), power_.begin());
  double logRadius = 0, weight = 1;
  for (int squaring = 0;; ++squaring) {
    double size = 0;
    for (const double entry : power_) size = std::max(size, std::fabs(entry));
    if (!(size > 0) || !std::isfinite(size)) return 0;
    logRadius += weight * std::log(size);
    if (squaring == 5) return std::exp(logRadius);
    for (double& entry : power_) entry /= size;
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < n_; ++j) {
        double sum = 0;
        for (std::size_t k = 0; k < n_; ++k) sum += power_[i * n_ + k] * power_[k * n_ + j];
        square_[i * n_ + j] = sum;
      }
    }
    power_.swap(square_);
    weight /= 2;
  }
}

}  // namespace separatrix
