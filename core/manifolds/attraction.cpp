#include "core/manifolds/attraction.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <cmath>

namespace separatrix {
namespace {

using Matrix = Eigen::MatrixXd;

// |T x|^2 = x' P x, which falls along x' = J x at the rate x' Q x, Q = diag(1 / width_i^2):
//
//   J' P + P J = -Q,   P = T' T
//
// (Lyapunov's equation, solved as n^2 linear equations in the entries of P). T is then turned so that
// the symmetric part of T J T^-1 is diagonal. Empty when J is not stable enough to tell.
Matrix shrinkingCoordinates(const Matrix& J, const Box& window) {
  const Eigen::Index n = J.rows();
  Matrix M = Matrix::Zero(n * n, n * n);
  Eigen::VectorXd q = Eigen::VectorXd::Zero(n * n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const double width = window[static_cast<std::size_t>(i)].width();
    q[i * n + i] = -1 / (width * width);
    for (Eigen::Index j = 0; j < n; ++j) {
      for (Eigen::Index k = 0; k < n; ++k) {
        M(i * n + j, k * n + j) += J(k, i);
        M(i * n + j, i * n + k) += J(k, j);
      }
    }
  }
  const Eigen::VectorXd p = M.partialPivLu().solve(q);
  if (!p.allFinite()) return {};
  const Matrix P = Eigen::Map<const Matrix>(p.data(), n, n);
  const Eigen::LLT<Matrix> cholesky((P + P.transpose()) / 2);
  if (cholesky.info() != Eigen::Success) return {};
  const Matrix T = cholesky.matrixU();
  const Matrix A = T * J * T.inverse();
  if (!A.allFinite()) return {};
  return Eigen::SelfAdjointEigenSolver<Matrix>((A + A.transpose()) / 2).eigenvectors().transpose() * T;
}

// Is the symmetric part S of T Df(x) W negative definite for all x with |T (x - center)| <= radius? It is
// when S_ii + sum_j |S_ij| < 0 for every i (Gershgorin).
bool contracts(Evaluator<Interval>& f, const Matrix& W, const Matrix& T, std::span<const double> center, double radius,
               bool backward) {
  const auto n = static_cast<std::size_t>(W.rows());
  std::vector<Interval> x(n), values(n + n * n), A(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    const double reach = radius * W.row(static_cast<Eigen::Index>(i)).norm();
    x[i] = Interval(center[i] - reach, center[i] + reach);
  }
  f(x.data(), values.data());
  const auto at = [](const Matrix& matrix, std::size_t i, std::size_t j) {
    return matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
  };
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      Interval sum = 0.0;
      for (std::size_t k = 0; k < n; ++k)
        for (std::size_t l = 0; l < n; ++l) sum = sum + Interval(at(T, i, k) * at(W, l, j)) * values[n + k * n + l];
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

double AttractionBall::distance(std::span<const double> x) const {
  const std::size_t n = center.size();
  double length2 = 0;
  for (std::size_t i = 0; i < n; ++i) {
    double z = 0;
    for (std::size_t j = 0; j < n; ++j) z += T[i * n + j] * (x[j] - center[j]);
    length2 += z * z;
  }
  return std::sqrt(length2);
}

std::optional<AttractionBall> attractionBall(const Field& field, const Box& window, const Equilibrium& equilibrium,
                                             bool backward) {
  if (equilibrium.stability != (backward ? Stability::unstable : Stability::stable)) return std::nullopt;
  const auto n = static_cast<Eigen::Index>(window.size());
  Matrix J = Eigen::Map<const Eigen::Matrix<double, -1, -1, Eigen::RowMajor>>(equilibrium.jacobian.data(), n, n);
  if (backward) J = -J;
  const Matrix T = shrinkingCoordinates(J, window);
  if (T.size() == 0 || !T.allFinite()) return std::nullopt;
  const Matrix W = T.inverse();

  AttractionBall ball{equilibrium.state, {}, 0};
  for (Eigen::Index i = 0; i < n; ++i)
    for (Eigen::Index j = 0; j < n; ++j) ball.T.push_back(T(i, j));
  double radius = std::numeric_limits<double>::infinity();  // reaching a quarter of the window on either side
  for (Eigen::Index i = 0; i < n; ++i)
    radius = std::min(radius, 0.25 * window[static_cast<std::size_t>(i)].width() / W.row(i).norm());
  Evaluator<Interval> f = field.intervalsWithJacobian();
  constexpr int kMostHalvings = 24;
  for (int k = 0; k < kMostHalvings && ball.radius == 0; ++k, radius /= 2)
    if (contracts(f, W, T, equilibrium.state, radius, backward)) ball.radius = radius;
  return ball;
}

}  // namespace separatrix
