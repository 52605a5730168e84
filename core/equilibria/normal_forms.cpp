#include "core/equilibria/normal_forms.hpp"

#include <algorithm>
#include <cmath>

#include "core/equilibria/normal_forms_linear.hpp"

namespace separatrix {
namespace {

using Complex = std::complex<double>;
using Vector = std::vector<Complex>;
using Pair = LinearPart::Pair;
constexpr Complex kI{0, 1};
constexpr double kRounding = 1e-11;  // of the largest term of a coefficient

// The pair with q's largest component positive.
std::optional<Pair> realPair(const LinearPart& A, double eigenvalue) {
  std::optional<Pair> pair = A.eigenvectors(eigenvalue);
  if (!pair) return pair;
  const auto largest = std::ranges::max_element(pair->q, {}, [](const Complex& z) { return std::fabs(z.real()); });
  if (largest->real() < 0) {
    for (Complex& z : pair->q) z = -z;
    for (Complex& z : pair->p) z = -z;
  }
  return pair;
}

std::vector<double> realPart(const Vector& v) {
  std::vector<double> x;
  for (const Complex& z : v) x.push_back(z.real());
  return x;
}

double termSize(const Vector& p, const Vector& v) {
  double sum = 0;
  for (std::size_t i = 0; i < p.size(); ++i) sum += std::abs(p[i]) * std::abs(v[i]);
  return sum;
}

}  // namespace

std::optional<FoldForm> foldForm(const DerivativeForms& f, std::span<const double> A, double eigenvalue) {
  const std::optional<Pair> pair = realPair(LinearPart(A), eigenvalue);
  if (!pair) return std::nullopt;
  const auto& [q, p] = *pair;
  const Vector Bqq = f({q, q});
  return FoldForm{realPart(q), realPart(p), inner(p, Bqq).real() / 2, kRounding * termSize(p, Bqq) / 2};
}

std::optional<HopfForm> hopfForm(const DerivativeForms& f, std::span<const double> matrix, double omega) {
  const LinearPart A(matrix);
  const auto pair = A.eigenvectors(kI * omega);
  if (!pair || !(omega > 0)) return std::nullopt;
  const auto& [q, p] = *pair;
  const Vector qc = conjugate(q);
  const auto h11 = A.resolvent(0.0, f({q, qc})), h20 = A.resolvent(2.0 * kI * omega, f({q, q}));
  if (!h11 || !h20) return std::nullopt;
  // (0 - A)^-1 = -A^-1
  const Vector C = f({q, q, qc}), B1 = f({q, *h11}), B2 = f({qc, *h20});
  const Complex c1 = (inner(p, C) + 2.0 * inner(p, B1) + inner(p, B2)) / 2.0;
  const double size = (termSize(p, C) + 2 * termSize(p, B1) + termSize(p, B2)) / 2;
  return HopfForm{omega, c1.real() / omega, kRounding * size / omega};
}

std::optional<double> cuspCoefficient(const DerivativeForms& f, std::span<const double> matrix) {
  const LinearPart A(matrix);
  const auto pair = realPair(A, 0);
  if (!pair) return std::nullopt;
  const auto& [q, p] = *pair;
  const auto h = A.inverseOnRange(0.0, *pair, f({q, q}));
  if (!h) return std::nullopt;
  return (inner(p, f({q, q, q})) + 3.0 * inner(p, f({q, *h}))).real() / 6;
}

//   A q0 = 0, A q1 = q0, A^T p1 = 0, A^T p0 = p1;   <q0,q0> = <p0,q0> = <p1,q1> = 1, <q0,q1> = <p0,q1> = 0
std::optional<BogdanovTakensForm> bogdanovTakensForm(const DerivativeForms& f, std::span<const double> matrix) {
  const LinearPart A(matrix);
  const std::size_t n = A.dimension();
  std::vector<double> T(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) T[j * n + i] = matrix[i * n + j];
  const LinearPart transposed(T);
  // Null vectors by two steps with each other as borders: regular, as 0 has one eigenvector.
  Vector q0(n, 0.0), p1(n, 0.0);
  const auto start = A.eigenvectors(0.0);
  if (start) {
    q0 = start->q;
    p1 = start->p;
  } else {
    // q and p are nearly orthogonal; each still is an eigenvector to about the root of rounding.
    Vector e(n, 1.0);
    const auto right = A.resolvent(1e-6, e), left = transposed.resolvent(1e-6, e);
    if (!right || !left) return std::nullopt;
    q0 = *right;
    p1 = *left;
  }
  const auto unit = [](Vector v) {
    const double length = std::sqrt(inner(v, v).real());
    for (Complex& z : v) z = z.real() / length;
    return v;
  };
  for (int k = 0; k < 3; ++k) {
    q0 = unit(q0);
    p1 = unit(p1);
    // [A p1; q0^T 0] [v; s] = [0; 1]: v = q0 + the solution of the same with right-hand side -A q0
    Vector r(n, 0.0), l(n, 0.0);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) {
        r[i] -= matrix[i * n + j] * q0[j];
        l[i] -= T[i * n + j] * p1[j];
      }
    const auto dq = A.bordered(p1, q0, r), dp = transposed.bordered(q0, p1, l);
    if (!dq || !dp) return std::nullopt;
    q0 = plus(q0, 1.0, *dq);
    p1 = plus(p1, 1.0, *dp);
  }
  q0 = unit(q0);
  const auto largest = std::ranges::max_element(q0, {}, [](const Complex& z) { return std::fabs(z.real()); });
  if (largest->real() < 0)
    for (Complex& z : q0) z = -z;
  const auto q1 = A.bordered(p1, q0, q0);  // <q0,q1> = 0
  if (!q1) return std::nullopt;
  const Complex scale = inner(p1, *q1);
  if (!(std::abs(scale) > 0)) return std::nullopt;
  for (Complex& z : p1) z /= scale;
  auto p0 = transposed.bordered(q0, p1, p1);
  if (!p0) return std::nullopt;
  p0 = plus(*p0, -inner(*p0, *q1), p1);
  const Vector B00 = f({q0, q0}), B01 = f({q0, *q1});
  return BogdanovTakensForm{inner(p1, B00).real() / 2, (inner(*p0, B00) + inner(p1, B01)).real()};
}

std::optional<FoldHopfForm> foldHopfForm(const DerivativeForms& f, std::span<const double> matrix, double omega) {
  const LinearPart A(matrix);
  const auto zero = realPair(A, 0), pair = A.eigenvectors(kI * omega);
  if (!zero || !pair) return std::nullopt;
  const double g200 = inner(zero->p, f({zero->q, zero->q})).real();
  const double g011 = inner(zero->p, f({pair->q, conjugate(pair->q)})).real();
  const double h110 = inner(pair->p, f({zero->q, pair->q})).real();
  if (g200 == 0) return std::nullopt;
  return FoldHopfForm{g200 * g011 > 0 ? 1.0 : -1.0, h110 / g200};
}

std::optional<HopfHopfForm> hopfHopfForm(const DerivativeForms& f, std::span<const double> matrix, double omega1,
                                         double omega2) {
  const LinearPart A(matrix);
  const auto first = A.eigenvectors(kI * omega1), second = A.eigenvectors(kI * omega2);
  if (!first || !second) return std::nullopt;
  // f_2100 of the pair i, and f_1011, its coupling with the other pair j
  const auto own = [&](const Pair& i, double omega) -> std::optional<double> {
    const Vector c = conjugate(i.q);
    const auto h11 = A.resolvent(0.0, f({i.q, c})), h20 = A.resolvent(2.0 * kI * omega, f({i.q, i.q}));
    if (!h11 || !h20) return std::nullopt;
    return (inner(i.p, f({i.q, i.q, c})) + inner(i.p, f({c, *h20})) + 2.0 * inner(i.p, f({i.q, *h11}))).real() / 2;
  };
  const auto coupling = [&](const Pair& i, double wi, const Pair& j, double wj) -> std::optional<double> {
    const Vector c = conjugate(j.q);
    const auto sum = A.resolvent(kI * (wi + wj), f({i.q, j.q})), difference = A.resolvent(kI * (wi - wj), f({i.q, c}));
    const auto mean = A.resolvent(0.0, f({j.q, c}));
    if (!sum || !difference || !mean) return std::nullopt;
    return (inner(i.p, f({i.q, j.q, c})) + inner(i.p, f({c, *sum})) + inner(i.p, f({j.q, *difference})) +
            inner(i.p, f({i.q, *mean})))
        .real();
  };
  const auto p11 = own(*first, omega1), p22 = own(*second, omega2);
  const auto p12 = coupling(*first, omega1, *second, omega2), p21 = coupling(*second, omega2, *first, omega1);
  if (!p11 || !p22 || !p12 || !p21 || *p11 == 0 || *p22 == 0) return std::nullopt;
  return HopfHopfForm{*p11, *p22, *p12 / *p22, *p21 / *p11};
}

std::optional<FlipForm> flipForm(const DerivativeForms& F, std::span<const double> matrix) {
  const LinearPart A(matrix);
  const auto pair = realPair(A, -1);
  if (!pair) return std::nullopt;
  const auto& [q, p] = *pair;
  const auto h = A.resolvent(1.0, F({q, q}));
  if (!h) return std::nullopt;
  const Vector C = F({q, q, q}), B = F({q, *h});
  return FlipForm{(inner(p, C) + 3.0 * inner(p, B)).real() / 6, kRounding * (termSize(p, C) + 3 * termSize(p, B)) / 6};
}

std::optional<NeimarkSackerForm> neimarkSackerForm(const DerivativeForms& F, std::span<const double> matrix,
                                                   double theta) {
  const LinearPart A(matrix);
  const Complex turn = std::exp(kI * theta);
  const auto pair = A.eigenvectors(turn);
  if (!pair) return std::nullopt;
  const auto& [q, p] = *pair;
  const Vector qc = conjugate(q);
  const auto h11 = A.resolvent(1.0, F({q, qc})), h20 = A.resolvent(turn * turn, F({q, q}));
  if (!h11 || !h20) return std::nullopt;
  const Vector C = F({q, q, qc}), B1 = F({q, *h11}), B2 = F({qc, *h20});
  const Complex sum = inner(p, C) + 2.0 * inner(p, B1) + inner(p, B2);
  const double size = termSize(p, C) + 2 * termSize(p, B1) + termSize(p, B2);
  return NeimarkSackerForm{(std::conj(turn) * sum).real() / 2, kRounding * size / 2};
}

}  // namespace separatrix
