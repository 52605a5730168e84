#include "core/continuation/arclength.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace separatrix {
namespace {

constexpr int kMostSteps = 8;
constexpr double kSmall = 1e-8;  // a correction below it is followed by none: Newton's method squares it

double maximumNorm(std::span<const double> x) {
  double norm = 0;
  for (const double value : x)
    norm = std::isfinite(value) ? std::max(norm, std::fabs(value)) : std::numeric_limits<double>::infinity();
  return norm;
}

}  // namespace

Arclength::Arclength(CurveEquations& equations, std::vector<double> scale)
    : equations_(equations), scale_(std::move(scale)) {
  const std::size_t N = equations.equations(), w = equations.unknowns();
  g_.resize(N);
  Dg_.resize(N * w);
  M_.resize(w * w);
  d_.resize(w);
  tangent_.resize(w);
  row_.resize(w);
}

bool Arclength::correct(std::vector<double>& z, std::span<const double> normal) { return newton(z, normal); }

bool Arclength::correctAt(std::vector<double>& z, std::size_t index, double value) {
  std::ranges::fill(row_, 0.0);
  row_[index] = 1;
  z[index] = value;
  const bool found = newton(z, row_);
  if (found) z[index] = value;
  return found;
}

//   [Dg S; row] d = -[g; 0],  z <- z + S d,   [Dg S; row] t = [0; 1]
bool Arclength::newton(std::vector<double>& z, std::span<const double> row) {
  const std::size_t N = equations_.equations(), w = N + 1;
  double last = std::numeric_limits<double>::infinity();
  for (steps_ = 1; steps_ <= kMostSteps; ++steps_) {
    if (!equations_.evaluate(z.data(), g_.data(), Dg_.data())) return false;
    for (std::size_t i = 0; i < N; ++i)
      for (std::size_t j = 0; j < w; ++j) M_[i * w + j] = Dg_[i * w + j] * scale_[j];
    std::ranges::copy(row, M_.begin() + static_cast<std::ptrdiff_t>(N * w));
    if (!lu_.factor(M_, w)) return false;
    for (std::size_t i = 0; i < N; ++i) d_[i] = -g_[i];
    d_[N] = 0;
    lu_.solve(d_);
    const double size = maximumNorm(d_);
    if (!std::isfinite(size) || size > 1 || (steps_ > 2 && size > 0.5 * last)) return false;
    if (steps_ == 1) first_ = size;
    for (std::size_t i = 0; i < w; ++i) z[i] += scale_[i] * d_[i];
    if (size <= kSmall) break;
    last = size;
  }
  if (steps_ > kMostSteps) return false;
  std::ranges::fill(tangent_, 0.0);
  tangent_[N] = 1;
  lu_.solve(tangent_);
  double length = 0;
  for (const double v : tangent_) length += v * v;
  length = std::sqrt(length);
  if (!std::isfinite(length) || length == 0) return false;
  for (double& v : tangent_) v /= length;
  sign_ = lu_.determinantSign();
  return true;
}

void Arclength::orient(std::span<const double> reference) {
  double product = 0;
  for (std::size_t i = 0; i < tangent_.size(); ++i) product += reference[i] * tangent_[i];
  if (product >= 0) return;
  for (double& v : tangent_) v = -v;
  sign_ = -sign_;
}

SolvedPoint solvePoint(CurveEquations& equations, std::vector<double>& z, std::span<const double> scale) {
  const std::size_t n = equations.unknowns();
  std::vector<double> g(n), Dg(n * n), M(n * n), d(n), best = z;
  DenseLu lu;
  SolvedPoint result;
  double last = std::numeric_limits<double>::infinity();
  for (int step = 0; step < 30; ++step) {
    if (!equations.evaluate(z.data(), g.data(), Dg.data())) break;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) M[i * n + j] = Dg[i * n + j] * scale[j];
    if (!lu.factor(M, n)) break;
    d = g;
    lu.solve(d);
    const double size = maximumNorm(d);
    if (!std::isfinite(size) || size > 1) break;
    if (last <= 1e-9 && size >= 0.5 * last) {  // rounding is reached: the iterate before was as good
      result.converged = true;
      break;
    }
    if (step > 12 && size > 0.9 * last) break;
    best = z;
    for (std::size_t i = 0; i < n; ++i) z[i] -= scale[i] * d[i];
    last = size;
    equations.adapt();
  }
  if (!result.converged) return result;
  z = best;
  std::vector<double> rounding(n), column(n);
  for (std::size_t i = 0; i < n; ++i) {
    rounding[i] = std::fabs(g[i]);
    for (std::size_t j = 0; j < n; ++j) rounding[i] += 4e-16 * std::fabs(Dg[i * n + j] * z[j]);
  }
  result.error.assign(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    std::ranges::fill(column, 0.0);
    column[i] = rounding[i];
    lu.solve(column);
    for (std::size_t j = 0; j < n; ++j) result.error[j] += std::fabs(column[j]) * scale[j];
  }
  for (std::size_t j = 0; j < n; ++j) result.error[j] += 2e-16 * std::fabs(z[j]);
  return result;
}

}  // namespace separatrix
