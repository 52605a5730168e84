#include "core/phaseplane/index_check.hpp"

#include <gtest/gtest.h>

#include "core/equilibria/find_equilibria.hpp"
#include "tests/core/fields.hpp"

namespace separatrix {
namespace {

using namespace test;

std::expected<IndexCheck, std::string> check(const Problem& problem) {
  const EquilibriaInBox equilibria = findEquilibria(problem).value();
  return checkIndex(problem, equilibria.found, equilibria.completeness);
}

TEST(CheckIndex, IsOneAroundANodeOrAFocusAndMinusOneAroundASaddle) {
  EXPECT_EQ(check(linearProblem(-1, 0, 0, -2)).value().alongBorder, 1);
  EXPECT_EQ(check(linearProblem(0.1, -1, 1, 0.1)).value().alongBorder, 1);
  EXPECT_EQ(check(linearProblem(1, 0, 0, -1)).value().alongBorder, -1);
  Problem swapped = linearProblem(1, 2, 0, -1);
  std::swap(swapped.plane.i, swapped.plane.j);
  EXPECT_EQ(check(swapped).value().alongBorder, -1);
}

// The field z^k of a complex variable has index k at 0 (a zero of multiplicity k).
TEST(CheckIndex, CountsAZeroOfAPowerWithItsMultiplicity) {
  const Problem cube = makeProblem({{-1, 1.5}, {-2, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{x[0] * x[0] * x[0] - 3.0 * x[0] * x[1] * x[1], 3.0 * x[0] * x[0] * x[1] - x[1] * x[1] * x[1]};
  });
  const auto result = checkIndex(cube, {});
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->alongBorder, 3);
  EXPECT_FALSE(result->consistent);
}

TEST(CheckIndex, AgreesWithTheEquilibriaFoundOfMorrisLecar) {
  for (const double current : {-100.0, -14.0, 0.0, 30.0, 39.8, 70.0, 300.0}) {
    const auto result = check(morrisLecar(current, 12));
    ASSERT_TRUE(result.has_value());
    EXPECT_TRUE(result->consistent);
  }
  const Problem problem = morrisLecar(30, 12);
  std::vector<Equilibrium> found = findEquilibria(problem).value().found;
  found.pop_back();
  EXPECT_FALSE(checkIndex(problem, found).value().consistent);
}

TEST(CheckIndex, SaysNothingOfAFieldWithAPoleOrAJumpInside) {
  const Box box = {{-1, 1}, {-1, 1.5}};
  EXPECT_FALSE(checkIndex(makeProblem(box, [](const Expressions& x, const Expressions&) { return Expressions{x[0], 1.0 / x[1]}; }), {}).has_value());
  EXPECT_FALSE(checkIndex(makeProblem(box, [](const Expressions& x, const Expressions&) {
    return Expressions{x[0], heaviside(x[1]) - 0.5};
  }), {}).has_value());
}

TEST(CheckIndex, WalksALittleInsideWhenAnEquilibriumLiesOnTheBorder) {
  Problem problem = linearProblem(-1, 0, 0, -2);
  problem.box = {{0, 1}, {-1, 1}};
  ASSERT_TRUE(check(problem).has_value());
  EXPECT_EQ(check(problem)->alongBorder, 0);
  EXPECT_TRUE(check(problem)->consistent);
  problem.box = {{-1, 1}, {-1, 1}};
  EXPECT_EQ(check(problem)->alongBorder, 1);
}

// z^2 has index 2 at 0, its conjugate -2; the fold x^2 has 0, and both are counted where they are found.
TEST(CheckIndex, CountsDegenerateEquilibriaByTheirIndex) {
  const Box box = {{-1, 1.5}, {-2, 1}};
  const auto dipole = makeProblem(box, [](const Expressions& x, const Expressions&) { return Expressions{square(x[0]) - square(x[1]), 2.0 * x[0] * x[1]}; });
  const auto monkey = makeProblem(box, [](const Expressions& x, const Expressions&) { return Expressions{square(x[0]) - square(x[1]), -2.0 * x[0] * x[1]}; });
  const auto fold = makeProblem(box, [](const Expressions& x, const Expressions&) { return Expressions{square(x[0]), -x[1]}; });
  for (const auto& [problem, index] : {std::pair(dipole, 2), std::pair(monkey, -2), std::pair(fold, 0)}) {
    const EquilibriaInBox equilibria = findEquilibria(problem).value();
    ASSERT_EQ(equilibria.found.size(), 1u);
    EXPECT_EQ(equilibria.found[0].type, EquilibriumType::nonhyperbolic);
    EXPECT_EQ(equilibria.found[0].index, index);
    ASSERT_TRUE(check(problem).has_value()) << check(problem).error();
    EXPECT_EQ(check(problem)->alongBorder, index);
    EXPECT_TRUE(check(problem)->consistent);
  }
}

TEST(CheckIndex, GivesItsReasonWhenItSaysNothing) {
  const auto line = makeProblem({{-1, 1}, {-1, 1}}, [](const Expressions& x, const Expressions&) { return Expressions{x[1], 0.0 * x[0]}; });
  ASSERT_FALSE(check(line).has_value());
  EXPECT_FALSE(check(line).error().empty());
  EXPECT_FALSE(check(makeProblem({{-1, 1}}, [](const Expressions& x, const Expressions&) { return Expressions{-x[0]}; })).has_value());
}

}  // namespace
}  // namespace separatrix
