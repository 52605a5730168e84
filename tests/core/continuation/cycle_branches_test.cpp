#include "core/continuation/cycle_branches.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "core/cycles/shoot.hpp"
#include "tests/core/continuation/hopf_points.hpp"

namespace separatrix {
namespace {

CycleBranches follow(const Problem& problem, const DiagramOptions& options, const std::vector<SpecialPoint>& hopfs,
                     const std::vector<Cycle>& known = {}) {
  const auto begin = std::chrono::steady_clock::now();
  const auto branches = followCycles(problem, options, hopfs, known);
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
  EXPECT_TRUE(branches.has_value());
  if (std::getenv("SEPARATRIX_VERBOSE") != nullptr) {
    for (const Branch& branch : branches->branches) {
      std::printf("branch from %s: %zu points, begin %s %d, end %s %d\n", branch.from.c_str(), branch.points.size(),
                  std::string(name(branch.begin.reason)).c_str(), branch.begin.special,
                  std::string(name(branch.end.reason)).c_str(), branch.end.special);
      for (const BranchPoint& point : branch.points)
        std::printf("  %.12g T=%.10g m=%.6g%+.3gi [%.6g, %.6g]%s\n", point.parameter, point.period,
                    point.multipliers.front().real(), point.multipliers.front().imag(), point.extrema[0].lo,
                    point.extrema[0].hi, point.asked ? " asked" : "");
    }
    for (const SpecialPoint& special : branches->specials)
      std::printf("%s at %.14g +- %.2g T=%.10g\n", special.id.c_str(), special.parameter, special.error,
                  special.period.value_or(0));
    for (const std::string& remark : branches->remarks) std::printf("%s\n", remark.c_str());
    std::printf("%.2f ms\n", spent.count());
  }
  return *branches;
}

DiagramOptions over(const Problem& problem, const char* parameter, double lo, double hi, std::vector<double> at = {}) {
  DiagramOptions options;
  options.parameter = problem.model->parameterNamed(parameter).value();
  options.range = {lo, hi};
  options.at = std::move(at);
  return options;
}

TEST(CycleBranches, TheSubcriticalHopfPointOfSnlcLeadsThroughTheExactFold) {
  const Problem problem = problemOf(radialText("a+2*q-q^2"));
  const DiagramOptions options = over(problem, "a", -2, 1, {-0.5});
  const CycleBranches found = follow(problem, options, {hopfAt(problem, 0, 0, {0, 0})});
  ASSERT_EQ(found.branches.size(), 1u);
  ASSERT_EQ(found.specials.size(), 1u);
  EXPECT_EQ(found.specials[0].kind, SpecialKind::foldOfCycles);
  EXPECT_NEAR(found.specials[0].parameter, -1, 1e-9);
  EXPECT_LT(std::fabs(found.specials[0].parameter + 1), found.specials[0].error);
  EXPECT_EQ(found.branches[0].end.reason, BranchEnd::Reason::range);
  EXPECT_EQ(found.branches[0].points.back().parameter, 1);
  std::vector<BranchPoint> asked;
  for (const BranchPoint& point : found.branches[0].points)
    if (point.asked) asked.push_back(point);
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_NEAR(asked[0].extrema[0].hi, 0.541196100146197, 1e-7);
  EXPECT_NEAR(asked[0].multipliers[0].real(), 182.21023144556747, 1e-4);
  EXPECT_EQ(asked[0].stability, Stability::unstable);
  EXPECT_NEAR(asked[1].extrema[0].hi, 1.3065629648763766, 1e-7);
  EXPECT_NEAR(std::log(asked[1].multipliers[0].real()), std::log(6.674464223510077e-14), 1e-6);
}

TEST(CycleBranches, MorrisLecarGoesFromTheHopfPointThroughTheFoldOfCyclesToTheSnic) {
  const Problem problem = problemOf(kMorrisLecar);
  const DiagramOptions options = over(problem, "I", -50, 250, {45, 90});
  const CycleBranches found = follow(problem, options, {hopfAt(problem, 0, 85.1032308830416, {8.34159, 0.396396})});
  ASSERT_EQ(found.branches.size(), 1u);
  ASSERT_EQ(found.specials.size(), 2u);
  EXPECT_EQ(found.specials[0].kind, SpecialKind::foldOfCycles);
  EXPECT_NEAR(found.specials[0].parameter, 103.71506360140762, 1e-8);
  EXPECT_EQ(found.specials[1].kind, SpecialKind::snic);
  EXPECT_NEAR(found.specials[1].parameter, 39.693454186166385, 1e-9);
  EXPECT_EQ(found.branches[0].end.special, 2);
}

void expectSpecial(const CycleBranches& found, SpecialKind kind, double parameter, double tolerance) {
  double nearest = HUGE_VAL;
  for (const SpecialPoint& special : found.specials)
    if (special.kind == kind) nearest = std::min(nearest, std::fabs(special.parameter - parameter));
  EXPECT_LT(nearest, tolerance) << name(kind) << " at " << parameter;
}

TEST(CycleBranches, MorrisLecarWithAnEarlierThresholdHasTwoHopfPointsOnTheirBranches) {
  const Problem problem = problemOf(kMorrisLecar, {{"V3", 2}});
  const DiagramOptions options = over(problem, "I", -50, 250, {50.5});
  const CycleBranches found = follow(problem, options,
                                     {hopfAt(problem, 0, 51.19044946600349, {-23.884, 0.0486}),
                                      hopfAt(problem, 0, 235.70315087572993, {5.8069, 0.6077})});
  expectSpecial(found, SpecialKind::foldOfCycles, 50.37402709226893, 1e-8);
  ASSERT_EQ(found.branches.size(), 1u);
  EXPECT_EQ(found.branches[0].end.special, 1);
}

const std::string kHodgkinHuxley =
    "par I=0\ninit V=-65\n"
    "am(v)=0.1*(v+40)/(1-exp(-(v+40)/10))\nbm(v)=4*exp(-(v+65)/18)\nah(v)=0.07*exp(-(v+65)/20)\n"
    "bh(v)=1/(1+exp(-(v+35)/10))\nan(v)=0.01*(v+55)/(1-exp(-(v+55)/10))\nbn(v)=0.125*exp(-(v+65)/80)\n"
    "V'=I-120*m^3*h*(V-50)-36*n^4*(V+77)-0.3*(V+54.4)\n"
    "m'=am(V)*(1-m)-bm(V)*m\nh'=ah(V)*(1-h)-bh(V)*h\nn'=an(V)*(1-n)-bn(V)*n\n"
    "@ xp=V, yp=n, xlo=-100, xhi=60, ylo=0, yhi=1\ndone\n";

TEST(CycleBranches, HodgkinHuxleyHasItsFoldsOfCyclesBetweenItsHopfPoints) {
  const Problem problem = problemOf(kHodgkinHuxley);
  const DiagramOptions options = over(problem, "I", 0, 200, {10, 20});
  const CycleBranches found =
      follow(problem, options,
             {hopfAt(problem, 0, 9.779337995393126,
                     {-59.654143602995404, 0.09725734991087853, 0.4062275201841899, 0.40178412805242714}),
              hopfAt(problem, 0, 154.526333665808,
                     {-43.05809201298383, 0.41967743833729676, 0.07035539083920643, 0.6432494507418279})});
  expectSpecial(found, SpecialKind::foldOfCycles, 7.8462471201904025, 1e-6);
  expectSpecial(found, SpecialKind::foldOfCycles, 6.264221274513723, 1e-6);
}

TEST(CycleBranches, RoesslersCycleDoublesItsPeriod) {
  const Problem problem = problemOf(
      "par c=2.5\nx'=-y-z\ny'=x+0.2*y\nz'=0.2+z*(x-c)\n@ xp=x, yp=y, xlo=-10, xhi=10, ylo=-10, yhi=10\ndone\n");
  const DiagramOptions options = over(problem, "c", 2, 4.2);
  const CycleBranches found = follow(problem, options, {}, cyclesOf(problem).found);
  expectSpecial(found, SpecialKind::periodDoubling, 2.832445027862067, 1e-7);
}

TEST(CycleBranches, LorenzCyclesEndOnTheHomoclinicOrbitOfTheOrigin) {
  const Problem problem = problemOf(
      "par r=24\nx'=10*(y-x)\ny'=r*x-y-x*z\nz'=x*y-8/3*z\n@ xp=x, yp=z, xlo=-30, xhi=30, ylo=0, yhi=50\ndone\n");
  const DiagramOptions options = over(problem, "r", 5, 30);
  const double r = 470.0 / 19, q = std::sqrt(8.0 / 3 * (r - 1));
  const CycleBranches found = follow(problem, options, {hopfAt(problem, 0, r, {q, q, r - 1})});
  expectSpecial(found, SpecialKind::homoclinic, 13.926557407520129, 1e-6);
}

TEST(CycleBranches, BogdanovTakensCyclesEndOnTheHomoclinicOrbit) {
  const Problem problem =
      problemOf("par b1=0, b2=-1\nx'=y\ny'=b1+b2*x+x^2-x*y\n@ xp=x, yp=y, xlo=-2, xhi=2, ylo=-2, yhi=2\ndone\n");
  const DiagramOptions options = over(problem, "b1", -1, 1);
  const CycleBranches found = follow(problem, options, {hopfAt(problem, 0, 0, {0, 0})});
  expectSpecial(found, SpecialKind::homoclinic, -0.2136021984152508, 1e-8);
}

TEST(CycleBranches, TheCubicFitzHughNagumoCanardHasOneFoldAtEitherEnd) {
  const Problem problem =
      problemOf("par I=0\nx'=x-x^3-w+I\nw'=0.08*(x+0.7-0.8*w)\n@ xp=x, yp=w, xlo=-2, xhi=2, ylo=-1, yhi=2\ndone\n");
  const CycleBranches found = follow(problem, over(problem, "I", -0.5, 2, {0.56}),
                                     {hopfAt(problem, 0, 0.5610838838160742, {-0.55857, 0.176788}),
                                      hopfAt(problem, 0, 1.188916116183926, {0.55857, 1.573212})});
  ASSERT_EQ(found.branches.size(), 1u);
  EXPECT_EQ(std::ranges::count(found.specials, SpecialKind::foldOfCycles, &SpecialPoint::kind) % 2, 0);
  std::vector<BranchPoint> asked;
  for (const BranchPoint& point : found.branches[0].points)
    if (point.asked) asked.push_back(point);
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_NEAR(asked[0].period, 23.991654861685287, 1e-7);
  EXPECT_NEAR(asked[0].multipliers[0].real(), 1.0894804418157256, 1e-6);
  EXPECT_NEAR(asked[1].period, 49.0028269495214, 1e-6);
}

TEST(CycleBranches, FitzHughNagumoExplodesThroughItsCanards) {
  const Problem problem = problemOf(
      "par I=0\nx'=x*(x-0.1)*(1-x)-w+I\nw'=0.01*(x-0.5*w)\n@ xp=x, yp=w, xlo=-0.5, xhi=1.5, ylo=-0.5, yhi=1.5\ndone\n");
  const DiagramOptions options = over(problem, "I", -0.5, 2, {0.5});
  const CycleBranches found = follow(problem, options,
                                     {hopfAt(problem, 0, 0.10500712340188507, {0.0513, 0.1026}),
                                      hopfAt(problem, 0, 1.2378076914129297, {0.682, 1.364})});
  ASSERT_EQ(found.branches.size(), 1u);
  EXPECT_EQ(found.branches[0].end.special, 1);
}

TEST(CycleBranches, AnIsolaClosesAndIsFollowedOnce) {
  const Problem problem = problemOf(radialText("0.25-(q-1)^2-a^2"));
  const CycleBranches found = follow(problem, over(problem, "a", -1, 1), {}, cyclesOf(problem).found);
  ASSERT_EQ(found.branches.size(), 1u);
  EXPECT_EQ(found.branches[0].end.reason, BranchEnd::Reason::closed);
  ASSERT_EQ(found.specials.size(), 2u);
  expectSpecial(found, SpecialKind::foldOfCycles, 0.5, 1e-10);
  expectSpecial(found, SpecialKind::foldOfCycles, -0.5, 1e-10);
}

TEST(CycleBranches, AKnownCycleOnABranchFromAHopfPointIsNotFollowedAgain) {
  const Problem problem = problemOf(radialText("a-q"), {{"a", 0.1}});
  const CycleBranches found =
      follow(problem, over(problem, "a", -1, 1), {hopfAt(problem, 0, 0, {0, 0})}, cyclesOf(problem).found);
  EXPECT_EQ(found.branches.size(), 1u);
}

TEST(CycleBranches, AKnownCycleLeadsBothWaysToTheRangeAndToTheHopfPoint) {
  const Problem problem = problemOf(radialText("a-q"), {{"a", 0.1}});
  SpecialPoint elsewhere = hopfAt(problem, 0, 0, {0, 0});
  elsewhere.frequency.reset();  // nothing starts there
  const CycleBranches found = follow(problem, over(problem, "a", -1, 1), {elsewhere}, cyclesOf(problem).found);
  ASSERT_EQ(found.branches.size(), 1u);
  EXPECT_EQ(found.branches[0].end.reason, BranchEnd::Reason::range);
  EXPECT_EQ(found.branches[0].points.back().parameter, 1);
  for (const BranchPoint& point : found.branches[0].points)
    if (point.parameter > 1e-3) {
      EXPECT_NEAR(point.extrema[0].hi, std::sqrt(point.parameter), 1e-6);
    }
}

TEST(CycleBranches, AnAskedLimitOfThePeriodEndsTheBranchExactlyThere) {
  const Problem problem = problemOf(kMorrisLecar);
  DiagramOptions options = over(problem, "I", -50, 250);
  options.maximalPeriod = 200;
  const CycleBranches found = follow(problem, options, {hopfAt(problem, 0, 85.1032308830416, {8.34159, 0.396396})});
  ASSERT_EQ(found.branches.size(), 1u);
  EXPECT_NEAR(found.branches[0].points.back().period, 200, 1e-9);
  ASSERT_EQ(found.branches[0].end.reason, BranchEnd::Reason::special);
  EXPECT_EQ(found.specials[static_cast<std::size_t>(found.branches[0].end.special) - 1].kind, SpecialKind::periodLimit);
}

TEST(CycleBranches, ClosedOrbitsOfAConservativeSystemAreNoBranch) {
  const Problem problem = problemOf("par a=0\nx'=y+a*x\ny'=-x-x^3\n@ xp=x, yp=y, xlo=-2, xhi=2, ylo=-2, yhi=2\ndone\n");
  const CycleBranches found = follow(problem, over(problem, "a", -1, 1), {hopfAt(problem, 0, 0, {0, 0})});
  EXPECT_TRUE(found.specials.empty());
  ASSERT_EQ(found.remarks.size(), 1u);
}

TEST(CycleBranches, HodgkinHuxleyCyclesHaveTheirMultipliers) {
  const Problem problem = problemOf(kHodgkinHuxley);
  const CycleBranches found = follow(problem, over(problem, "I", 0, 200, {10}),
                                     {hopfAt(problem, 0, 154.526333665808, {-43.058, 0.419677, 0.0703554, 0.643249})});
  Problem there = problem;
  there.parameters[0] = 10;
  const auto shot = shootCycle(
      there, std::vector<double>{30.43245244644257, 0.9078964833321143, 0.23409342872572875, 0.5656373573010304},
      14.638);
  ASSERT_TRUE(shot.has_value());
  bool isMet = false;
  for (const Branch& branch : found.branches)
    for (const BranchPoint& point : branch.points) {
      if (!point.asked || point.unstableDimension > 0) continue;
      // two routes: the divergence along the collocated orbit, the variational equations along the shot one
      EXPECT_NEAR(std::log(std::abs(point.multipliers[2])), shot->logMultipliers[2], 0.01);
      isMet = true;
      EXPECT_NEAR(point.period, 14.638324788661684, 1e-6);
      EXPECT_NEAR(point.multipliers[0].real(), 0.07404829133426917, 1e-6);
      EXPECT_NEAR(std::log(std::abs(point.multipliers[1])), std::log(1.9024506771080005e-12), 0.01);
    }
  EXPECT_TRUE(isMet);
}

}  // namespace
}  // namespace separatrix
