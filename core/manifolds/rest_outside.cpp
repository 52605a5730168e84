#include "core/manifolds/rest_outside.hpp"

#include <algorithm>

#include "core/equilibria/polish_zero.hpp"

namespace separatrix {

RestOutside::RestOutside(const Field& field, const WindowMetric& metric) : f_(field.withJacobian()), metric_(metric) {
  const auto n = metric.dimension();
  values_.resize(n + n * n);
  move_.resize(n);
}

bool RestOutside::holds(std::span<const double> x) {
  x_.assign(x.begin(), x.end());
  if (!correct(x_)) return false;
  const double first = metric_.length(move_);
  if (!(first < kPixel) || !correct(x_)) return false;
  return metric_.length(move_) < 0.1 * first && metric_.outside(x_) > 0;
}

bool RestOutside::correct(std::vector<double>& x) {
  const std::size_t n = x.size();
  f_(x.data(), values_.data());
  std::copy_n(values_.begin(), n, move_.begin());
  jacobian_.assign(values_.begin() + static_cast<std::ptrdiff_t>(n), values_.end());
  if (!solveInPlace(jacobian_, move_)) return false;
  for (std::size_t i = 0; i < n; ++i) x[i] -= move_[i];
  return true;
}

}  // namespace separatrix
