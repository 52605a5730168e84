#include "core/equilibria/eigenpairs.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace separatrix {
namespace {

using Complex = std::complex<double>;
using Vector = std::vector<Complex>;

// a b + c d with one rounding's error (Kahan; Jeannerod, Louvet, Muller 2013).
double sumOfProducts(double a, double b, double c, double d) {
  const double w = c * d, e = std::fma(c, d, -w), f = std::fma(a, b, w);
  return f + e;
}

// Unit length, the first component that is not zero made positive.
void normalize(Vector& v) {
  double largest = 0;
  for (const Complex& z : v) largest = std::max({largest, std::fabs(z.real()), std::fabs(z.imag())});
  if (largest == 0) return;
  double sum = 0;
  for (Complex& z : v) {
    z /= largest;
    sum += std::norm(z);
  }
  const double length = std::sqrt(sum);
  const auto first = std::ranges::find_if(v, [&](const Complex& z) { return std::abs(z) > 1e-14 * length; });
  Complex turn = first == v.end() ? Complex(1) : std::conj(*first) / std::abs(*first);
  if (std::ranges::all_of(v, [](const Complex& z) { return z.imag() == 0; })) turn = turn.real() < 0 ? -1.0 : 1.0;
  for (Complex& z : v) z = z * turn / length;
  if (first != v.end()) *first = first->real();
}

//   A = [a b; c d],  m = (a + d)/2,  h = (a - d)/2,  D = h^2 + b c,  lambda = m + s with s^2 = D
// An eigenvector is (s + h, c) and (b, s - h): the one whose sum or difference does not cancel.
Vector vectorFor(double b, double c, double h, Complex s) {
  if (s.imag() != 0) return {b, s - h};
  const double r = s.real();
  if (r == 0 && h == 0) return b != 0 ? Vector{1.0, 0.0} : Vector{0.0, 1.0};
  return (r >= 0) == (h >= 0) ? Vector{r + h, c} : Vector{b, r - h};
}

Eigenpairs planar(double a, double b, double c, double d) {
  const double m = a / 2 + d / 2, h = a / 2 - d / 2, D = sumOfProducts(h, h, b, c);
  if (D < 0) {
    const double omega = std::sqrt(-D);
    return {{{m, omega}, {m, -omega}}, {vectorFor(b, c, h, {0, omega}), vectorFor(b, c, h, {0, -omega})}};
  }
  const double r = std::sqrt(D);
  if (r == 0 && b == 0 && c == 0) return {{m, m}, {{1.0, 0.0}, {0.0, 1.0}}};
  // The larger eigenvalue by a sum, the other from the product of both, a d - b c.
  double upper = m + r, lower = m - r;
  const double determinant = sumOfProducts(a, d, -b, c);
  if (m > 0) lower = determinant / upper;
  if (m < 0) upper = determinant / lower;
  return {{upper, lower}, {vectorFor(b, c, h, r), vectorFor(b, c, h, -r)}};
}

}  // namespace

Eigenpairs eigenpairs(std::span<const double> matrix, int n) {
  if (!std::ranges::all_of(matrix, [](double x) { return std::isfinite(x); })) return {};
  Eigenpairs pairs;
  if (n == 1) pairs = {{matrix[0]}, {{1.0}}};
  if (n == 2) pairs = planar(matrix[0], matrix[1], matrix[2], matrix[3]);
  if (n >= 3) pairs = eigenpairsBySchur(matrix, n);

  std::vector<std::size_t> order(pairs.values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t p, std::size_t q) {
    const Complex x = pairs.values[p], y = pairs.values[q];
    return x.real() != y.real() ? x.real() > y.real() : x.imag() > y.imag();
  });
  Eigenpairs sorted;
  for (const std::size_t k : order) {
    sorted.values.push_back(pairs.values[k]);
    sorted.vectors.push_back(std::move(pairs.vectors[k]));
    normalize(sorted.vectors.back());
  }
  return sorted;
}

}  // namespace separatrix
