#include "core/manifolds/passage_watch.hpp"

#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <limits>

namespace separatrix {
namespace {

constexpr double kDeep = 1e-6;  // of the window

}  // namespace

// z = V^-1 (x - center), the columns of V being eigenvectors of length 1 in window widths.
SaddleCoordinates::SaddleCoordinates(const Equilibrium& saddle, const WindowMetric& metric, bool backward, double reach)
    : center_(saddle.state), reach_(reach) {
  const auto n = static_cast<Eigen::Index>(saddle.state.size());
  Eigen::MatrixXcd V(n, n);
  double slowestLeaving = std::numeric_limits<double>::infinity(), slowestEntering = slowestLeaving;
  for (Eigen::Index k = 0; k < n; ++k) {
    const auto& v = saddle.eigenvectors[static_cast<std::size_t>(k)];
    double length = 0;
    for (std::size_t i = 0; i < v.size(); ++i) length = std::max(length, std::abs(v[i]) / metric.width(i));
    for (Eigen::Index i = 0; i < n; ++i) V(i, k) = v[static_cast<std::size_t>(i)] / length;
    const double rate = saddle.eigenvalues[static_cast<std::size_t>(k)].real() * (backward ? -1 : 1);
    leaves_.push_back(rate > 0);
    (rate > 0 ? slowestLeaving : slowestEntering) =
        std::min(rate > 0 ? slowestLeaving : slowestEntering, std::fabs(rate));
  }
  exponent_ = slowestLeaving / slowestEntering;
  const Eigen::MatrixXcd inverse = V.partialPivLu().inverse();
  for (Eigen::Index k = 0; k < n; ++k)
    for (Eigen::Index i = 0; i < n; ++i) rows_.push_back(inverse(k, i));
}

SaddleCoordinates::Parts SaddleCoordinates::at(std::span<const double> x) const {
  Parts parts;
  const std::size_t n = center_.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::complex<double> z = 0;
    for (std::size_t i = 0; i < n; ++i) z += rows_[k * n + i] * (x[i] - center_[i]);
    double& part = leaves_[k] ? parts.leaving : parts.entering;
    part = std::max(part, std::abs(z));
  }
  return parts;
}

std::optional<Passage> PassageWatch::note(std::span<const double> x, const WindowMetric& metric, std::size_t points) {
  const double distance = metric.distance(x, saddle_->center());
  if (!(distance < saddle_->reach())) {
    isEntering_ = false;
    return std::nullopt;
  }
  const auto [entering, leaving] = saddle_->at(x);
  const bool isDeep = isEntering_ && distance < kDeep;
  if (isEntering_ && (leaving >= entering || isDeep)) {
    isEntering_ = false;
    if (distance < nearest_) point_ = points;
    const double part = std::max(std::min(entering / saddle_->reach(), 1.0), std::numeric_limits<double>::min());
    return Passage{-1, leaving * std::pow(part, saddle_->exponent()), point_, isDeep};
  }
  if (leaving >= entering) return std::nullopt;
  if (!isEntering_ || distance < nearest_) {
    nearest_ = distance;
    point_ = points;
  }
  isEntering_ = true;
  return std::nullopt;
}

}  // namespace separatrix
