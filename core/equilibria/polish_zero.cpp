#include "core/equilibria/polish_zero.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace separatrix {
namespace {

constexpr int kMaximalSteps = 80;

double maximumNorm(std::span<const double> x) {
  double norm = 0;
  for (const double value : x) norm = std::isfinite(value) ? std::max(norm, std::fabs(value)) : std::numeric_limits<double>::infinity();
  return norm;
}

}  // namespace

bool solveInPlace(std::span<double> M, std::span<double> b) {
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i)
      if (std::fabs(M[i * n + k]) > std::fabs(M[pivot * n + k])) pivot = i;
    if (!(std::fabs(M[pivot * n + k]) > 0)) return false;
    if (pivot != k) {
      for (std::size_t j = k; j < n; ++j) std::swap(M[k * n + j], M[pivot * n + j]);
      std::swap(b[k], b[pivot]);
    }
    for (std::size_t i = k + 1; i < n; ++i) {
      const double factor = M[i * n + k] / M[k * n + k];
      if (factor == 0) continue;
      for (std::size_t j = k; j < n; ++j) M[i * n + j] -= factor * M[k * n + j];
      b[i] -= factor * b[k];
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) b[k] -= M[k * n + j] * b[j];
    b[k] /= M[k * n + k];
  }
  return std::isfinite(maximumNorm(b));
}

//   J(x) d = f(x),   x <- x - d,   until |d_i| <= 1e-15 |x_i| or the residual no longer falls
PolishedZero polishZero(const ValuesAndJacobian& f, std::span<const double> start, std::span<const double> scale) {
  const std::size_t n = start.size();
  std::vector<double> x(start.begin(), start.end()), d(n), J(n * n), M(n * n);
  PolishedZero best{x, J, std::numeric_limits<double>::infinity(), false};
  double lastCorrection = std::numeric_limits<double>::infinity();
  int fruitless = 0;
  for (int step = 0; step < kMaximalSteps; ++step) {
    f(x.data(), d.data(), J.data());
    const double residual = maximumNorm(d);
    if (!std::isfinite(residual) || !std::isfinite(maximumNorm(J))) break;
    if (residual < best.residual) {
      best = {x, J, residual, best.converged || lastCorrection <= 1e-13};
      fruitless = 0;
    } else if (++fruitless > 3) {
      break;
    }
    if (residual == 0) {
      best.converged = true;
      break;
    }
    M = J;
    if (!solveInPlace(M, d)) break;
    lastCorrection = 0;
    bool moved = false;
    for (std::size_t i = 0; i < n; ++i) {
      lastCorrection = std::max(lastCorrection, std::fabs(d[i]) / scale[i]);
      moved = moved || x[i] - d[i] != x[i];
      x[i] -= d[i];
    }
    if (lastCorrection <= 1e-13) best.converged = true;
    if (!moved) break;
  }
  return best;
}

}  // namespace separatrix
