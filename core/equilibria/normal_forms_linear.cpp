#include "core/equilibria/normal_forms_linear.hpp"

#include <algorithm>
#include <cmath>

#include "core/equilibria/eigenpairs.hpp"
#include "core/equilibria/polish_zero.hpp"

namespace separatrix {
namespace {

using Complex = std::complex<double>;
using Vector = std::vector<Complex>;

// M x = b with complex entries, as a real system of twice the size; empty where singular.
std::optional<Vector> solved(const std::vector<Complex>& M, const Vector& b) {
  const std::size_t n = b.size(), m = 2 * n;
  std::vector<double> R(m * m), r(m);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      R[i * m + j] = R[(n + i) * m + n + j] = M[i * n + j].real();
      R[i * m + n + j] = -M[i * n + j].imag();
      R[(n + i) * m + j] = M[i * n + j].imag();
    }
    r[i] = b[i].real();
    r[n + i] = b[i].imag();
  }
  if (!solveInPlace(R, r)) return std::nullopt;
  Vector x(n);
  for (std::size_t i = 0; i < n; ++i) x[i] = {r[i], r[n + i]};
  return x;
}

std::optional<Vector> nearest(const std::vector<double>& A, std::size_t n, Complex lambda) {
  const Eigenpairs pairs = eigenpairs(A, static_cast<int>(n));
  if (pairs.values.empty()) return std::nullopt;
  std::size_t best = 0;
  for (std::size_t k = 1; k < pairs.values.size(); ++k)
    if (std::abs(pairs.values[k] - lambda) < std::abs(pairs.values[best] - lambda)) best = k;
  Vector v = pairs.vectors[best];
  if (lambda.imag() == 0)
    for (Complex& z : v) z = z.real();
  return v;
}

bool normalize(Vector& v) {
  double length = 0;
  for (const Complex& z : v) length += std::norm(z);
  length = std::sqrt(length);
  if (!(length > 0)) return false;
  for (Complex& z : v) z /= length;
  return true;
}

}  // namespace

Complex inner(const Vector& u, const Vector& v) {
  Complex sum = 0;
  for (std::size_t i = 0; i < u.size(); ++i) sum += std::conj(u[i]) * v[i];
  return sum;
}
Vector conjugate(Vector v) {
  for (Complex& z : v) z = std::conj(z);
  return v;
}
Vector plus(Vector u, Complex factor, const Vector& v) {
  for (std::size_t i = 0; i < u.size(); ++i) u[i] += factor * v[i];
  return u;
}

LinearPart::LinearPart(std::span<const double> A)
    : n_(static_cast<std::size_t>(std::lround(std::sqrt(static_cast<double>(A.size()))))), A_(A.begin(), A.end()) {}

std::optional<Vector> LinearPart::resolvent(Complex lambda, const Vector& b) const {
  std::vector<Complex> M(n_ * n_);
  for (std::size_t i = 0; i < n_; ++i)
    for (std::size_t j = 0; j < n_; ++j) M[i * n_ + j] = (i == j ? lambda : Complex(0)) - A_[i * n_ + j];
  return solved(M, b);
}

std::optional<LinearPart::Pair> LinearPart::eigenvectors(Complex lambda) const {
  std::vector<double> T(n_ * n_);
  for (std::size_t i = 0; i < n_; ++i)
    for (std::size_t j = 0; j < n_; ++j) T[j * n_ + i] = A_[i * n_ + j];
  std::optional<Vector> q = nearest(A_, n_, lambda), p = nearest(T, n_, std::conj(lambda));
  if (!q || !p || !normalize(*q) || !normalize(*p)) return std::nullopt;
  const Complex product = inner(*p, *q);
  if (!(std::abs(product) > 1e-13)) return std::nullopt;
  for (Complex& z : *p) z /= std::conj(product);
  return Pair{*q, *p};
}

std::optional<Vector> LinearPart::inverseOnRange(Complex lambda, const Pair& pair, const Vector& b) const {
  const std::size_t N = n_ + 1;
  std::vector<Complex> M(N * N, 0.0);
  for (std::size_t i = 0; i < n_; ++i) {
    for (std::size_t j = 0; j < n_; ++j) M[i * N + j] = (i == j ? lambda : Complex(0)) - A_[i * n_ + j];
    M[i * N + n_] = pair.q[i];
    M[n_ * N + i] = std::conj(pair.p[i]);
  }
  Vector r = plus(b, -inner(pair.p, b), pair.q);
  r.push_back(0.0);
  std::optional<Vector> h = solved(M, r);
  if (h) h->pop_back();
  return h;
}

std::optional<Vector> LinearPart::bordered(const Vector& q, const Vector& p, const Vector& b) const {
  const std::size_t N = n_ + 1;
  std::vector<Complex> M(N * N, 0.0);
  for (std::size_t i = 0; i < n_; ++i) {
    for (std::size_t j = 0; j < n_; ++j) M[i * N + j] = A_[i * n_ + j];
    M[i * N + n_] = q[i];
    M[n_ * N + i] = std::conj(p[i]);
  }
  Vector r = b;
  r.push_back(0.0);
  std::optional<Vector> h = solved(M, r);
  if (h) h->pop_back();
  return h;
}

}  // namespace separatrix
