#include <gtest/gtest.h>

#include <cmath>

#include "core/flow/integrate.hpp"
#include "tests/core/cycles/cycle_models.hpp"

namespace separatrix {
namespace {

const std::string kVanDerPol = "par mu=1\nx'=y\ny'=mu*(1-x^2)*y-x\n@ xlo=-3,xhi=3,ylo=-5,yhi=5\ndone\n";
const std::string kFitzHughNagumo =
    "par I=0, eps=0.01\nV'=V*(V-0.1)*(1-V)-w+I\nw'=eps*(V-0.5*w)\n@ xp=V,yp=w,xlo=-0.6,xhi=1.4,ylo=-0.4,yhi=2\ndone\n";

Problem vanDerPol(double mu) {
  Problem problem = problemOf(kVanDerPol, {{"mu", mu}});
  problem.box[1] = {-2 * mu - 3, 2 * mu + 3};
  return problem;
}

// The time between two upward crossings of x = 0 by CVODE, once the orbit has settled.
double periodByCvode(const Problem& problem, double aboutPeriod) {
  IntegrateOptions options;
  options.method = IntegrationMethod::cvode;
  options.tolerance = 1e-11;
  options.maximalSteps = 2'000'000;
  const std::vector<double> start{2, 0};
  const Trajectory orbit = integrate(*problem.model, problem.field(), start, 2.6 * aboutPeriod, options);
  std::vector<double> up;
  for (std::size_t k = 1; k < orbit.t.size(); ++k) {
    const double a = orbit.states[k - 1][0], b = orbit.states[k][0];
    if (a < 0 && b >= 0) up.push_back(orbit.t[k - 1] - a / (b - a) * (orbit.t[k] - orbit.t[k - 1]));
  }
  EXPECT_GE(up.size(), 2u);
  return up.size() < 2 ? 0 : up.back() - up[up.size() - 2];
}

TEST(RelaxationCycles, VanDerPolAtLargeDampingHasThePeriodOfAnIndependentRun) {
  for (const double mu : {100.0, 1000.0}) {
    const Problem problem = vanDerPol(mu);
    const CyclesFound cycles = cyclesOf(problem);
    ASSERT_EQ(cycles.found.size(), 1u) << mu;
    const Cycle& cycle = cycles.found[0];
    EXPECT_EQ(cycle.stability, Stability::stable);
    EXPECT_EQ(cycle.evidence, Evidence::converged);
    EXPECT_NEAR(cycle.period, periodByCvode(problem, cycle.period), 1e-8 * cycle.period) << mu;
    EXPECT_LT(cycle.periodError, 1e-8 * cycle.period);
    EXPECT_TRUE(cycles.remarks.empty());
  }
}

// The cycle reaches y = 1500 where the window shows |y| < 8: cycles may leave it.
TEST(RelaxationCycles, ACycleHundredsOfWindowsTallIsFoundFromTheEquilibriumInside) {
  Problem problem = vanDerPol(1000);
  const CyclesFound tall = cyclesOf(problem);
  problem.box = {{-3, 3}, {-8, 8}};
  const CyclesFound cycles = cyclesOf(problem);
  ASSERT_EQ(cycles.found.size(), 1u);
  ASSERT_EQ(tall.found.size(), 1u);
  EXPECT_NEAR(cycles.found[0].period, tall.found[0].period, 1e-8 * tall.found[0].period);
}

// Orbits come to rest on the line, where no isolated equilibrium says that they have arrived.
TEST(RelaxationCycles, OrbitsThatRestOnALineOfEquilibriaAreNotFollowedForever) {
  for (const char* field : {"x'=0\ny'=-y", "x'=0\ny'=y", "x'=-(x+y)\ny'=-(x+y)"}) {
    const CyclesFound cycles = cyclesOf(problemOf(std::string(field) + "\n@ xlo=-2,xhi=2,ylo=-2,yhi=2\ndone\n"));
    EXPECT_TRUE(cycles.found.empty()) << field;
  }
}

// T = (3 - 2 log 2) mu + 7.01432 mu^(-1/3) + O(log mu / mu): Dorodnitsyn (1947), Grasman (1987), 2.3.
// Amplitude 2 + 0.7793 mu^(-4/3) + O(log mu / mu^2).
TEST(RelaxationCycles, VanDerPolApproachesItsAsymptoticSeries) {
  const double mu = 1000;
  const CyclesFound cycles = cyclesOf(vanDerPol(mu));
  ASSERT_EQ(cycles.found.size(), 1u);
  EXPECT_NEAR(cycles.found[0].period, (3 - 2 * std::log(2)) * mu + 7.01432 / std::cbrt(mu), std::log(mu) / mu);
  EXPECT_NEAR(cycles.found[0].extrema[0].hi, 2 + 0.77937 * std::pow(mu, -4.0 / 3), 2 * std::log(mu) / (mu * mu));
}

// The trace vanishes where eps gamma = f'(V): the cycle is born there, and nothing else.
TEST(RelaxationCycles, FitzHughNagumoHasOneCycleFromTheHopfPointThroughTheCanardsToRelaxation) {
  for (const double eps : {1e-2, 1e-3, 1e-4}) {
    const double V = (1.1 - std::sqrt(1.21 - 3 * (0.1 + 0.5 * eps))) / 3;
    const double hopf = 2 * V - V * (V - 0.1) * (1 - V);
    for (const double I : {hopf - 1e-4, hopf + 0.1 * eps, hopf + 0.3 * eps, hopf + eps, hopf + 5 * eps, 0.5}) {
      const CyclesFound cycles = cyclesOf(problemOf(kFitzHughNagumo, {{"I", I}, {"eps", eps}}));
      ASSERT_EQ(cycles.found.size(), I > hopf ? 1u : 0u) << eps << ' ' << I - hopf;
      for (const Cycle& cycle : cycles.found) EXPECT_EQ(cycle.stability, Stability::stable);
    }
  }
}

// Between I = 0.1118 and 0.1119 the cycle grows from 0.5 to 1; halving I to the last digit walks along the canards.
TEST(RelaxationCycles, EveryCanardOfTheExplosionIsFound) {
  double small = 0.1118, large = 0.1119;
  for (int k = 0; k < 12; ++k) {
    const double I = (small + large) / 2;
    const CyclesFound cycles = cyclesOf(problemOf(kFitzHughNagumo, {{"I", I}}));
    ASSERT_EQ(cycles.found.size(), 1u) << I;
    EXPECT_LT(cycles.found[0].periodError, 1e-6 * cycles.found[0].period);
    (cycles.found[0].extrema[0].width() > 0.75 ? large : small) = I;
  }
}

}  // namespace
}  // namespace separatrix
