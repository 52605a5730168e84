#include "core/cycles/collocation_gauss.hpp"

#include <cmath>
#include <cstddef>

namespace separatrix {
namespace {

std::array<double, 4> points() {
  const double inner = std::sqrt(3.0 / 7 - 2.0 / 7 * std::sqrt(1.2)),
               outer = std::sqrt(3.0 / 7 + 2.0 / 7 * std::sqrt(1.2));
  return {0.5 - outer / 2, 0.5 - inner / 2, 0.5 + inner / 2, 0.5 + outer / 2};
}

std::array<double, 5> nodes() {
  const std::array<double, 4> c = points();
  return {0, c[0], c[1], c[2], c[3]};
}

template <std::size_t N>
double lagrange(const std::array<double, N>& x, std::size_t k, double t) {
  double value = 1;
  for (std::size_t j = 0; j < N; ++j)
    if (j != k) value *= (t - x[j]) / (x[k] - x[j]);
  return value;
}

GaussPoints tables() {
  GaussPoints g;
  g.c = points();
  const double root = std::sqrt(30.0);
  g.b = {(18 - root) / 72, (18 + root) / 72, (18 + root) / 72, (18 - root) / 72};
  const std::array<double, 5> node = nodes();
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t l = 0; l < 4; ++l)
      for (std::size_t q = 0; q < 4; ++q) g.a[i][l] += g.c[i] * g.b[q] * lagrange(g.c, l, g.c[i] * g.c[q]);
    g.d[i] = lagrange(node, i + 1, 1);
    g.slope[i] = nodeBasisSlope(g.c[i]);
  }
  for (std::size_t k = 0; k < 5; ++k) {
    double product = 1;
    for (std::size_t j = 0; j < 5; ++j)
      if (j != k) product *= node[k] - node[j];
    g.fourth[k] = 24 / product;
  }
  return g;
}

}  // namespace

const GaussPoints& gaussPoints() {
  static const GaussPoints table = tables();
  return table;
}

std::array<double, 5> nodeBasis(double theta) {
  static const std::array<double, 5> node = nodes();
  std::array<double, 5> basis{};
  for (std::size_t k = 0; k < 5; ++k) basis[k] = lagrange(node, k, theta);
  return basis;
}

std::array<double, 5> nodeBasisSlope(double theta) {
  static const std::array<double, 5> node = nodes();
  std::array<double, 5> slope{};
  for (std::size_t k = 0; k < 5; ++k)
    for (std::size_t skipped = 0; skipped < 5; ++skipped) {
      if (skipped == k) continue;
      double product = 1 / (node[k] - node[skipped]);
      for (std::size_t j = 0; j < 5; ++j)
        if (j != k && j != skipped) product *= (theta - node[j]) / (node[k] - node[j]);
      slope[k] += product;
    }
  return slope;
}

}  // namespace separatrix
