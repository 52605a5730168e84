#include "core/equilibria/smoothness.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {
namespace {

constexpr double kKink = 1e-4;  // of Df: what it may vary over a box of rounding size

}  // namespace

Smoothness::Smoothness(const Field& field)
    : n_(static_cast<std::size_t>(field.dimension())),
      evaluate_(field.intervalsWithJacobian()),
      careful_(field.share(field.program().field), field.parameters()),
      box_(n_),
      at_(n_ + n_ * n_),
      around_(n_ + n_ * n_) {}

void Smoothness::enclose(std::span<const double> x, std::span<const double> scale, double fraction, std::vector<Interval>& out) {
  for (std::size_t i = 0; i < n_; ++i) {
    const double margin = 1e-15 * std::fabs(x[i]) + fraction * scale[i];
    box_[i] = {x[i] - margin, x[i] + margin};
  }
  evaluate_(box_.data(), out.data());
}

bool Smoothness::isSmoothAt(std::span<const double> x, std::span<const double> scale) {
  enclose(x, scale, 1e-3, around_);
  enclose(x, scale, 1e-15, at_);
  if (careful_.mayJump(box_)) return false;
  for (std::size_t k = n_; k < n_ + n_ * n_; ++k) {
    if (!at_[k].isBounded()) return false;
    const double typical = around_[k].isBounded() ? around_[k].magnitude() : at_[k].magnitude();
    if (at_[k].width() > kKink * typical && at_[k].width() > 1e-300) return false;
  }
  return true;
}

double Smoothness::typicalSlope() const {
  double largest = 0;
  for (std::size_t k = n_; k < n_ + n_ * n_; ++k)
    if (around_[k].isBounded()) largest = std::max(largest, around_[k].magnitude());
  return largest;
}

}  // namespace separatrix
