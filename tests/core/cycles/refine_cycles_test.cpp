#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/core/cycles/cycle_models.hpp"

namespace separatrix {
namespace {

TEST(RefineCycles, AFollowedCycleIsTheOneASearchFinds) {
  std::vector<Cycle> known;
  for (double current = 44; current <= 104; current += 1.5) {
    const Problem problem = problemOf(kMorrisLecar, {{"I", current}});
    const std::vector<Equilibrium> equilibria = equilibriaOf(problem);
    const auto searched = findCycles(problem, equilibria);
    const auto followed = refineCycles(problem, known, equilibria);
    ASSERT_TRUE(searched && followed);
    for (const Cycle& cycle : followed->found) {
      const bool same = std::ranges::any_of(searched->found, [&](const Cycle& other) {
        return std::fabs(other.period - cycle.period) < 1e-8 * cycle.period &&
               std::fabs(other.extrema[0].hi - cycle.extrema[0].hi) < 1e-6 && other.stability == cycle.stability &&
               other.encloses == cycle.encloses;
      });
      EXPECT_TRUE(same) << "I=" << current << " T=" << cycle.period;
    }
    EXPECT_GE(followed->found.size(), std::min(known.size(), searched->found.size())) << current;
    known = searched->found;
  }
}

TEST(RefineCycles, ACycleThatHasVanishedIsLeftOut) {
  const Problem before = problemOf(radialText("a+2*q-q^2"), {{"a", -0.99}});
  const auto known = findCycles(before, equilibriaOf(before));
  ASSERT_EQ(known->found.size(), 2u);
  for (const double mu : {-1.001, -1.1, -2.0}) {  // beyond the fold of cycles
    const Problem problem = problemOf(radialText("a+2*q-q^2"), {{"a", mu}});
    EXPECT_TRUE(refineCycles(problem, known->found, equilibriaOf(problem))->found.empty()) << mu;
  }
  const Problem hopf = problemOf(radialText("a-q"), {{"a", 0.01}});
  const auto small = findCycles(hopf, equilibriaOf(hopf));
  ASSERT_EQ(small->found.size(), 1u);
  for (const double mu : {0.0, -0.001, -0.1}) {  // shrunk to a point
    const Problem problem = problemOf(radialText("a-q"), {{"a", mu}});
    EXPECT_TRUE(refineCycles(problem, small->found, equilibriaOf(problem))->found.empty()) << mu;
  }
}

TEST(RefineCycles, BeyondTheSaddleNodeOnTheCycleNothingIsLeft) {
  const Problem before = problemOf(kMorrisLecar, {{"I", 39.8}});
  const auto known = findCycles(before, equilibriaOf(before));
  ASSERT_EQ(known->found.size(), 1u);
  const Problem problem = problemOf(kMorrisLecar, {{"I", 39.6}});
  EXPECT_TRUE(refineCycles(problem, known->found, equilibriaOf(problem))->found.empty());
}

}  // namespace
}  // namespace separatrix
