#include "core/continuation/branch_point_equations.hpp"

#include <algorithm>
#include <cmath>

#include "core/equilibria/eigenpairs.hpp"
#include "core/model/evaluate_jet.hpp"

namespace separatrix {
namespace {

// Eigenvectors of the symmetric matrix B B^T (n x n) for B = J S with n rows, or of B^T B: smallest eigenvalue last.
Eigenpairs gram(std::span<const double> J, std::span<const double> scale, std::size_t n, std::size_t w, bool ofRows) {
  const std::size_t m = ofRows ? n : w;
  std::vector<double> G(m * m, 0.0);
  const auto B = [&](std::size_t i, std::size_t j) { return J[i * w + j] * scale[j]; };
  for (std::size_t a = 0; a < m; ++a)
    for (std::size_t b = 0; b < m; ++b)
      for (std::size_t k = 0; k < (ofRows ? w : n); ++k) G[a * m + b] += ofRows ? B(a, k) * B(b, k) : B(k, a) * B(k, b);
  return eigenpairs(G, static_cast<int>(m));
}

}  // namespace

BranchPointEquations::BranchPointEquations(const Unfolding& unfolding)
    : n_(static_cast<std::size_t>(unfolding.n)),
      w_(unfolding.unknowns()),
      values_(unfolding),
      jets_(unfolding),
      J_(n_ * w_),
      H_(w_ * w_) {}

std::vector<double> BranchPointEquations::start(std::span<const double> z, std::span<const double> scale) {
  std::vector<double> g(n_), u(z.begin(), z.end());
  values_.withJacobian(z.data(), g.data(), J_.data());
  const Eigenpairs pairs = gram(J_, scale, n_, w_, true);
  if (pairs.values.size() != n_) return {};
  u.push_back(0);
  for (std::size_t i = 0; i < n_; ++i) u.push_back(pairs.vectors.back()[i].real());
  return u;
}

bool BranchPointEquations::evaluate(const double* u, double* g, double* Dg) {
  const std::size_t n = n_, w = w_, N = 2 * n + 2;
  const double beta = u[w], *psi = u + w + 1;
  std::fill_n(Dg, N * N, 0.0);
  values_.withJacobian(u, g, J_.data());
  std::vector<Jet<1>> z(w), gJet(n), JJet(n * w);
  for (std::size_t l = 0; l < w; ++l) {
    for (std::size_t i = 0; i < w; ++i) z[i] = Jet<1>::variable(u[i], i == l ? 1.0 : 0.0);
    jets_.withJacobian(z.data(), gJet.data(), JJet.data());
    for (std::size_t c = 0; c < w; ++c) {
      H_[c * w + l] = 0;
      for (std::size_t i = 0; i < n; ++i) H_[c * w + l] += psi[i] * JJet[i * w + c].c[1];
      Dg[(n + c) * N + l] = H_[c * w + l];
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    g[i] += beta * psi[i];
    std::copy_n(J_.data() + i * w, w, Dg + i * N);
    Dg[i * N + w] = psi[i];
    Dg[i * N + w + 1 + i] = beta;
  }
  for (std::size_t c = 0; c < w; ++c) {
    g[n + c] = 0;
    for (std::size_t i = 0; i < n; ++i) {
      g[n + c] += J_[i * w + c] * psi[i];
      Dg[(n + c) * N + w + 1 + i] = J_[i * w + c];
    }
  }
  g[N - 1] = -1;
  for (std::size_t i = 0; i < n; ++i) {
    g[N - 1] += psi[i] * psi[i];
    Dg[(N - 1) * N + w + 1 + i] = 2 * psi[i];
  }
  return true;
}

//   d = alpha d1 + gamma d2 in the null space:   a alpha^2 + 2 b alpha gamma + c gamma^2 = 0
std::vector<std::vector<double>> BranchPointEquations::directions(std::span<const double> scale) const {
  const Eigenpairs pairs = gram(J_, scale, n_, w_, false);
  if (pairs.values.size() != w_) return {};
  const auto column = [&](std::size_t k) {
    std::vector<double> v(w_);
    for (std::size_t i = 0; i < w_; ++i) v[i] = pairs.vectors[k][i].real();
    return v;
  };
  const std::vector<double> d1 = column(w_ - 1), d2 = column(w_ - 2);
  const auto form = [&](const std::vector<double>& x, const std::vector<double>& y) {
    double sum = 0;
    for (std::size_t i = 0; i < w_; ++i)
      for (std::size_t j = 0; j < w_; ++j) sum += x[i] * scale[i] * H_[i * w_ + j] * scale[j] * y[j];
    return sum;
  };
  const double a = form(d1, d1), b = form(d1, d2), c = form(d2, d2), discriminant = b * b - a * c;
  const double size = std::max({std::fabs(a), std::fabs(b), std::fabs(c)});
  if (!(discriminant > 1e-12 * size * size)) return {};
  const double s = b + std::copysign(std::sqrt(discriminant), b);  // the roots alpha : gamma are -s : a and c : -s
  std::vector<std::vector<double>> result;
  for (const auto& [alpha, gamma] : {std::pair(-s, a), std::pair(c, -s)}) {
    const double length = std::hypot(alpha, gamma);
    std::vector<double> d(w_);
    for (std::size_t i = 0; i < w_; ++i) d[i] = (alpha * d1[i] + gamma * d2[i]) / length;
    result.push_back(std::move(d));
  }
  return result;
}

}  // namespace separatrix
