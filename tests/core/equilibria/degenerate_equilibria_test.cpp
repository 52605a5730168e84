#include <gtest/gtest.h>

#include <cmath>

#include "core/equilibria/find_equilibria.hpp"
#include "tests/core/fields.hpp"

namespace separatrix {
namespace {

using namespace test;

const Box kUnit = {{-1, 1}, {-1, 1}};

EquilibriaInBox find(const Box& box, const Formulas& formulas) { return findEquilibria(makeProblem(box, formulas)).value(); }

bool isSaid(const EquilibriaInBox& result, const std::string& words) {
  return std::ranges::any_of(result.remarks, [&](const std::string& remark) { return remark.find(words) != std::string::npos; });
}

double farthest(const Curve& curve, const std::function<double(double, double)>& f) {
  double largest = 0;
  for (std::size_t k = 0; k < curve.size(); ++k) largest = std::max(largest, std::fabs(f(curve[k][0], curve[k][1])));
  return largest;
}

// The field z^k has index k at 0, its conjugate -k.
TEST(DegenerateEquilibria, HaveTheIndexOfTheirPower) {
  const Box box = {{-1, 1.5}, {-2, 1}};
  const auto cubic = [](double sign) {
    return [sign](const Expressions& x, const Expressions&) {
      return Expressions{cube(x[0]) - 3.0 * x[0] * square(x[1]), sign * (3.0 * square(x[0]) * x[1] - cube(x[1]))};
    };
  };
  EXPECT_EQ(find(box, cubic(1)).found.at(0).index, 3);
  EXPECT_EQ(find(box, cubic(-1)).found.at(0).index, -3);
  EXPECT_TRUE(isSaid(find(box, cubic(1)), "its index is 3"));
  const EquilibriaInBox cusp = find(box, [](const Expressions& x, const Expressions&) { return Expressions{x[1], square(x[0]) + x[0] * x[1]}; });
  EXPECT_EQ(cusp.found.at(0).index, 0);
  EXPECT_EQ(cusp.found.at(0).evidence, Evidence::converged);
  ASSERT_EQ(cusp.completeness.indices.size(), 1u);
  EXPECT_EQ(cusp.completeness.indices[0], 0);
}

TEST(DegenerateEquilibria, OfOneVariableHaveTheIndexOfTheirChangeOfSign) {
  const auto index = [](const Formulas& f) { return find({{-1, 1.3}}, f).found.at(0).index; };
  EXPECT_EQ(index([](const Expressions& x, const Expressions&) { return Expressions{square(x[0])}; }), 0);
  EXPECT_EQ(index([](const Expressions& x, const Expressions&) { return Expressions{cube(x[0])}; }), 1);
  EXPECT_EQ(index([](const Expressions& x, const Expressions&) { return Expressions{-cube(x[0])}; }), -1);
}

// The fold of Morris–Lecar (mpmath): I = 39.693454186166385, V = -29.56803416688635.
TEST(DegenerateEquilibria, AtAFoldTheRegionHasIndexZeroAndIsSaid) {
  const EquilibriaInBox fold = findEquilibria(morrisLecar(39.693454186166385, 12)).value();
  ASSERT_EQ(fold.completeness.undecided.size(), 1u);
  EXPECT_EQ(fold.completeness.indices.at(0), 0);
  EXPECT_EQ(fold.found.at(0).index, 0);
  EXPECT_TRUE(isSaid(fold, "could not be decided"));
  EXPECT_TRUE(isSaid(fold, "V = -29.568") || isSaid(fold, "x0 = -29.568"));
  EXPECT_TRUE(isSaid(fold, "outside it none is missing"));
}

TEST(DegenerateEquilibria, ALineIsFollowedAndAtMostOneOfItsPointsIsListed) {
  const EquilibriaInBox axis = find(kUnit, [](const Expressions& x, const Expressions&) { return Expressions{x[1], 0.0 * x[0]}; });
  ASSERT_EQ(axis.curves.size(), 1u);
  ASSERT_EQ(axis.found.size(), 1u);
  EXPECT_EQ(axis.found[0].type, EquilibriumType::nonhyperbolic);
  EXPECT_EQ(axis.found[0].evidence, Evidence::converged);
  EXPECT_TRUE(isSaid(axis, "line of equilibria"));
  EXPECT_NEAR(std::fabs(axis.curves[0].front()[0] - axis.curves[0].back()[0]), 2, 1e-12);
  EXPECT_LE(farthest(axis.curves[0], [](double, double y) { return y; }), 1e-12);
  EXPECT_EQ(axis.completeness.evidence, Evidence::heuristic);

  const EquilibriaInBox parabola = find(kUnit, [](const Expressions& x, const Expressions&) { return Expressions{x[1] - square(x[0]), 0.0 * x[0]}; });
  ASSERT_EQ(parabola.curves.size(), 1u);
  EXPECT_NEAR(std::fabs(parabola.curves[0].front()[0] - parabola.curves[0].back()[0]), 2, 1e-6);
  EXPECT_LE(farthest(parabola.curves[0], [](double x, double y) { return y - x * x; }), 1e-12);

  // Kermack and McKendrick: every point with I = 0 is an equilibrium.
  const EquilibriaInBox epidemic = find({{0, 1}, {0, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{-0.5 * x[0] * x[1], 0.5 * x[0] * x[1] - 0.1 * x[1]};
  });
  ASSERT_EQ(epidemic.curves.size(), 1u);
  EXPECT_LE(farthest(epidemic.curves[0], [](double, double y) { return y; }), 1e-12);
}

// s' = i (g - b s), i' = -s': the lines i = 0 and s = g / b, each whole through their crossing.
TEST(DegenerateEquilibria, LinesGoStraightThroughTheirCrossing) {
  const EquilibriaInBox result = find({{0, 1}, {0, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{-0.5 * x[0] * x[1] + 0.1 * x[1], 0.5 * x[0] * x[1] - 0.1 * x[1]};
  });
  ASSERT_EQ(result.curves.size(), 2u);
  for (const Curve& curve : result.curves) {
    const bool isAxis = std::fabs(curve.front()[0] - curve.back()[0]) > 0.5;
    EXPECT_NEAR(isAxis ? std::fabs(curve.front()[0] - curve.back()[0]) : std::fabs(curve.front()[1] - curve.back()[1]), 1, 1e-9);
    EXPECT_LE(farthest(curve, [isAxis](double s, double i) { return isAxis ? i : s - 0.2; }), 1e-9);
  }
}

TEST(DegenerateEquilibria, TwoCrossingLinesAreTwoCurvesAndACircleIsClosed) {
  const EquilibriaInBox cross = find(kUnit, [](const Expressions& x, const Expressions&) { return Expressions{x[0] * x[1], -x[0] * x[1]}; });
  ASSERT_EQ(cross.curves.size(), 2u);
  for (const Curve& curve : cross.curves) EXPECT_LE(farthest(curve, [](double x, double y) { return x * y; }), 1e-12);
  const EquilibriaInBox circle = find({{-2, 2}, {-2, 2}}, [](const Expressions& x, const Expressions&) {
    const Expr h = square(x[0]) + square(x[1]) - 1.0;
    return Expressions{x[1] * h, -x[0] * h};
  });
  ASSERT_EQ(circle.curves.size(), 1u);
  EXPECT_TRUE(std::ranges::equal(circle.curves[0].front(), circle.curves[0].back()));
  EXPECT_LE(farthest(circle.curves[0], [](double x, double y) { return x * x + y * y - 1; }), 1e-9);
  ASSERT_GE(circle.found.size(), 1u);
  EXPECT_TRUE(std::ranges::any_of(circle.found, [](const Equilibrium& e) { return e.evidence == Evidence::proved && e.type == EquilibriumType::center; }));
  EXPECT_TRUE(isSaid(circle, "closed curve of equilibria"));
}

TEST(DegenerateEquilibria, IsolatedOnesAreNeverTakenForALine) {
  const EquilibriaInBox flat = find(kUnit, [](const Expressions& x, const Expressions&) { return Expressions{square(square(square(x[0]))), -x[1]}; });
  EXPECT_TRUE(flat.curves.empty());
  EXPECT_FALSE(flat.completeness.undecided.empty());
}

TEST(DegenerateEquilibria, AFieldThatIsZeroEverywhereIsSaidToBe) {
  const EquilibriaInBox nothing = find(kUnit, [](const Expressions& x, const Expressions&) { return Expressions{0.0 * x[0], 0.0 * x[1]}; });
  EXPECT_LE(nothing.found.size(), 1u);
  EXPECT_TRUE(isSaid(nothing, "every point of it is an equilibrium"));
}

// Slopes 1 and -2 to the two sides: each linear field alone would give a type of its own.
TEST(DegenerateEquilibria, AtAKinkTheyHaveNoType) {
  const auto kink = [](Operation) {
    return [](const Expressions& x, const Expressions&) {
      return Expressions{x[1] - apply(Operation::abs, x[0]) - 0.5 * x[0], -2.0 * x[0] - x[1]};
    };
  };
  const EquilibriaInBox proved = find({{-1, 1.5}, {-1, 1.3}}, kink(Operation::abs));
  ASSERT_EQ(proved.found.size(), 1u);
  EXPECT_EQ(proved.found[0].evidence, Evidence::proved);
  EXPECT_EQ(proved.found[0].type, EquilibriumType::nonhyperbolic);
  EXPECT_EQ(proved.found[0].index, 1);
  EXPECT_TRUE(isSaid(proved, "not differentiable"));
  const EquilibriaInBox chosen = find({{-1, 1.5}, {-1, 1.3}}, [](const Expressions& x, const Expressions&) {
    const Expr isRight = apply(Operation::greater, x[0], number(x[0], 0.0));
    const Expr slope{x[0].graph, x[0].graph->apply(Operation::select, isRight.id, x[0].id, (-2.0 * x[0]).id)};
    return Expressions{x[1] - slope, -3.0 * x[0] - x[1]};
  });
  ASSERT_EQ(chosen.found.size(), 1u);
  EXPECT_EQ(chosen.found[0].evidence, Evidence::converged);
  EXPECT_EQ(chosen.found[0].type, EquilibriumType::nonhyperbolic);
  EXPECT_FALSE(chosen.found[0].reason.empty());
}

TEST(DegenerateEquilibria, WhereTheFieldEndsAreConvergedNotMissed) {
  const EquilibriaInBox result = find({{0, 1}, {-1, 1}}, [](const Expressions& x, const Expressions&) { return Expressions{-sqrt(x[0]), -x[1]}; });
  ASSERT_EQ(result.found.size(), 1u);
  EXPECT_EQ(result.found[0].evidence, Evidence::converged);
  EXPECT_EQ(result.found[0].type, EquilibriumType::nonhyperbolic);
}

// y' = sin(1/x) - y has equilibria at x = 1/(k pi) for every k.
TEST(DegenerateEquilibria, InfinitelyManyAreCutOffHonestly) {
  const EquilibriaInBox result = find(kUnit, [](const Expressions& x, const Expressions&) { return Expressions{x[1], sin(1.0 / x[0]) - x[1]}; });
  EXPECT_EQ(result.completeness.evidence, Evidence::heuristic);
  EXPECT_GE(result.found.size(), 40u);
  EXPECT_FALSE(result.remarks.empty());
}

}  // namespace
}  // namespace separatrix
