#include "core/continuation/cycle_curves.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "tests/core/continuation/hopf_points.hpp"

namespace separatrix {
namespace {

DiagramOptions overTwo(const Problem& problem, const char* first, Interval a, const char* second, Interval b) {
  DiagramOptions options;
  options.parameter = problem.model->parameterNamed(first).value();
  options.range = a;
  options.second = SecondParameter{problem.model->parameterNamed(second).value(), b};
  return options;
}

CycleCurves curvesOf(const Problem& problem, const DiagramOptions& options, const CycleBranches& here,
                     const std::vector<Codim2Point>& codim2 = {}, const CyclesAt& at = {}) {
  const auto curves = followCycleCurves(problem, options, here, codim2, at);
  EXPECT_TRUE(curves.has_value());
  if (std::getenv("SEPARATRIX_VERBOSE") != nullptr) {
    for (const ParameterCurve& curve : curves->curves) {
      std::printf("%s: %zu points\n", std::string(name(curve.kind)).c_str(), curve.points.size());
      for (std::size_t k = 0; k < curve.points.size(); ++k)
        std::printf("  %.12g %.12g\n", curve.points[k][0], curve.points[k][1]);
    }
    for (const Codim2Point& point : curves->codim2)
      std::printf("%s at %.8g %.8g +- %.2g\n", std::string(name(point.kind)).c_str(), point.first, point.second,
                  point.error);
  }
  return *curves;
}

TEST(CycleCurves, FoldsOfCyclesOfTheBautinNormalFormLieOnTheExactParabola) {
  const Problem problem = problemOf(radialText("a+b*q-q^2"), {{"b", 1}});
  const DiagramOptions options = overTwo(problem, "a", {-2, 1}, "b", {-1, 2});
  const CycleBranches here = followCycles(problem, options, {hopfAt(problem, 0, 0, {0, 0})}, {}).value();
  Codim2Point bautin;
  bautin.kind = Codim2Kind::generalizedHopf;
  const CycleCurves found = curvesOf(problem, options, here, {bautin});
  ASSERT_EQ(found.curves.size(), 1u);
  const Curve& points = found.curves[0].points;
  ASSERT_GT(points.size(), 10u);
  for (std::size_t k = 0; k < points.size(); ++k) EXPECT_NEAR(points[k][0], -points[k][1] * points[k][1] / 4, 1e-8);
  EXPECT_EQ(std::min(points.front()[1], points.back()[1]), 0);
  EXPECT_EQ(std::max(points.front()[1], points.back()[1]), 2);
}

TEST(CycleCurves, MorrisLecarLongCyclesEndOnHomoclinicOrbitsAndOnTheSaddleNodeBetween) {
  const Problem problem = problemOf(kMorrisLecar);
  const DiagramOptions options = overTwo(problem, "I", {-50, 250}, "V3", {10, 30});
  const CycleBranches here =
      followCycles(problem, options, {hopfAt(problem, 0, 85.1032308830416, {8.34159, 0.396396})}, {}).value();
  const CycleCurves found = curvesOf(problem, options, here);
  double nearest = HUGE_VAL;
  for (const ParameterCurve& curve : found.curves)
    for (std::size_t k = 0; k < curve.points.size() && curve.kind == SpecialKind::snic; ++k)
      nearest = std::min(nearest, std::hypot(curve.points[k][0] - 40.59481594439636, curve.points[k][1] - 10));
  EXPECT_LT(nearest, 1e-8);  // the fold of equilibria at V3 = 10
  ASSERT_FALSE(found.codim2.empty());
  EXPECT_EQ(found.codim2[0].kind, Codim2Kind::saddleNodeHomoclinic);
}

TEST(CycleCurves, MorrisLecarFoldsOfCyclesPassThroughTheKnownOne) {
  const Problem problem = problemOf(kMorrisLecar, {{"V3", 2.3}});
  const DiagramOptions options = overTwo(problem, "I", {-50, 250}, "V3", {2, 2.5});
  Problem spiking = problem;
  spiking.parameters[0] = 60;
  const CycleBranches here = followCycles(spiking, options, {}, cyclesOf(spiking).found).value();
  const CycleCurves found = curvesOf(spiking, options, here);
  double nearest = HUGE_VAL;
  for (const ParameterCurve& curve : found.curves)
    for (std::size_t k = 0; k < curve.points.size(); ++k)
      if (curve.points[k][1] == 2) nearest = std::min(nearest, std::fabs(curve.points[k][0] - 50.37402709226893));
  EXPECT_LT(nearest, 1e-6);
}

TEST(CycleCurves, TheHomoclinicCurveOfBogdanovTakensPassesThroughTheKnownPoint) {
  const Problem problem =
      problemOf("par b1=0, b2=-0.5\nx'=y\ny'=b1+b2*x+x^2-x*y\n@ xp=x, yp=y, xlo=-2, xhi=2, ylo=-2, yhi=2\ndone\n");
  const DiagramOptions options = overTwo(problem, "b1", {-1, 1}, "b2", {-1, 0.5});
  const CycleBranches here = followCycles(problem, options, {hopfAt(problem, 0, 0, {0, 0})}, {}).value();
  Codim2Point origin;
  origin.kind = Codim2Kind::bogdanovTakens;
  const CycleCurves found = curvesOf(problem, options, here, {origin});
  ASSERT_EQ(found.curves.size(), 1u);
  EXPECT_EQ(found.curves[0].kind, SpecialKind::homoclinic);
  const Curve& points = found.curves[0].points;
  double nearest = HUGE_VAL;
  for (std::size_t k = 0; k < points.size(); ++k)
    if (points[k][1] == -1) nearest = std::fabs(points[k][0] + 0.2136021984152508);
  EXPECT_LT(nearest, 1e-6);
}

TEST(CycleCurves, RoesslersDoublingCurvePassesThroughTheKnownPoint) {
  const Problem problem = problemOf(
      "par c=2.5, a=0.15\nx'=-y-z\ny'=x+a*y\nz'=0.2+z*(x-c)\n@ xp=x, yp=y, xlo=-10, xhi=10, ylo=-10, yhi=10\ndone\n");
  DiagramOptions options = overTwo(problem, "c", {2, 6}, "a", {0.1, 0.2});
  const CycleBranches here = followCycles(problem, options, {}, cyclesOf(problem).found).value();
  const CycleCurves found = curvesOf(problem, options, here);
  double nearest = HUGE_VAL;
  for (const ParameterCurve& curve : found.curves)
    for (std::size_t k = 0; k < curve.points.size(); ++k)
      if (curve.points[k][1] == 0.2) nearest = std::min(nearest, std::fabs(curve.points[k][0] - 2.832445027862067));
  EXPECT_LT(nearest, 1e-6);
}

TEST(CycleCurves, TheTorusBornOfACircleIsBornOnTheExactParabola) {
  const Problem problem = problemOf(
      "par a=-0.3, b=0.5\nq=x^2+y^2\ns=u^2+v^2\nx'=x*(1-q)-y\ny'=y*(1-q)+x\n"
      "u'=u*(a-b^2-s)-1.3*v+0.2*x*u\nv'=v*(a-b^2-s)+1.3*u+0.2*x*v\n"
      "@ xp=x, yp=y, xlo=-2, xhi=2, ylo=-2, yhi=2\ndone\n");
  Cycle circle;
  circle.period = 6.283185307179586;
  for (int k = 0; k <= 100; ++k) {
    circle.times.push_back(circle.period * k / 100);
    circle.orbit.dimension = 4;
    circle.orbit.append({std::cos(circle.times.back()), std::sin(circle.times.back()), 0, 0});
  }
  const DiagramOptions options = overTwo(problem, "a", {-1, 2}, "b", {-1, 1});
  const CycleBranches here = followCycles(problem, options, {}, {circle}).value();
  ASSERT_EQ(here.specials.size(), 1u);
  EXPECT_EQ(here.specials[0].kind, SpecialKind::neimarkSacker);
  EXPECT_NEAR(here.specials[0].parameter, 0.25, 1e-8);
  const CycleCurves found = curvesOf(problem, options, here);
  ASSERT_EQ(found.curves.size(), 1u);
  const Curve& points = found.curves[0].points;
  EXPECT_EQ(std::min(points.front()[1], points.back()[1]), -1);
  EXPECT_EQ(std::max(points.front()[1], points.back()[1]), 1);
  for (std::size_t k = 0; k < points.size(); ++k) EXPECT_NEAR(points[k][0], points[k][1] * points[k][1], 1e-8);
}

}  // namespace
}  // namespace separatrix
