#include "core/manifolds/attraction.hpp"

#include <Eigen/LU>
#include <cmath>

namespace separatrix {
namespace {

// Real and imaginary parts of eigenvectors as columns: Df becomes block diagonal.
Eigen::MatrixXd realEigenbasis(const Equilibrium& e) {
  const auto n = static_cast<Eigen::Index>(e.state.size());
  Eigen::MatrixXd W(n, n);
  for (Eigen::Index j = 0; j < n; ++j) {
    const auto k = static_cast<std::size_t>(j);
    const bool second = e.eigenvalues[k].imag() < 0;  // of a conjugate pair
    for (Eigen::Index i = 0; i < n; ++i) {
      const std::complex<double> c = e.eigenvectors[k][static_cast<std::size_t>(i)];
      W(i, j) = second ? c.imag() : c.real();
    }
  }
  return W;
}

// Is z -> T Df(x) W z contracting (expanding, backward) for all x with |T (x - center)| <= radius? Its
// symmetric part S is negative definite when S_ii + sum_j |S_ij| < 0 for every i (Gershgorin).
bool contracts(Evaluator<Interval>& f, const Eigen::MatrixXd& W, const Eigen::MatrixXd& T, const Equilibrium& e,
               double radius, bool backward) {
  const auto n = static_cast<std::size_t>(W.rows());
  std::vector<Interval> x(n), values(n + n * n), A(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    const double reach = radius * W.row(static_cast<Eigen::Index>(i)).norm();
    x[i] = Interval(e.state[i] - reach, e.state[i] + reach);
  }
  f(x.data(), values.data());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      Interval sum = 0.0;
      for (std::size_t k = 0; k < n; ++k)
        for (std::size_t l = 0; l < n; ++l)
          sum = sum + Interval(T(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) *
                               W(static_cast<Eigen::Index>(l), static_cast<Eigen::Index>(j))) *
                          values[n + k * n + l];
      A[i * n + j] = backward ? -sum : sum;
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    double bound = A[i * n + i].hi;
    for (std::size_t j = 0; j < n; ++j)
      if (j != i) bound += ((A[i * n + j] + A[j * n + i]) * Interval(0.5)).magnitude();
    if (!(bound < 0)) return false;
  }
  return true;
}

}  // namespace

bool AttractionBall::contains(std::span<const double> x) const {
  const std::size_t n = center.size();
  double length2 = 0;
  for (std::size_t i = 0; i < n; ++i) {
    double z = 0;
    for (std::size_t j = 0; j < n; ++j) z += T[i * n + j] * (x[j] - center[j]);
    length2 += z * z;
  }
  return length2 < radius * radius;
}

std::optional<AttractionBall> attractionBall(const Field& field, const Box& window, const Equilibrium& equilibrium,
                                             bool backward) {
  if (equilibrium.stability != (backward ? Stability::unstable : Stability::stable)) return std::nullopt;
  const Eigen::MatrixXd W = realEigenbasis(equilibrium), T = W.inverse();
  if (!T.allFinite()) return std::nullopt;
  const auto n = static_cast<Eigen::Index>(window.size());

  double radius = std::numeric_limits<double>::infinity();  // reaching a quarter of the window on either side
  for (Eigen::Index i = 0; i < n; ++i)
    radius = std::min(radius, 0.25 * window[static_cast<std::size_t>(i)].width() / W.row(i).norm());
  Evaluator<Interval> f = field.intervalsWithJacobian();
  constexpr int kMostHalvings = 24;
  for (int k = 0; k < kMostHalvings; ++k, radius /= 2) {
    if (!contracts(f, W, T, equilibrium, radius, backward)) continue;
    AttractionBall ball{equilibrium.state, {}, radius};
    for (Eigen::Index i = 0; i < n; ++i)
      for (Eigen::Index j = 0; j < n; ++j) ball.T.push_back(T(i, j));
    return ball;
  }
  return std::nullopt;
}

}  // namespace separatrix
