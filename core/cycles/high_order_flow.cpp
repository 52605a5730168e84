#include "core/cycles/high_order_flow.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/contract.hpp"
#include "core/cycles/dop853_coefficients.hpp"

namespace separatrix {
namespace {

using dop853::kDense, dop853::kError5, dop853::kStage, dop853::kTerms, dop853::kThird;

// y = start + h sum_j weight_j k_j over the nonzero weights of a row
template <class Stages>
void combine(int row, double h, const std::vector<double>& start, const Stages& k, std::vector<double>& y) {
  const auto r = static_cast<std::size_t>(row);
  const auto terms = static_cast<std::size_t>(kTerms[r]);
  for (std::size_t i = 0; i < start.size(); ++i) {
    double sum = 0;
    for (std::size_t m = 0; m < terms; ++m)
      sum += kStage[r][m].weight * k[static_cast<std::size_t>(kStage[r][m].from)][i];
    y[i] = start[i] + h * sum;
  }
}

bool allFinite(const std::vector<double>& y) {
  return std::ranges::all_of(y, [](double value) { return std::isfinite(value); });
}

}  // namespace

HighOrderFlow::HighOrderFlow(RightSide rightSide, std::vector<double> relative, std::vector<double> absolute)
    : g_(std::move(rightSide)), relative_(std::move(relative)), absolute_(std::move(absolute)) {
  SEPARATRIX_EXPECTS(relative_.size() == absolute_.size());
  const std::size_t n = absolute_.size();
  for (auto& stage : stages_) stage.assign(n, 0.0);
  dense_.assign(8 * n, 0.0);
  old_.assign(n, 0.0);
  new_.assign(n, 0.0);
  work_.assign(n, 0.0);
}

void HighOrderFlow::start(std::span<const double> y, int direction, double firstStep) {
  SEPARATRIX_EXPECTS(y.size() == new_.size());
  new_.assign(y.begin(), y.end());
  time_ = step_ = 0;
  denseReady_ = false;
  g_(new_.data(), stages_[12].data());
  next_ = firstStep != 0 ? std::copysign(firstStep, direction) : guessFirstStep(direction);
}

void HighOrderFlow::replaceState(std::span<const double> y) {
  new_.assign(y.begin(), y.end());
  g_(new_.data(), stages_[12].data());
}

// h0 = 0.01 |y| / |g|, an Euler step to see the curvature, then h1^8 max(|g|, |g'|) = 0.01 (II.4).
double HighOrderFlow::guessFirstStep(int direction) {
  double d0 = 0, d1 = 0, d2 = 0;
  const auto weighted = [&](double value, std::size_t i) {
    const double w = value / (absolute_[i] + relative_[i] * std::fabs(new_[i]));
    return w * w;
  };
  const std::size_t n = new_.size();
  for (std::size_t i = 0; i < n; ++i) {
    d0 += weighted(new_[i], i);
    d1 += weighted(stages_[12][i], i);
  }
  const double h0 = (d0 < 1e-10 || d1 < 1e-10) ? 1e-6 : 0.01 * std::sqrt(d0 / d1);
  for (std::size_t i = 0; i < n; ++i) work_[i] = new_[i] + direction * h0 * stages_[12][i];
  g_(work_.data(), stages_[1].data());
  for (std::size_t i = 0; i < n; ++i) d2 += weighted(stages_[1][i] - stages_[12][i], i);
  const double steepest = std::max(std::sqrt(d1), std::sqrt(d2) / h0) / std::sqrt(static_cast<double>(n));
  const double h1 = steepest <= 1e-15 ? std::max(1e-6, h0 * 1e-3) : std::pow(0.01 / steepest, 1.0 / 8);
  const double h = std::min(100 * h0, h1);
  return direction * (std::isfinite(h) && h > 0 ? h : 1e-6);
}

void HighOrderFlow::stagesFor(double h) {
  for (int row = 1; row < 12; ++row) {
    combine(row, h, old_, stages_, work_);
    g_(work_.data(), stages_[static_cast<std::size_t>(row)].data());
  }
  combine(12, h, old_, stages_, work_);
}

// |h| e5^2 / sqrt(e5^2 + e3^2 / 100), both in the weighted norm: behaves like h^8.
double HighOrderFlow::errorOf(double h) const {
  double e5 = 0, e3 = 0;
  const std::size_t n = old_.size();
  for (std::size_t i = 0; i < n; ++i) {
    const double scale = absolute_[i] + relative_[i] * std::max(std::fabs(old_[i]), std::fabs(work_[i]));
    double fifth = 0;
    for (std::size_t j = 0; j < 12; ++j) fifth += kError5[j] * stages_[j][i];
    const double third =
        (work_[i] - old_[i]) / h - kThird[0] * stages_[0][i] - kThird[1] * stages_[8][i] - kThird[2] * stages_[11][i];
    e5 += (fifth / scale) * (fifth / scale);
    e3 += (third / scale) * (third / scale);
  }
  const double together = e5 + 0.01 * e3;
  return together > 0 ? std::fabs(h) * e5 / std::sqrt(together * static_cast<double>(n)) : together;
}

bool HighOrderFlow::advance() {
  std::swap(old_, new_);
  std::swap(stages_[0], stages_[12]);
  denseReady_ = false;
  const double smallest = 1e-14 * std::max(std::fabs(time_), 1e-30);
  bool rejected = false;
  for (double h = next_; std::fabs(h) > smallest;) {
    stagesFor(h);
    const double error = allFinite(work_) ? errorOf(h) : 1e30;
    if (!(error <= 1)) {
      h *= std::isfinite(error) && error < 1e30 ? std::max(0.333, 0.9 * std::pow(error, -1.0 / 8)) : 0.1;
      rejected = true;
      continue;
    }
    g_(work_.data(), stages_[12].data());
    if (!allFinite(stages_[12])) {
      h *= 0.1;
      rejected = true;
      continue;
    }
    std::swap(new_, work_);
    step_ = h;
    time_ += h;
    const double growth = std::min(rejected ? 1.0 : 6.0, 0.9 * std::pow(std::max(error, 1e-12), -1.0 / 8));
    next_ = h * std::max(0.333, growth);
    return true;
  }
  return false;
}

void HighOrderFlow::stepTo(double theta, std::span<double> y) {
  if (!denseReady_) prepareDense();  // before its stages are overwritten
  stagesFor(theta * step_);
  std::ranges::copy(work_, y.begin());
}

void HighOrderFlow::prepareDense() {
  for (int row = 13; row < 16; ++row) {
    combine(row, step_, old_, stages_, work_);
    g_(work_.data(), stages_[static_cast<std::size_t>(row)].data());
  }
  const std::size_t n = old_.size();
  for (std::size_t i = 0; i < n; ++i) {
    const double change = new_[i] - old_[i], first = step_ * stages_[0][i], last = step_ * stages_[12][i];
    dense_[i] = old_[i];
    dense_[n + i] = change;
    dense_[2 * n + i] = first - change;
    dense_[3 * n + i] = 2 * change - first - last;
    for (std::size_t k = 0; k < 4; ++k) {
      double sum = 0;
      for (std::size_t j = 0; j < 16; ++j) sum += kDense[k][j] * stages_[j][i];
      dense_[(4 + k) * n + i] = step_ * sum;
    }
  }
  denseReady_ = true;
}

// y0 + t (y1 + s (y2 + t (y3 + s (y4 + t (y5 + s (y6 + t y7)))))) with t = theta, s = 1 - theta
void HighOrderFlow::at(double theta, std::span<double> y) {
  if (!denseReady_) prepareDense();
  for (std::size_t i = 0; i < y.size(); ++i) y[i] = denseValue(dense_.data() + i, old_.size(), theta);
}

void HighOrderFlow::copyDense(std::size_t n, std::vector<double>& coefficients) {
  if (!denseReady_) prepareDense();
  coefficients.clear();
  for (std::size_t k = 0; k < 8; ++k)
    for (std::size_t i = 0; i < n; ++i) coefficients.push_back(dense_[k * old_.size() + i]);
}

}  // namespace separatrix
