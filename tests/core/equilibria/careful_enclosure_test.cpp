#include "core/equilibria/careful_enclosure.hpp"

#include <gtest/gtest.h>

#include <array>

#include "core/equilibria/find_equilibria.hpp"
#include "tests/core/fields.hpp"

namespace separatrix {
namespace {

using namespace test;

bool excludes(const Formulas& formulas, const Box& box) {
  const Problem problem = makeProblem(box, formulas);
  return CarefulEnclosure(problem.field().share(problem.model->program->field), problem.parameters).excludesZero(box);
}

TEST(CarefulEnclosure, ExcludesWhatLiesOutsideTheDomainAndWhatIsLargeBesideItsEdge) {
  const Formulas logarithm = [](const Expressions& x, const Expressions&) { return Expressions{log(x[0])}; };
  EXPECT_TRUE(excludes(logarithm, {{-2, -1}}));
  EXPECT_TRUE(excludes(logarithm, {{-2, 0.5}}));
  EXPECT_FALSE(excludes(logarithm, {{-2, 1.5}}));
  EXPECT_TRUE(excludes([](const Expressions& x, const Expressions&) { return Expressions{sqrt(x[0]) - 2.0}; }, {{-1, 3.9}}));
  EXPECT_FALSE(excludes([](const Expressions& x, const Expressions&) { return Expressions{sqrt(x[0])}; }, {{-1, 1}}));
}

TEST(CarefulEnclosure, FollowsBothSidesOfAPole) {
  const Formulas pole = [](const Expressions& x, const Expressions&) { return Expressions{1.0 / (x[0] - 0.3) + x[0]}; };
  EXPECT_TRUE(excludes(pole, {{0, 0.5}}));
  EXPECT_FALSE(excludes([](const Expressions& x, const Expressions&) { return Expressions{1.0 / (x[0] - 0.3) + 4.0}; }, {{0, 0.5}}));
  EXPECT_TRUE(excludes([](const Expressions& x, const Expressions&) { return Expressions{1.0 + 1.0 / (x[0] * x[1])  - 1.0}; }, {{-1, 1}, {1, 2}}));
}

TEST(CarefulEnclosure, NeverTrustsAComparisonOfSomethingUndefined) {
  // log x < 5 is false in arithmetic with NaN for x < 0, so the value is 0 there.
  const Formulas hidden = [](const Expressions& x, const Expressions&) {
    return Expressions{apply(Operation::less, log(x[0]), number(x[0], 5))};
  };
  EXPECT_FALSE(excludes(hidden, {{-1, 1}}));
  EXPECT_TRUE(excludes(hidden, {{1, 2}}));
}

TEST(CarefulEnclosure, SeesWhereAFieldMayJump) {
  const Problem problem = makeProblem({{-1, 1}}, [](const Expressions& x, const Expressions&) { return Expressions{heaviside(x[0]) - x[0]}; });
  CarefulEnclosure careful(problem.field().share(problem.model->program->field), problem.parameters);
  EXPECT_TRUE(careful.hasJumps());
  EXPECT_TRUE(careful.mayJump(std::array{Interval(-0.1, 0.1)}));
  EXPECT_FALSE(careful.mayJump(std::array{Interval(0.1, 0.2)}));
}

// x' = 2 H(x) - 1 - x vanishes at 1 and -1 with a jump between; derivatives alone would prove one zero.
TEST(FindEquilibria, FindsBothZerosBesideAJump) {
  const auto result = findEquilibria(makeProblem({{-2, 2}}, [](const Expressions& x, const Expressions&) {
    return Expressions{2.0 * heaviside(x[0]) - 1.0 - x[0]};
  })).value();
  ASSERT_EQ(result.found.size(), 2u);
  EXPECT_EQ(result.found[0].state[0], -1);
  EXPECT_EQ(result.found[1].state[0], 1);
  EXPECT_EQ(result.completeness.evidence, Evidence::proved);
}

TEST(FindEquilibria, ProvesCompletenessBesidePolesAndEdgesOfTheDomain) {
  auto result = findEquilibria(makeProblem({{-1, 1}, {-1, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{1.0 / (x[0] - 0.3) + 4.0 * x[1], x[0] + x[1]};  // 1 = 4 x (x - 0.3)
  })).value();
  EXPECT_EQ(result.completeness.evidence, Evidence::proved);
  ASSERT_EQ(result.found.size(), 2u);
  for (const Equilibrium& e : result.found) EXPECT_NEAR(4 * e.state[0] * (e.state[0] - 0.3), 1, 1e-14);
  result = findEquilibria(makeProblem({{-1, 1}, {-1, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{log(x[0]) + 1.0 + x[1], x[1] - x[0]};
  })).value();
  EXPECT_EQ(result.completeness.evidence, Evidence::proved);
  ASSERT_EQ(result.found.size(), 1u);
  EXPECT_NEAR(std::log(result.found[0].state[0]) + 1 + result.found[0].state[0], 0, 1e-14);
}

}  // namespace
}  // namespace separatrix
