#include "core/manifolds/launch_branch.hpp"

#include <Eigen/LU>

namespace separatrix {
namespace {

constexpr double kLargest = 1e-3, kSmallest = 1e-7;  // displacement, fractions of the window

// The bend w of the manifold x(s) = x0 + s v + s^2 w + O(s^3), tangent to the eigenvector v of lambda:
//
//   (2 lambda - J) w = B(v, v) / 2,   B(v, v) = d/de J(x0 + e v) v  at e = 0
//
// (invariance of the curve compared at order s^2; Kuznetsov 2004, section 5.1, for the idea).
Eigen::VectorXd bend(const Field& field, const Equilibrium& saddle, const Eigen::VectorXd& v, double lambda) {
  constexpr double e = 1e-5;
  const auto n = v.size();
  Evaluator<double> f = field.withJacobian();
  std::vector<double> values(static_cast<std::size_t>(n + n * n));
  const auto slopeAlong = [&](double offset) -> Eigen::VectorXd {
    const Eigen::VectorXd x = Eigen::Map<const Eigen::VectorXd>(saddle.state.data(), n) + offset * v;
    f(x.data(), values.data());
    return Eigen::Map<const Eigen::Matrix<double, -1, -1, Eigen::RowMajor>>(values.data() + n, n, n) * v;
  };
  const Eigen::VectorXd B = (slopeAlong(e) - slopeAlong(-e)) / (2 * e);
  const Eigen::Map<const Eigen::Matrix<double, -1, -1, Eigen::RowMajor>> J(saddle.jacobian.data(), n, n);
  const Eigen::MatrixXd M = 2 * lambda * Eigen::MatrixXd::Identity(n, n) - J;
  return M.partialPivLu().solve(B / 2);
}

// Which eigenvalue belongs to a manifold of dimension one; they are sorted by falling real part.
std::optional<std::size_t> eigenvalueOf(const Equilibrium& e, ManifoldBranch::Kind kind) {
  const auto n = e.eigenvalues.size();
  if (e.stability != Stability::saddle || n < 2) return std::nullopt;
  if (kind == ManifoldBranch::Kind::unstable && e.unstableDimension == 1) return std::size_t{0};
  if (kind == ManifoldBranch::Kind::stable && e.unstableDimension + 1 == static_cast<int>(n)) return n - 1;
  return std::nullopt;
}

}  // namespace

std::optional<Launch> launchBranches(const Field& field, const WindowMetric& metric, const Equilibrium& saddle,
                                     ManifoldBranch::Kind kind, double tolerance, double room) {
  const std::optional<std::size_t> index = eigenvalueOf(saddle, kind);
  if (!index) return std::nullopt;
  const double lambda = saddle.eigenvalues[*index].real();
  const auto n = static_cast<Eigen::Index>(saddle.state.size());
  Eigen::VectorXd v(n);
  for (Eigen::Index i = 0; i < n; ++i) v[i] = saddle.eigenvectors[*index][static_cast<std::size_t>(i)].real();
  v /= metric.length({v.data(), saddle.state.size()});
  for (Eigen::Index i = 0; i < n; ++i) {
    if (std::fabs(v[i]) < 1e-12 * metric.width(static_cast<std::size_t>(i))) continue;
    if (v[i] < 0) v = -v;
    break;
  }
  const Eigen::VectorXd w = bend(field, saddle, v, lambda);
  const double bent = w.allFinite() ? metric.length({w.data(), saddle.state.size()}) : 1 / kSmallest;

  // The term left out, s^3, is about s (s |w|)^2 when the expansion behaves like a geometric series.
  double s = std::min(kLargest, 0.01 * room);
  while (s > kSmallest && s * (s * bent) * (s * bent) > tolerance) s /= 2;

  Launch launch{.equilibrium = 0, .kind = kind, .rate = lambda, .plus = saddle.state, .minus = saddle.state};
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto k = static_cast<std::size_t>(i);
    const double second = w.allFinite() ? s * s * w[i] : 0;
    launch.plus[k] += s * v[i] + second;
    launch.minus[k] += -s * v[i] + second;
  }
  return launch;
}

}  // namespace separatrix
