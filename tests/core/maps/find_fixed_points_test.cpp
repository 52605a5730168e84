#include "core/maps/find_fixed_points.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

Problem problemOf(const std::string& text) {
  const auto m = readModel(text, "test");
  EXPECT_TRUE(m.has_value()) << describe(m.error());
  return defaultProblem(*m);
}

Problem henon(double a, double b) {
  Problem problem = problemOf(
      "par a=1.4,b=0.3\nx(t+1)=1-a*x^2+y\ny(t+1)=b*x\n"
      "@ meth=discrete,xlo=-1.6,xhi=1.6,ylo=-0.5,yhi=0.5,xp=x,yp=y\ndone\n");
  problem.parameters = {a, b};
  return problem;
}

Problem logistic(double r) {
  Problem problem = problemOf("par r=3.2\nx(t+1)=r*x*(1-x)\n@ meth=discrete\n#: range x -0.1..1.1\ndone\n");
  problem.parameters = {r};
  return problem;
}

std::ptrdiff_t countOfPeriod(const FixedPointsInBox& points, int period) {
  return std::ranges::count(points.found, period, &FixedPoint::period);
}

// a x^2 + (1 - b) x - 1 = 0, y = b x; the multipliers solve m^2 + 2 a x m - b = 0.
TEST(FindFixedPoints, FindsThoseOfTheHenonMapInClosedForm) {
  const double a = 1.4, b = 0.3;
  const auto points = findFixedPoints(henon(a, b), 1);
  ASSERT_TRUE(points.has_value());
  EXPECT_EQ(points->completeness.evidence, Evidence::proved);
  ASSERT_EQ(points->found.size(), 2u);
  for (const std::size_t k : {0u, 1u}) {
    const FixedPoint& point = points->found[k];
    const double root = std::sqrt((1 - b) * (1 - b) + 4 * a), x = (b - 1 + (k == 0 ? -root : root)) / (2 * a);
    EXPECT_NEAR(point.state[0], x, 1e-15);
    EXPECT_NEAR(point.state[1], b * x, 1e-15);
    EXPECT_EQ(point.type, EquilibriumType::saddle);
    EXPECT_EQ(point.evidence, Evidence::proved);
    ASSERT_TRUE(point.enclosure.has_value());
    EXPECT_TRUE((*point.enclosure)[0].contains(point.state[0]));
    const double larger = -a * x + std::copysign(std::sqrt(a * a * x * x + b), -x);
    EXPECT_NEAR(point.multipliers[0].real(), larger, 1e-12);
    EXPECT_NEAR(point.multipliers[1].real(), -b / larger, 1e-12);
  }
}

FixedPoint originOf(const std::string& x, const std::string& y) {
  const auto points = findFixedPoints(
      problemOf("x(t+1)=" + x + "\ny(t+1)=" + y + "\n@ meth=discrete,xlo=-1,xhi=1,ylo=-1,yhi=1,xp=x,yp=y\ndone\n"), 1);
  EXPECT_EQ(points->found.size(), 1u);
  return points->found.front();
}

TEST(FindFixedPoints, CallsTypesByWhatMultipliersDo) {
  EXPECT_EQ(originOf("0.5*x", "-0.2*y").type, EquilibriumType::stableNode);
  EXPECT_EQ(originOf("2*x", "-3*y").type, EquilibriumType::unstableNode);
  EXPECT_EQ(originOf("2*x", "-0.5*y").type, EquilibriumType::saddle);
  EXPECT_EQ(originOf("0.5*x-0.5*y", "0.5*x+0.5*y").type, EquilibriumType::stableFocus);
  EXPECT_EQ(originOf("x-y", "x+y").type, EquilibriumType::unstableFocus);
  EXPECT_EQ(originOf("0.5*x", "0.5*y").type, EquilibriumType::stableStar);
  EXPECT_EQ(originOf("0.5*x+y", "0.5*y").type, EquilibriumType::stableDegenerateNode);
  EXPECT_EQ(originOf("-y", "x").type, EquilibriumType::nonhyperbolic);
  EXPECT_EQ(originOf("2*x", "-0.5*y").unstableDimension, 1);
  EXPECT_EQ(originOf("-x", "0.5*y").stability, Stability::nonhyperbolic);
}

// r x (1 - x): fixed points 0 and 1 - 1/r with multipliers r and 2 - r; the 2-cycle solves
// r^2 x^2 - r (r + 1) x + r + 1 = 0 and has multiplier 4 + 2 r - r^2.
TEST(FindFixedPoints, FindsTheCyclesOfTheLogisticMap) {
  const double r = 3.2;
  const auto points = findFixedPoints(logistic(r), 2);
  ASSERT_TRUE(points.has_value());
  EXPECT_EQ(points->completeness.evidence, Evidence::proved);
  ASSERT_EQ(points->found.size(), 4u);
  EXPECT_NEAR(points->found[0].state[0], 0, 1e-15);
  EXPECT_NEAR(points->found[0].multipliers[0].real(), r, 1e-12);
  EXPECT_NEAR(points->found[1].state[0], 1 - 1 / r, 1e-15);
  EXPECT_EQ(points->found[1].stability, Stability::unstable);
  const double root = std::sqrt((r - 3) * (r + 1));
  for (const std::size_t k : {2u, 3u}) {
    const FixedPoint& point = points->found[k];
    EXPECT_EQ(point.period, 2);
    EXPECT_EQ(point.evidence, Evidence::proved);
    EXPECT_EQ(point.stability, Stability::stable);
    EXPECT_NEAR(point.state[0], (r + 1 + (k == 2 ? -root : root)) / (2 * r), 1e-14);
    EXPECT_NEAR(point.multipliers[0].real(), 4 + 2 * r - r * r, 1e-12);
    EXPECT_LT(point.residual, 1e-15);
  }
}

// At r = 4 the p-th iterate has 2^p fixed points, all in [0, 1], the multipliers +-2^p but for 4^p at 0.
TEST(FindFixedPoints, CountsLeastPeriodsOfTheFullLogisticMap) {
  const auto points = findFixedPoints(logistic(4), 6);
  ASSERT_TRUE(points.has_value());
  EXPECT_EQ(points->completeness.evidence, Evidence::proved);
  const std::ptrdiff_t expected[] = {2, 2, 6, 12, 30, 54};
  for (int p = 1; p <= 6; ++p) EXPECT_EQ(countOfPeriod(*points, p), expected[p - 1]) << p;
  for (const FixedPoint& point : points->found) {
    const double multiplier = std::ldexp(1, point.state[0] > 1e-9 ? point.period : 2 * point.period);
    EXPECT_NEAR(std::fabs(point.multipliers[0].real()), multiplier, 1e-9 * multiplier);
  }
}

// Numbers of periodic points of the Hénon map: Biham and Wenzel (1989), with the fixed point off the attractor.
TEST(FindFixedPoints, CountsThePeriodicPointsOfTheHenonMap) {
  const auto points = findFixedPoints(henon(1.4, 0.3), 7);
  ASSERT_TRUE(points.has_value());
  EXPECT_EQ(points->completeness.evidence, Evidence::proved);
  const std::ptrdiff_t expected[] = {2, 2, 0, 4, 0, 12, 28};
  for (int p = 1; p <= 7; ++p) EXPECT_EQ(countOfPeriod(*points, p), expected[p - 1]) << p;
  for (const FixedPoint& point : points->found) {
    std::complex<double> product = 1;
    for (const auto& m : point.multipliers) product *= m;
    EXPECT_NEAR(product.real(), std::pow(-0.3, point.period), 1e-9);
  }
}

// x/2 - 1/4 left of the jump, x/2 + 3/4 right of it: slope 1/2 everywhere, and yet two fixed points.
TEST(FindFixedPoints, DoesNotBelieveSlopesAcrossAJump) {
  const auto points = findFixedPoints(
      problemOf("x(t+1)=0.5*x-0.25+heav(x)\n@ meth=discrete\n#: range x -2..2.1\ndone\n"), 1);
  ASSERT_TRUE(points.has_value());
  ASSERT_EQ(points->found.size(), 2u);
  EXPECT_NEAR(points->found[0].state[0], -0.5, 1e-15);
  EXPECT_NEAR(points->found[1].state[0], 1.5, 1e-15);
}

// Exactly at the period doubling r = 3 the second iterate has a triple zero at 2/3.
TEST(FindFixedPoints, StaysHonestAtThePeriodDoubling) {
  const auto points = findFixedPoints(logistic(3), 2);
  ASSERT_TRUE(points.has_value());
  EXPECT_EQ(points->completeness.evidence, Evidence::heuristic);
  EXPECT_FALSE(points->completeness.undecided.empty());
  ASSERT_EQ(countOfPeriod(*points, 1), 2);
  EXPECT_EQ(points->found[1].stability, Stability::nonhyperbolic);
  EXPECT_EQ(countOfPeriod(*points, 2), 0);
}

// r x (1 - x) fixes 0 and 1 - 1/r: both ends of the window, also a few units in the last place off.
TEST(FindFixedPoints, DecidesThoseOnTheBorderOfTheWindow) {
  for (const double r : {2.0, 2.5, 3.2, 3.9})
    for (const int ulps : {-3, -1, 0, 1, 3}) {
      Problem problem = logistic(r);
      problem.box = {{0, (1 - 1 / r) * (1 + ulps * 0x1p-52)}};
      const auto points = findFixedPoints(problem, 1);
      ASSERT_TRUE(points.has_value());
      EXPECT_EQ(points->completeness.evidence, Evidence::proved) << r << " " << ulps;
      EXPECT_LE(points->found.size(), 2u);
      EXPECT_GE(points->found.size(), ulps >= 0 ? 2u : 1u) << r << " " << ulps;
      for (const FixedPoint& point : points->found) EXPECT_EQ(point.evidence, Evidence::proved);
    }
}

TEST(FindFixedPoints, RefusesEmptyBoxesAndStopsWhenAsked) {
  Problem problem = henon(1.4, 0.3);
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(findFixedPoints(problem, 1, source.get_token()).error().code, Error::Code::cancelled);
  problem.box[0] = {1, -1};
  EXPECT_EQ(findFixedPoints(problem, 1).error().code, Error::Code::usage);
}

}  // namespace
}  // namespace separatrix
