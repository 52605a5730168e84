#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/base/number.hpp"
#include "core/cycles/shoot.hpp"
#include "tests/core/cycles/cycle_models.hpp"

namespace separatrix {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;

// The unit circle in the plane z = 0: multipliers exp(-4 pi s) and exp(2 pi c).
std::string circleInSpace(double s, double c) {
  return "par s=" + formatNumber(s) + ", c=" + formatNumber(c) +
         "\nq=x^2+y^2\nx'=s*x*(1-q)-y\ny'=s*y*(1-q)+x\nz'=c*z\n#: range x -2..2\n#: range y -2..2\n#: range z "
         "-1..1\ndone\n";
}

TEST(AttractingCycles, ACircleInSpaceHasItsExactPeriodAndMultipliers) {
  const CyclesFound cycles = cyclesOf(problemOf(circleInSpace(0.1, -0.5)));
  ASSERT_EQ(cycles.found.size(), 1u);
  const Cycle& cycle = cycles.found[0];
  EXPECT_NEAR(cycle.period, kTurn, 1e-9);
  ASSERT_EQ(cycle.multipliers.size(), 2u);
  EXPECT_NEAR(cycle.multipliers[0].real(), std::exp(-0.2 * kTurn), 1e-8);
  EXPECT_NEAR(cycle.multipliers[1].real(), std::exp(-0.5 * kTurn), 1e-8);
  EXPECT_NEAR(cycle.extrema[0].hi, 1, 1e-9);
  EXPECT_EQ(cycle.stability, Stability::stable);
}

TEST(AttractingCycles, TheStabilityWordDependsOnHowManyMultipliersLieInside) {
  const std::vector<double> start{1.0001, 0, 0};
  for (const auto& [s, c, word] : {std::tuple{1.0, -1.0, Stability::stable},
                                   {1.0, 0.5, Stability::saddle},
                                   {-0.5, -0.5, Stability::saddle},
                                   {-0.5, 0.5, Stability::unstable}}) {
    const auto cycle = shootCycle(problemOf(circleInSpace(s, c)), start, 6.3);
    ASSERT_TRUE(cycle.has_value()) << s << c;
    EXPECT_EQ(cycle->stability, word) << s << ' ' << c;
    EXPECT_NEAR(cycle->period, kTurn, 1e-9);
  }
}

const std::string kHodgkinHuxley =
    "p I=10\nam(v)=0.1*(v+40)/(1-exp(-(v+40)/10))\nbm(v)=4*exp(-(v+65)/18)\nah(v)=0.07*exp(-(v+65)/20)\n"
    "bh(v)=1/(1+exp(-(v+35)/10))\nan(v)=0.01*(v+55)/(1-exp(-(v+55)/10))\nbn(v)=0.125*exp(-(v+65)/80)\n"
    "v'=I-120*m^3*h*(v-50)-36*n^4*(v+77)-0.3*(v+54.4)\nm'=am(v)*(1-m)-bm(v)*m\nh'=ah(v)*(1-h)-bh(v)*h\n"
    "n'=an(v)*(1-n)-bn(v)*n\n#: range v -100..60\ndone\n";

TEST(AttractingCycles, HodgkinHuxleySpikesWithMultipliersThirtyPowersOfTenApart) {
  const CyclesFound cycles = cyclesOf(problemOf(kHodgkinHuxley));
  ASSERT_EQ(cycles.found.size(), 1u);
  const Cycle& cycle = cycles.found[0];
  EXPECT_NEAR(cycle.period, 14.638324788661684, 1e-8);
  ASSERT_EQ(cycle.multipliers.size(), 3u);
  EXPECT_NEAR(cycle.multipliers[0].real(), 0.07404829133426917, 1e-9);
  EXPECT_NEAR(cycle.multipliers[1].real(), 1.9024506771080005e-12, 1e-17);
  EXPECT_NEAR(cycle.extrema[0].hi, 30.43245244644257, 1e-7);
  EXPECT_NEAR(cycle.extrema[0].lo, -74.8967421175875, 1e-7);
}

TEST(AttractingCycles, AFollowedCycleIsTheOneASearchFinds) {
  const CyclesFound before = cyclesOf(problemOf(kHodgkinHuxley));
  const Problem problem = problemOf(kHodgkinHuxley, {{"I", 11}});
  const auto followed = refineCycles(problem, before.found, equilibriaOf(problem));
  const CyclesFound searched = cyclesOf(problem);
  ASSERT_EQ(followed->found.size(), 1u);
  ASSERT_EQ(searched.found.size(), 1u);
  EXPECT_NEAR(followed->found[0].period, searched.found[0].period, 1e-9 * searched.found[0].period);
}

TEST(AttractingCycles, ChaosHasNone) {
  const CyclesFound cycles = cyclesOf(problemOf(
      "x'=10*(y-x)\ny'=x*(28-z)-y\nz'=x*y-8*z/3\n#: range x -30..30\n#: range y -40..40\n#: range z 0..60\ndone\n"));
  EXPECT_TRUE(cycles.found.empty());
}

}  // namespace
}  // namespace separatrix
