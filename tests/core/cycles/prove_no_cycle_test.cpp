#include <gtest/gtest.h>

#include "core/cycles/prove_no_cycle.hpp"
#include "tests/core/cycles/cycle_models.hpp"

namespace separatrix {
namespace {

std::string argumentFor(const std::string& text) {
  const Problem problem = problemOf(text + "\n@ xlo=-2,xhi=2,ylo=-2,yhi=2\ndone\n");
  const auto equilibria = findEquilibria(problem);
  return proveNoCycle(problem, equilibria->found, equilibria->completeness.evidence == Evidence::proved);
}

TEST(ProveNoCycle, EachArgumentHasItsField) {
  EXPECT_NE(argumentFor("x'=y\ny'=-x-0.1*y-x^3").find("Bendixson"), std::string::npos);
  EXPECT_NE(argumentFor("x'=y^2+0.1\ny'=-x+y^3").find("x always moves"), std::string::npos);
  EXPECT_NE(argumentFor("x'=x*(1-x^2)+y\ny'=2*x-y+y^3").find("raise"), std::string::npos);
}

TEST(ProveNoCycle, NothingIsProvedWhereThereIsACycleOrACenter) {
  EXPECT_EQ(argumentFor("x'=y\ny'=-x"), "");
  EXPECT_EQ(argumentFor("x'=y\ny'=(1-x^2)*y/4-x"), "");
  EXPECT_EQ(argumentFor("q=x^2+y^2\nx'=x*(1-q)-y\ny'=y*(1-q)+x"), "");
}

// A push at each crossing of x = 0 makes a cycle though the divergence is negative where it exists.
TEST(ProveNoCycle, AJumpSpoilsTheArgument) {
  EXPECT_EQ(argumentFor("x'=y+0.1*(2*heav(x)-1)\ny'=-x-0.1*y"), "");
  EXPECT_EQ(argumentFor("x'=-x/x\ny'=-y"), "");
}

TEST(ProveNoCycle, ASearchSaysProvedOnlyWithAnArgument) {
  const CyclesFound none = cyclesOf(problemOf("x'=y\ny'=-x-0.1*y\n@ xlo=-2,xhi=2,ylo=-2,yhi=2\ndone\n"));
  EXPECT_EQ(none.completeness, Evidence::proved);
  EXPECT_NE(none.argument.find("Bendixson"), std::string::npos);
  const CyclesFound one = cyclesOf(problemOf("x'=y\ny'=(1-x^2)*y-x\n@ xlo=-3,xhi=3,ylo=-3,yhi=3\ndone\n"));
  EXPECT_EQ(one.completeness, Evidence::heuristic);
  EXPECT_TRUE(one.argument.empty());
}

// The window shows a part of the cycle only; the focus inside lies beyond its edge.
TEST(FindPlanarCycles, ACycleThatOnlyCrossesTheWindowIsFound) {
  for (const Box& box : {Box{{0.5, 3}, {-3, 3}}, Box{{-2.5, 2.5}, {0.3, 4}}}) {
    Problem problem = problemOf("x'=y\ny'=(1-x^2)*y-x\n@ xlo=-3,xhi=3,ylo=-3,yhi=3\ndone\n");
    problem.box = box;
    const CyclesFound cycles = cyclesOf(problem);
    ASSERT_EQ(cycles.found.size(), 1u) << box[0].lo;
    EXPECT_NEAR(cycles.found[0].period, 6.66328685932313, 1e-8);
    EXPECT_TRUE(cycles.found[0].encloses.empty());
  }
  Problem away = problemOf("x'=y\ny'=(1-x^2)*y-x\n@ xlo=-3,xhi=3,ylo=-3,yhi=3\ndone\n");
  away.box = {{2.5, 6}, {-3, 3}};  // not met by the cycle
  EXPECT_TRUE(cyclesOf(away).found.empty());
}

}  // namespace
}  // namespace separatrix
