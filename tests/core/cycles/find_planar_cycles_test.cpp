#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/core/cycles/cycle_models.hpp"

namespace separatrix {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;

void expectCircle(const Cycle& cycle, double radius, double logMultiplier) {
  EXPECT_NEAR(cycle.period, kTurn, 1e-9 * kTurn);
  EXPECT_LE(cycle.periodError, 1e-9 * kTurn);
  EXPECT_NEAR(cycle.logMultipliers.at(0), logMultiplier, 1e-6 * std::fabs(logMultiplier));
  EXPECT_EQ(cycle.stability, logMultiplier < 0 ? Stability::stable : Stability::unstable);
  EXPECT_EQ(cycle.evidence, Evidence::converged);
  for (const Interval& range : cycle.extrema) {
    EXPECT_NEAR(range.hi, radius, 1e-9);
    EXPECT_NEAR(range.lo, -radius, 1e-9);
  }
  for (std::size_t k = 0; k < cycle.orbit.size(); ++k)
    EXPECT_NEAR(std::hypot(cycle.orbit[k][0], cycle.orbit[k][1]), radius, 1e-9);
}

TEST(FindPlanarCycles, TheBautinNormalFormHasTwoNestedCirclesOfKnownRadiusAndMultiplier) {
  const double b1 = -0.05, b2 = 0.5, root = std::sqrt(b2 * b2 / 4 + b1);
  const CyclesFound cycles = cyclesOf(problemOf(radialText("a+b*q-q^2"), {{"a", b1}, {"b", b2}}));
  ASSERT_EQ(cycles.found.size(), 2u);
  for (const int k : {0, 1}) {
    const double q = b2 / 2 + (k == 0 ? -root : root);
    expectCircle(cycles.found[static_cast<std::size_t>(k)], std::sqrt(q), kTurn * q * (2 * b2 - 4 * q));
  }
}

TEST(FindPlanarCycles, TwoCyclesOneHundredthApartAreBothFound) {
  const double mu = -0.9999, root = std::sqrt(1 + mu);
  const CyclesFound cycles = cyclesOf(problemOf(radialText("a+2*q-q^2"), {{"a", mu}}));
  ASSERT_EQ(cycles.found.size(), 2u);
  for (const int k : {0, 1}) {
    const double q = 1 + (k == 0 ? -root : root);
    expectCircle(cycles.found[static_cast<std::size_t>(k)], std::sqrt(q), kTurn * 4 * q * (1 - q));
  }
}

TEST(FindPlanarCycles, ReversingTimeSwapsStableAndUnstable) {
  const std::vector<std::pair<std::string, double>> at{{"a", -0.5}};
  const CyclesFound forward = cyclesOf(problemOf(radialText("a+2*q-q^2"), at));
  const CyclesFound backward = cyclesOf(problemOf(radialText("a+2*q-q^2", "-"), at));
  ASSERT_EQ(forward.found.size(), 2u);
  ASSERT_EQ(backward.found.size(), 2u);
  for (std::size_t k = 0; k < 2; ++k) {
    const Cycle &a = forward.found[k], &b = backward.found[k];
    EXPECT_NE(a.stability, b.stability);
    EXPECT_NEAR(a.period, b.period, 1e-9);
    EXPECT_NEAR(a.logMultipliers[0], -b.logMultipliers[0], 1e-7);
    EXPECT_NEAR(a.extrema[0].hi, b.extrema[0].hi, 1e-9);
  }
}

TEST(FindPlanarCycles, CentersHaveNoLimitCycles) {
  const std::vector<std::string> texts = {"x'=y\ny'=-x\n@ xlo=-2,xhi=2,ylo=-2,yhi=2\ndone\n",
                                          "x'=y\ny'=-sin(x)\n@ xlo=-4,xhi=4,ylo=-3,yhi=3\ndone\n",
                                          "x'=y\ny'=x-x^3\n@ xlo=-2,xhi=2,ylo=-2,yhi=2\ndone\n",
                                          "x'=x*(1-y)\ny'=y*(x-1)\n@ xlo=-0.5,xhi=4,ylo=-0.5,yhi=4\ndone\n"};
  for (const std::string& text : texts) {
    const CyclesFound cycles = cyclesOf(problemOf(text));
    EXPECT_TRUE(cycles.found.empty()) << text << cycles.found.size();
    ASSERT_EQ(cycles.remarks.size(), 1u) << text;
    EXPECT_NE(cycles.remarks[0].find("family of closed orbits"), std::string::npos);
  }
}

// sin(5 x) has 127 zeros in the window, every other one a node: more than anyone wants to wait for.
TEST(FindPlanarCycles, SaysWhereItDidNotLookAmongVeryManyEquilibria) {
  const CyclesFound cycles = cyclesOf(problemOf("x'=sin(5*x)\ny'=-y\n@ xp=x,yp=y,xlo=-40,xhi=40,ylo=-1,yhi=1\ndone\n"));
  EXPECT_TRUE(cycles.found.empty());
  EXPECT_TRUE(std::ranges::any_of(cycles.remarks, [](const std::string& remark) {
    return remark.find("around the first 48 equilibria only") != std::string::npos;
  }));
}

TEST(FindPlanarCycles, AWeakFocusIsNeitherACenterNorACycle) {
  const CyclesFound cycles = cyclesOf(problemOf(radialText("-q")));
  EXPECT_TRUE(cycles.found.empty());
  EXPECT_TRUE(cycles.remarks.empty());
}

TEST(FindPlanarCycles, ACycleOfVanishingSizeIsAnEquilibrium) {
  for (const double mu : {-1e-12, 0.0, 1e-12, 1e-11})
    EXPECT_TRUE(cyclesOf(problemOf(radialText("a-q"), {{"a", mu}})).found.empty()) << mu;
  const CyclesFound small = cyclesOf(problemOf(radialText("a-q"), {{"a", 1e-6}}));
  ASSERT_EQ(small.found.size(), 1u);
  EXPECT_NEAR(small.found[0].extrema[0].hi, 1e-3, 1e-8);
}

TEST(FindPlanarCycles, LinearFlowsHaveNone) {
  for (const double a : {-1.0, -0.1, 0.1, 1.0})
    EXPECT_TRUE(cyclesOf(problemOf("par a=0\nx'=a*x+y\ny'=-x+a*y\ndone\n", {{"a", a}})).found.empty()) << a;
}

TEST(FindPlanarCycles, VanDerPolFromWeakToRelaxation) {
  for (const auto& [mu, period] :
       {std::pair{1.0, 6.66328685932313}, {5.0, 11.61223066771957}, {20.0, 34.68232331165268}}) {
    Problem problem = problemOf("par mu=1\nx'=y\ny'=mu*(1-x^2)*y-x\n@ xlo=-3,xhi=3,ylo=-5,yhi=5\ndone\n", {{"mu", mu}});
    problem.box[1] = {-2 * mu - 3, 2 * mu + 3};
    const CyclesFound cycles = cyclesOf(problem);
    ASSERT_EQ(cycles.found.size(), 1u) << mu;
    EXPECT_NEAR(cycles.found[0].period, period, 1e-10 * period);
    EXPECT_EQ(cycles.found[0].stability, Stability::stable);
  }
}

TEST(FindPlanarCycles, MorrisLecarBetweenRestAndSpikingHasAnUnstableCycleInsideAStableOne) {
  const CyclesFound cycles = cyclesOf(problemOf(kMorrisLecar, {{"I", 50.5}, {"V3", 2}}));
  ASSERT_EQ(cycles.found.size(), 2u);
  EXPECT_EQ(cycles.found[0].stability, Stability::unstable);
  EXPECT_NEAR(cycles.found[0].period, 163.49898461243052, 1e-7);
  EXPECT_NEAR(cycles.found[0].multipliers[0].real(), 3508.427369907902, 1e-3);
  EXPECT_EQ(cycles.found[1].stability, Stability::stable);
  EXPECT_NEAR(cycles.found[1].period, 125.72012347288636, 1e-7);
  EXPECT_EQ(cycles.found[1].encloses, std::vector<int>{0});
}

TEST(FindPlanarCycles, MorrisLecarSpikesSlowlyJustPastItsSaddleNode) {
  const CyclesFound cycles = cyclesOf(problemOf(kMorrisLecar, {{"I", 39.8}}));
  ASSERT_EQ(cycles.found.size(), 1u);
  EXPECT_NEAR(cycles.found[0].period, 573.1371322744835, 6e-7);
  EXPECT_NEAR(cycles.found[0].logMultipliers[0], std::log(5.5680e-27), 1e-3);
  EXPECT_NEAR(cycles.found[0].extrema[0].hi, 30.658764524711117, 1e-8);
  EXPECT_NEAR(cycles.found[0].extrema[0].lo, -46.50550460618498, 1e-8);
}

TEST(FindPlanarCycles, JustPastAFoldOfCyclesBothAreFoundThoughTheReturnMapIsAStep) {
  // the fold lies at I = 50.37402709 (AUTO-07p and quadruple-precision shooting)
  EXPECT_TRUE(cyclesOf(problemOf(kMorrisLecar, {{"I", 50.37}, {"V3", 2}})).found.empty());
  const CyclesFound cycles = cyclesOf(problemOf(kMorrisLecar, {{"I", 50.375}, {"V3", 2}}));
  ASSERT_EQ(cycles.found.size(), 2u);
  EXPECT_EQ(cycles.found[0].stability, Stability::unstable);
  EXPECT_EQ(cycles.found[1].stability, Stability::stable);
  for (const Cycle& cycle : cycles.found) EXPECT_NEAR(cycle.period, 156.73534293376218, 8);  // at the fold
}

TEST(FindPlanarCycles, ARenamedCopyWithItsVariablesInTheOtherOrderHasTheSameCycles) {
  const std::string copy =
      "par J=70, w=12\nph(u)=(1+tanh((u+1.2)/18))/2\nk'=cosh((p-w)/34.8)/15*((1+tanh((p-w)/17.4))/2-k)\n"
      "p'=(J-2*(p+60)-4*ph(p)*(p-120)-8*k*(p+80))/20\n@ xp=p, yp=k, xlo=-100, xhi=100, ylo=-0.5, yhi=1.5\ndone\n";
  const CyclesFound cycles = cyclesOf(problemOf(copy));
  const CyclesFound original = cyclesOf(problemOf(kMorrisLecar, {{"I", 70}}));
  ASSERT_EQ(cycles.found.size(), 1u);
  ASSERT_EQ(original.found.size(), 1u);
  EXPECT_NEAR(cycles.found[0].period, original.found[0].period, 1e-8);
  EXPECT_NEAR(cycles.found[0].extrema[1].hi, original.found[0].extrema[0].hi, 1e-8);
  EXPECT_NEAR(cycles.found[0].multipliers[0].real(), original.found[0].multipliers[0].real(), 1e-9);
}

TEST(FindPlanarCycles, OrbitsCloseAndTheirChordsStayOnTheCycle) {
  const CyclesFound cycles = cyclesOf(problemOf(kMorrisLecar, {{"I", 70}}));
  ASSERT_EQ(cycles.found.size(), 1u);
  const Cycle& cycle = cycles.found[0];
  EXPECT_EQ(std::vector(cycle.orbit.front().begin(), cycle.orbit.front().end()),
            std::vector(cycle.orbit.back().begin(), cycle.orbit.back().end()));
  ASSERT_EQ(cycle.times.size(), cycle.orbit.size());
  EXPECT_EQ(cycle.times.front(), 0);
  EXPECT_NEAR(cycle.times.back(), cycle.period, 1e-9 * cycle.period);
  for (std::size_t k = 1; k < cycle.times.size(); ++k) EXPECT_LT(cycle.times[k - 1], cycle.times[k]);
}

TEST(FindPlanarCycles, QuestionsWithoutASearchAreAnsweredAtOnce) {
  const CyclesFound map = cyclesOf(problemOf("x(t+1)=1-x^2+y\ny(t+1)=0.3*x\n@ meth=discrete\ndone\n"));
  EXPECT_TRUE(map.found.empty());
  const auto line = findCycles(problemOf("x'=x-x^3\ndone\n"), {});
  ASSERT_TRUE(line.has_value());
  EXPECT_EQ(line->completeness, Evidence::proved);
  const auto forced = findCycles(problemOf("x'=y\ny'=-x+cos(t)\ndone\n"), {});
  ASSERT_TRUE(forced.has_value());
  EXPECT_TRUE(forced->found.empty());
  EXPECT_EQ(forced->remarks.size(), 1u);
}

TEST(FindPlanarCycles, ACancelledSearchSaysSo) {
  std::stop_source source;
  source.request_stop();
  const Problem problem = problemOf(kMorrisLecar, {{"I", 70}});
  const auto cycles = findCycles(problem, equilibriaOf(problem), {}, source.get_token());
  ASSERT_FALSE(cycles.has_value());
  EXPECT_EQ(cycles.error().code, Error::Code::cancelled);
}

}  // namespace
}  // namespace separatrix
