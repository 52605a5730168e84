#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>

#include "core/equilibria/find_equilibria.hpp"
#include "core/phaseplane/index_check.hpp"
#include "tests/core/fields.hpp"

namespace separatrix {
namespace {

using namespace test;

// Roots of g on [lo, hi] by a dense scan and bisection: independent of everything in the core.
std::vector<double> denseRoots(const std::function<double(double)>& g, double lo, double hi, int pieces) {
  std::vector<double> roots;
  for (int k = 0; k < pieces; ++k) {
    double a = lo + (hi - lo) * k / pieces, b = lo + (hi - lo) * (k + 1) / pieces;
    if ((g(a) > 0) == (g(b) > 0)) continue;
    for (int step = 0; step < 80; ++step) {
      const double m = (a + b) / 2;
      ((g(m) > 0) == (g(a) > 0) ? a : b) = m;
    }
    roots.push_back((a + b) / 2);
  }
  return roots;
}

// What a certificate claims must hold: every root of the scan is listed, and every listed one is a root of the scan.
void expectNoContradiction(const Problem& problem, const std::vector<double>& roots, int& decided) {
  const EquilibriaInBox result = findEquilibria(problem).value();
  for (const Equilibrium& e : result.found) {
    if (e.evidence != Evidence::proved) continue;
    EXPECT_TRUE((*e.enclosure)[0].contains(e.state[0]) && (*e.enclosure)[1].contains(e.state[1]));
  }
  if (result.completeness.evidence != Evidence::proved) return;
  ++decided;
  ASSERT_EQ(result.found.size(), roots.size()) << problem.parameters[0] << " " << problem.parameters[1];
  for (std::size_t k = 0; k < roots.size(); ++k) EXPECT_NEAR(result.found[k].state[0], roots[k], 1e-7 * (1 + std::fabs(roots[k])));
  const auto index = checkIndex(problem, result.found, result.completeness);
  if (index) {
    EXPECT_TRUE(index->consistent);
  }
}

TEST(RandomCertificates, NeverContradictADenseSearchOfMorrisLecar) {
  std::mt19937 random(20061);
  std::uniform_real_distribution<double> current(-50, 250), v3(-10, 30);
  int decided = 0;
  for (int trial = 0; trial < 150; ++trial) {
    const double I = current(random), V3 = v3(random);
    const auto net = [&](double V) {
      const double m = 0.5 * (1 + std::tanh((V + 1.2) / 18)), n = 0.5 * (1 + std::tanh((V - V3) / 17.4));
      return I - 2 * (V + 60) - 4 * m * (V - 120) - 8 * n * (V + 80);
    };
    expectNoContradiction(morrisLecar(I, V3, {{-150, 150}, {-0.1, 1.1}}), denseRoots(net, -150, 150, 4000), decided);
  }
  EXPECT_EQ(decided, 150);
}

TEST(RandomCertificates, NeverContradictADenseSearchOfFitzHughNagumo) {
  std::mt19937 random(20062);
  std::uniform_real_distribution<double> current(-2, 2), slope(0.2, 5);
  int decided = 0;
  for (int trial = 0; trial < 150; ++trial) {
    const double I = current(random), b = slope(random);
    const auto net = [&](double v) { return v - v * v * v - (v + 0.7) / b + I; };
    expectNoContradiction(fitzHughNagumo(I, b, {{-4, 4}, {-40, 40}}), denseRoots(net, -4, 4, 4000), decided);
  }
  EXPECT_EQ(decided, 150);
}

// Products of lines have all their zeros at known places: x' = prod (x - a_i), y' = prod (y - b_j) turned by a shear.
TEST(RandomCertificates, FindEveryZeroOfAShearedGrid) {
  std::mt19937 random(20063);
  std::uniform_real_distribution<double> place(-0.95, 0.95), shear(-0.5, 0.5);
  for (int trial = 0; trial < 30; ++trial) {
    std::vector<double> a(3), b(2);
    for (double& value : a) value = place(random);
    for (double& value : b) value = place(random);
    const double s = shear(random);
    std::size_t inside = 0;
    for (const double p : a)
      for (const double q : b) inside += std::fabs(p + s * q) <= 1 ? 1 : 0;
    const EquilibriaInBox result = findEquilibria(makeProblem({{-1, 1}, {-1, 1}}, [&](const Expressions& x, const Expressions&) {
      const Expr u = x[0] - s * x[1], v = x[1];
      return Expressions{(u - a[0]) * (u - a[1]) * (u - a[2]), (v - b[0]) * (v - b[1]) + 0.0 * u};
    })).value();
    EXPECT_EQ(result.completeness.evidence, Evidence::proved);
    EXPECT_EQ(result.found.size(), inside);
  }
}

}  // namespace
}  // namespace separatrix
