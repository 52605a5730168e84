#include "core/continuation/dense_lu.hpp"

#include <cmath>
#include <utility>

namespace separatrix {

bool DenseLu::factor(std::span<const double> M, std::size_t n) {
  n_ = n;
  sign_ = 1;
  M_.assign(M.begin(), M.end());
  pivot_.resize(n);
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i)
      if (std::fabs(M_[i * n + k]) > std::fabs(M_[pivot * n + k])) pivot = i;
    pivot_[k] = pivot;
    const double diagonal = M_[pivot * n + k];
    if (!(std::fabs(diagonal) > 0) || !std::isfinite(diagonal)) return false;
    if (pivot != k) {
      for (std::size_t j = 0; j < n; ++j) std::swap(M_[k * n + j], M_[pivot * n + j]);
      sign_ = -sign_;
    }
    if (diagonal < 0) sign_ = -sign_;
    for (std::size_t i = k + 1; i < n; ++i) {
      const double factor = M_[i * n + k] /= diagonal;
      if (factor == 0) continue;
      for (std::size_t j = k + 1; j < n; ++j) M_[i * n + j] -= factor * M_[k * n + j];
    }
  }
  return true;
}

void DenseLu::solve(std::span<double> b) const {
  for (std::size_t k = 0; k < n_; ++k) std::swap(b[k], b[pivot_[k]]);
  for (std::size_t i = 1; i < n_; ++i)
    for (std::size_t j = 0; j < i; ++j) b[i] -= M_[i * n_ + j] * b[j];
  for (std::size_t i = n_; i-- > 0;) {
    for (std::size_t j = i + 1; j < n_; ++j) b[i] -= M_[i * n_ + j] * b[j];
    b[i] /= M_[i * n_ + i];
  }
}

void DenseLu::solveTransposed(std::span<double> b) const {
  for (std::size_t i = 0; i < n_; ++i) {
    for (std::size_t j = 0; j < i; ++j) b[i] -= M_[j * n_ + i] * b[j];
    b[i] /= M_[i * n_ + i];
  }
  for (std::size_t i = n_; i-- > 0;)
    for (std::size_t j = i + 1; j < n_; ++j) b[i] -= M_[j * n_ + i] * b[j];
  for (std::size_t k = n_; k-- > 0;) std::swap(b[k], b[pivot_[k]]);
}

}  // namespace separatrix
