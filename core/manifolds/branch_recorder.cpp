#include "core/manifolds/branch_recorder.hpp"

#include "core/flow/locate.hpp"

namespace separatrix {
namespace {

constexpr double kChord = 0.2 * kPixel, kMove = 0.25 * kPixel;
constexpr double kSeen = 0.5;  // windows outside the window: drawn with care up to here
constexpr double kMoveUnseen = 20 * kPixel;
constexpr int kMostPieces = 32;

// d/dtheta of component i of the continuous extension.
double slope(const DenseStep& step, std::size_t i, double theta) {
  const auto n = static_cast<std::size_t>(step.dimension);
  const double* c = step.coefficients.data() + i;
  return c[n] + theta * (2 * c[2 * n] + theta * (3 * c[3 * n] + theta * 4 * c[4 * n]));
}

}  // namespace

void BranchRecorder::begin(std::span<const double> saddle, std::span<const double> start) {
  low_.assign(start.begin(), start.end());
  high_ = x_ = low_;
  put(0, saddle);
  put(0, start);
}

void BranchRecorder::put(double t, std::span<const double> x) {
  branch_.curve.append(x);
  branch_.times.push_back(t);
}

void BranchRecorder::record(const DenseStep& step) {
  if (std::min(metric_.outside(step.start), metric_.outside(step.end)) > kSeen) {
    if (metric_.distance(branch_.curve.back(), step.end) >= kMoveUnseen) put(step.t0 + step.h, step.end);
    return;
  }
  thetas_.clear();
  extrema_.clear();
  const int count = pieces(step);
  for (int k = 1; k <= count; ++k) thetas_.push_back(static_cast<double>(k) / count);
  findExtrema(step);
  thetas_.insert(thetas_.end(), extrema_.begin(), extrema_.end());
  std::ranges::sort(thetas_);
  for (const double theta : thetas_) {
    step.at(theta, x_);
    const bool isExtremum = std::ranges::find(extrema_, theta) != extrema_.end();
    if (isExtremum || metric_.distance(branch_.curve.back(), x_) >= kMove) put(step.t0 + theta * step.h, x_);
    for (std::size_t i = 0; i < x_.size(); ++i) {
      low_[i] = std::min(low_[i], x_[i]);
      high_[i] = std::max(high_[i], x_[i]);
    }
  }
}

int BranchRecorder::pieces(const DenseStep& step) {
  double worst = 0;
  for (const double theta : {0.25, 0.5, 0.75}) {
    step.at(theta, x_);
    for (std::size_t i = 0; i < x_.size(); ++i) {
      const double chord = step.start[i] + theta * (step.end[i] - step.start[i]);
      worst = std::max(worst, std::fabs(x_[i] - chord) / metric_.width(i));
    }
  }
  return static_cast<int>(std::clamp(std::ceil(std::sqrt(worst / kChord)), 1.0, static_cast<double>(kMostPieces)));
}

// Turning points that go beyond everything before them.
void BranchRecorder::findExtrema(const DenseStep& step) {
  for (std::size_t i = 0; i < x_.size(); ++i) {
    const double before = slope(step, i, 0), after = slope(step, i, 1);
    if (!(before * after < 0)) continue;
    const double theta = locate(0, 1, [&](double s) { return slope(step, i, s) * after > 0; });
    step.at(theta, x_);
    if (x_[i] > high_[i] || x_[i] < low_[i]) extrema_.push_back(theta);
  }
}

}  // namespace separatrix
