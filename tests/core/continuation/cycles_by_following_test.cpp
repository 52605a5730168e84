#include "core/continuation/cycles_by_following.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

TEST(CyclesByFollowing, FindsTheUnstableCycleOfHodgkinAndHuxleyThatNoRunShows) {
  const auto model = readModel(*builtInText("hodgkin-huxley"), "hodgkin-huxley");
  ASSERT_TRUE(model);
  Problem problem = defaultProblem(*model);
  problem.parameters[0] = 7;
  const auto cycles = findCyclesByFollowing(problem, {});
  ASSERT_TRUE(cycles);
  // I = 7 lies between the fold of cycles at 6.264 and the one at 7.846: the stable cycle and an unstable one
  EXPECT_GE(cycles->found.size(), 2U);
  EXPECT_TRUE(std::ranges::any_of(cycles->found, [](const Cycle& c) { return c.stability == Stability::stable; }));
  EXPECT_TRUE(std::ranges::any_of(cycles->found, [](const Cycle& c) { return c.stability != Stability::stable; }));
}

TEST(CyclesByFollowing, FindsBothCyclesOfTheBautinNormalFormInThreeVariables) {
  const auto read = readOde("par b1=-0.05, b2=0.5\nq=x^2+y^2\nx'=x*(b1+b2*q-q^2)-y\ny'=y*(b1+b2*q-q^2)+x\nz'=-z\n"
                            "#: range x -1.5..1.5\n#: range y -1.5..1.5\n#: range z -1..1\n#: range b1 -0.2..0.2\ndone\n",
                            "test.ode");
  ASSERT_TRUE(read.model != nullptr);
  const Problem problem = defaultProblem(read.model);
  const auto cycles = findCyclesByFollowing(problem, {});
  ASSERT_TRUE(cycles);
  ASSERT_EQ(cycles->found.size(), 2U);
  std::vector<double> radii;
  for (const Cycle& cycle : cycles->found) {
    EXPECT_NEAR(cycle.period, 2 * std::acos(-1.0), 1e-8);
    radii.push_back(cycle.extrema[0].hi);
  }
  std::ranges::sort(radii);
  EXPECT_NEAR(radii[0], 0.3717480344601845, 1e-7);
  EXPECT_NEAR(radii[1], 0.6015009550075456, 1e-7);
  const auto again = findCyclesByFollowing(problem, cycles->found);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->found.size(), 2U);
}

}  // namespace
}  // namespace separatrix
