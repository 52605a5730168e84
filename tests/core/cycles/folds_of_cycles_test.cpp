#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/core/cycles/cycle_models.hpp"

namespace separatrix {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;

bool speaksOf(const CyclesFound& cycles, const std::string& words) {
  return std::ranges::any_of(cycles.remarks, [&](const auto& r) { return r.find(words) != std::string::npos; });
}

// q' = 2 q (a + 2 q - q^2): two circles q = 1 +- sqrt(1 + a), which meet at a = -1.
TEST(FoldsOfCycles, AtTheFoldOneSemiStableCycleIsNamed) {
  const CyclesFound cycles = cyclesOf(problemOf(radialText("a+2*q-q^2"), {{"a", -1}}));
  ASSERT_EQ(cycles.found.size(), 1u);
  EXPECT_EQ(cycles.found[0].stability, Stability::nonhyperbolic);
  EXPECT_EQ(cycles.found[0].evidence, Evidence::heuristic);
  EXPECT_NEAR(cycles.found[0].extrema[0].hi, 1, 1e-5);
  EXPECT_NEAR(cycles.found[0].period, kTurn, 1e-9);
  EXPECT_TRUE(speaksOf(cycles, "semi-stable"));
}

TEST(FoldsOfCycles, TwoCyclesNearItAreToldApartInTheirOrderAndBeyondItThereIsNone) {
  for (const double off : {1e-2, 1e-4, 1e-6, 1e-8, 1e-10}) {
    const CyclesFound cycles = cyclesOf(problemOf(radialText("a+2*q-q^2"), {{"a", -1 + off}}));
    ASSERT_EQ(cycles.found.size(), 2u) << off;
    EXPECT_EQ(cycles.found[0].stability, Stability::unstable);
    EXPECT_EQ(cycles.found[1].stability, Stability::stable);
    for (const int k : {0, 1}) {
      const Cycle& cycle = cycles.found[static_cast<std::size_t>(k)];
      const double q = 1 + (k == 0 ? -1 : 1) * std::sqrt(off);
      EXPECT_NEAR(cycle.extrema[0].hi, std::sqrt(q), cycle.evidence == Evidence::converged ? 2e-9 : 1e-7) << off;
      EXPECT_NEAR(cycle.logMultipliers[0], 4 * kTurn * q * (1 - q), 1e-3 * 4 * kTurn * std::sqrt(off)) << off;
    }
  }
  for (const double off : {1e-2, 1e-4, 1e-6, 1e-8})
    EXPECT_TRUE(cyclesOf(problemOf(radialText("a+2*q-q^2"), {{"a", -1 - off}})).found.empty()) << off;
}

// Kuznetsov's order 3: r' = r (1 - q)^3 attracts from both sides, with multiplier 1.
TEST(FoldsOfCycles, ACycleOfMultiplicityThreeIsNotCalledExact) {
  const CyclesFound cycles = cyclesOf(problemOf(radialText("(1-q)^3")));
  ASSERT_EQ(cycles.found.size(), 1u);
  EXPECT_NEAR(cycles.found[0].extrema[0].hi, 1, 1e-3);
  EXPECT_EQ(cycles.found[0].evidence, Evidence::heuristic);
}

TEST(FoldsOfCycles, ThreeNestedCyclesOfALienardFieldAlternate) {
  // x' = y - eps F(x), F = x (x^2 - 1)(x^2 - 4)(x^2 - 9): for small eps the radii tend to the zeros of
  // the mean of F(a cos) cos over a turn, 35/128 q^3 - 70/16 q^2 + 147/8 q - 18 with q = a^2 (Melnikov).
  const CyclesFound cycles =
      cyclesOf(problemOf("x'=y-0.0001*x*(x^2-1)*(x^2-4)*(x^2-9)\ny'=-x\n@ xlo=-5,xhi=5,ylo=-5,yhi=5\ndone\n"));
  ASSERT_EQ(cycles.found.size(), 3u);
  for (const std::size_t k : {0u, 1u, 2u}) {
    EXPECT_EQ(cycles.found[k].stability, k == 1 ? Stability::unstable : Stability::stable);
    const double q = cycles.found[k].extrema[0].hi * cycles.found[k].extrema[0].hi;
    EXPECT_NEAR(35.0 / 128 * q * q * q - 70.0 / 16 * q * q + 147.0 / 8 * q, 18, 0.05) << q;
    EXPECT_NEAR(cycles.found[k].period, kTurn, 1e-3);
  }
}

// The fold of the unstable and the stable cycle at V3 = 12 (quadruple-precision shooting).
TEST(FoldsOfCycles, MorrisLecarAtItsFoldAndAMillionthBesideIt) {
  const double fold = 103.71506360140762;
  const auto at = [&](double I) { return cyclesOf(problemOf(kMorrisLecar, {{"I", I}})); };
  EXPECT_EQ(at(fold * (1 - 1e-6)).found.size(), 2u);
  EXPECT_TRUE(at(fold * (1 + 1e-6)).found.empty());
  const CyclesFound there = at(fold);
  ASSERT_EQ(there.found.size(), 1u);
  EXPECT_EQ(there.found[0].stability, Stability::nonhyperbolic);
  EXPECT_NEAR(there.found[0].period, 39.66479421518053, 1e-3);
  EXPECT_LE(std::fabs(there.found[0].period - 39.66479421518053), there.found[0].periodError);
}

}  // namespace
}  // namespace separatrix
