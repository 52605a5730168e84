#include <gtest/gtest.h>

#include "core/equilibria/find_equilibria.hpp"
#include "tests/core/fields.hpp"

namespace separatrix {
namespace {

using namespace test;

EquilibriumType typeAt(const Problem& problem, double x, double y) {
  const EquilibriaInBox result = findEquilibria(problem).value();
  for (const Equilibrium& e : result.found)
    if (std::hypot(e.state[0] - x, e.state[1] - y) < 1e-9) return e.type;
  ADD_FAILURE() << "no equilibrium at " << x << ", " << y;
  return EquilibriumType::nonhyperbolic;
}

const Box kWindow = {{-3, 4}, {-4, 5}};

TEST(ProveCenter, ByAHamiltonian) {
  const auto duffing = [](const Expressions& x, const Expressions& p) { return Expressions{x[1], x[0] - cube(x[0]) - p[0] * x[1]}; };
  const Problem conservative = makeProblem(kWindow, {0.0}, duffing);
  EXPECT_EQ(typeAt(conservative, 1, 0), EquilibriumType::center);
  EXPECT_EQ(typeAt(conservative, 0, 0), EquilibriumType::saddle);
  EXPECT_EQ(typeAt(makeProblem(kWindow, {1e-4}, duffing), 1, 0), EquilibriumType::stableFocus);
  // H = x^2 y^2 / 2 + y^2 / 2 - y + x^2 / 2
  EXPECT_EQ(typeAt(makeProblem(kWindow, [](const Expressions& x, const Expressions&) {
    return Expressions{square(x[0]) * x[1] + x[1] - 1.0, -x[0] * square(x[1]) - x[0]};
  }), 0, 1), EquilibriumType::center);
}

// B = 1/(x y) makes div(B f) = 0.
TEST(ProveCenter, ByTheIntegratingFactorOfLotkaAndVolterra) {
  const auto prey = [](const Expressions& x, const Expressions& p) {
    return Expressions{x[0] * (p[0] - p[1] * x[1] - p[4] * x[0]), x[1] * (p[3] * x[0] - p[2])};
  };
  const Problem classic = makeProblem({{0, 10}, {0, 10}}, {1.1, 0.4, 0.4, 0.1, 0.0}, prey);
  const EquilibriaInBox found = findEquilibria(classic).value();
  EXPECT_EQ(typeAt(classic, 4, 2.75), EquilibriumType::center);
  ASSERT_FALSE(found.remarks.empty());
  EXPECT_NE(found.remarks[0].find("first integral"), std::string::npos);
  EXPECT_EQ(typeAt(makeProblem({{0, 10}, {0, 10}}, {1.1, 0.4, 0.4, 0.1, 0.01}, prey), 4, (1.1 - 0.04) / 0.4), EquilibriumType::stableFocus);
}

TEST(ProveCenter, ByAReversor) {
  // (x, y) -> (x, -y): x' odd, y' even in y.
  EXPECT_EQ(typeAt(makeProblem(kWindow, [](const Expressions& x, const Expressions&) {
    return Expressions{x[1] - cube(x[1]), -x[0] - square(x[1])};
  }), 0, 0), EquilibriumType::center);
  // The same about y = 1.
  EXPECT_EQ(typeAt(makeProblem(kWindow, [](const Expressions& x, const Expressions&) {
    const Expr v = x[1] - 1.0;
    return Expressions{v - cube(v), -x[0] - square(v)};
  }), 0, 1), EquilibriumType::center);
  // (x, y) -> (-x, y), with functions that are odd and even.
  EXPECT_EQ(typeAt(makeProblem(kWindow, [](const Expressions& x, const Expressions&) {
    return Expressions{x[1] * cos(x[0]), -sin(x[0]) - tanh(x[0]) * square(x[1])};
  }), 0, 0), EquilibriumType::center);
  // (x, y) -> (y, x).
  EXPECT_EQ(typeAt(makeProblem({{-1, 1}, {-1, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{x[1] + x[0] * x[1] + square(x[0]), -x[0] - x[0] * x[1] - square(x[1])};
  }), 0, 0), EquilibriumType::center);
}

// Traces that vanish at the point, without symmetry: weak foci, of which the linear part proves nothing.
TEST(ProveCenter, DoesNotCallAWeakFocusACenter) {
  for (const double sign : {-1.0, 1.0})
    EXPECT_EQ(typeAt(makeProblem(kWindow, [sign](const Expressions& x, const Expressions&) {
      return Expressions{x[1] + sign * cube(x[0]), -x[0]};
    }), 0, 0), EquilibriumType::nonhyperbolic);
  EXPECT_EQ(typeAt(makeProblem(kWindow, {1.0}, [](const Expressions& x, const Expressions& p) {
    return Expressions{x[1], -x[0] + (p[0] - 1.0 - square(x[0])) * x[1]};
  }), 0, 0), EquilibriumType::nonhyperbolic);
}

TEST(ProveCenter, SaysWhyOnceForMany) {
  const EquilibriaInBox pendulum = findEquilibria(makeProblem({{-7, 7}, {-3, 3}}, [](const Expressions& x, const Expressions&) {
    return Expressions{x[1], -sin(x[0])};
  })).value();
  ASSERT_EQ(pendulum.found.size(), 5u);
  for (const std::size_t k : {0u, 2u, 4u}) EXPECT_EQ(pendulum.found[k].type, EquilibriumType::center);
  EXPECT_EQ(pendulum.remarks.size(), 1u);
}

}  // namespace
}  // namespace separatrix
