#include "core/phaseplane/nullclines.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/core/phaseplane/zero_sets.hpp"

namespace separatrix {
namespace {

using namespace test;

TEST(ComputeNullclines, DrawsACircleAsOneClosedCurve) {
  const auto curves = zeroSet(kSquare, [](Expr x, Expr y) { return square(x) + square(y) - 1.0; });
  ASSERT_EQ(curves.size(), 1u);
  EXPECT_TRUE(isClosed(curves[0]));
  expectSameCurves(curves, {{[](double t) { return std::pair(std::cos(t), std::sin(t)); }, 0, 2 * std::numbers::pi}}, kSquare, 0.12);
}

TEST(ComputeNullclines, DrawsAParabolaALineAndASteepSineEachAsOneCurve) {
  auto curves = zeroSet(kSquare, [](Expr x, Expr y) { return y - square(x); });
  EXPECT_EQ(curves.size(), 1u);
  expectSameCurves(curves, {{[](double t) { return std::pair(t, t * t); }, -2, 2}}, kSquare);
  curves = zeroSet(kSquare, [](Expr x, Expr y) { return y - 0.3 * x + 0.1; });
  EXPECT_EQ(curves.size(), 1u);
  expectSameCurves(curves, {{[](double t) { return std::pair(t, 0.3 * t - 0.1); }, -2, 2}}, kSquare);
  curves = zeroSet(kSquare, [](Expr x, Expr y) { return y - sin(20.0 * x); });
  EXPECT_EQ(curves.size(), 1u);
  expectSameCurves(curves, {{[](double t) { return std::pair(t, std::sin(20 * t)); }, -2, 2}}, kSquare);
}

TEST(ComputeNullclines, DrawsHorizontalAndVerticalLinesAlsoOnTheBorder) {
  for (const double at : {-2.0, -1.0, 0.0, 0.5, 2.0}) {
    const auto curves = zeroSet(kSquare, [at](Expr x, Expr) { return x - at; });
    ASSERT_EQ(curves.size(), 1u) << at;
    expectSameCurves(curves, {{[at](double t) { return std::pair(at, t); }, -1.5, 1.5}}, kSquare);
  }
  for (const double at : {-1.5, 0.0, 1.5}) {
    const auto curves = zeroSet(kSquare, [at](Expr, Expr y) { return y - at; });
    ASSERT_EQ(curves.size(), 1u) << at;
    expectSameCurves(curves, {{[at](double t) { return std::pair(t, at); }, -2, 2}}, kSquare);
  }
}

TEST(ComputeNullclines, DrawsBothBranchesOfAHyperbolaAndNoneAlongItsPole) {
  const Box box = {{-2, 2}, {-8, 8}};
  const auto curves = zeroSet(box, [](Expr x, Expr y) { return y - 1.0 / (x - 0.3); });
  EXPECT_EQ(curves.size(), 2u);
  const auto branch = [](double t) { return std::pair(t, 1 / (t - 0.3)); };
  expectSameCurves(curves, {{branch, -2, 0.176}, {branch, 0.42, 2}}, box, 0.3);
  EXPECT_TRUE(zeroSet(box, [](Expr x, Expr) { return 1.0 / (x - 0.3); }).empty());
}

TEST(ComputeNullclines, TakesTheBranchesOfLotkaVolterraStraightThroughTheirCrossing) {
  const Box box = {{-0.5, 2}, {-0.5, 2}};
  const auto curves = zeroSet(box, [](Expr x, Expr y) { return x * (1.0 - x - y); });
  EXPECT_EQ(curves.size(), 2u);
  expectSameCurves(curves, {{[](double t) { return std::pair(0.0, t); }, -0.5, 2}, {[](double t) { return std::pair(t, 1 - t); }, -0.5, 1.5}}, box);
  const Box quadrant = {{0, 2}, {0, 2}};
  const auto onBorder = zeroSet(quadrant, [](Expr x, Expr y) { return x * (1.0 - x - y); });
  expectSameCurves(onBorder, {{[](double t) { return std::pair(0.0, t); }, 0, 2}, {[](double t) { return std::pair(t, 1 - t); }, 0, 1}}, quadrant);
}

// Bernoulli's lemniscate (x^2 + y^2)^2 = x^2 - y^2.
TEST(ComputeNullclines, DrawsALemniscateThroughItsDoublePoint) {
  const auto curves = zeroSet(kSquare, [](Expr x, Expr y) { return square(square(x) + square(y)) - square(x) + square(y); });
  EXPECT_LE(curves.size(), 2u);
  expectSameCurves(curves, {{[](double t) {
                     const double r = std::cos(t) / (1 + std::sin(t) * std::sin(t));
                     return std::pair(r, r * std::sin(t));
                   }, 0, 2 * std::numbers::pi}}, kSquare);
}

TEST(ComputeNullclines, FindsACurveAlongWhichTheSignDoesNotChange) {
  const auto curves = zeroSet(kSquare, [](Expr x, Expr y) { return square(y - square(x)); });
  EXPECT_GE(curves.size(), 1u);
  EXPECT_LE(curves.size(), 2u);
  expectSameCurves(curves, {{[](double t) { return std::pair(t, t * t); }, -2, 2}}, kSquare, 1.2);
}

TEST(ComputeNullclines, FindsCirclesOfOnePixelAndLessAndAnIsolatedPoint) {
  const double pixel = 4.0 / kWide;
  for (const double radius : {3 * pixel, pixel, 0.3 * pixel}) {
    const auto curves = zeroSet(kSquare, [radius](Expr x, Expr y) { return square(x - 0.123) + square(y - 0.456) - radius * radius; });
    ASSERT_EQ(curves.size(), 1u) << radius / pixel;
    EXPECT_TRUE(isClosed(curves[0]));
    expectSameCurves(curves, {{[radius](double t) { return std::pair(0.123 + radius * std::cos(t), 0.456 + radius * std::sin(t)); }, 0, 2 * std::numbers::pi}}, kSquare);
  }
  const auto point = zeroSet(kSquare, [](Expr x, Expr y) { return square(x - 0.123) + square(y - 0.456); });
  ASSERT_EQ(point.size(), 1u);
  EXPECT_NEAR(point[0][0][0], 0.123, 1e-3 * pixel);
  EXPECT_TRUE(zeroSet(kSquare, [](Expr x, Expr y) { return square(x - 0.123) + square(y - 0.456) + 1e-9; }).empty());
}

TEST(ComputeNullclines, KeepsBranchesApartThatAreCloserThanACell) {
  const double gap = 1.5 * 3.0 / kHigh;  // a pixel and a half
  const auto curves = zeroSet(kSquare, [gap](Expr x, Expr y) { return (y - 0.5 * sin(x)) * (y - 0.5 * sin(x) - gap); });
  EXPECT_EQ(curves.size(), 2u);
  expectSameCurves(curves, {{[](double t) { return std::pair(t, 0.5 * std::sin(t)); }, -2, 2}, {[gap](double t) { return std::pair(t, 0.5 * std::sin(t) + gap); }, -2, 2}}, kSquare);
}

TEST(ComputeNullclines, DrawsNothingWhereTheFieldHasNoValueAndSaysWhere) {
  const Nullclines nullclines = compute(makeProblem(kSquare, [](const Expressions& x, const Expressions&) {
    return Expressions{x[1] - log(x[0]), x[1]};
  }));
  ASSERT_EQ(nullclines.first.size(), 1u);
  expectSameCurves(nullclines.first, {{[](double t) { return std::pair(t, std::log(t)); }, 0.2, 2}}, kSquare, 0.5);
  double area = 0;
  for (const Box& box : nullclines.undefined) {
    EXPECT_LE(box[0].hi, 0.01);
    area += box[0].width() * box[1].width();
  }
  EXPECT_NEAR(area, 6, 0.3);
}

TEST(ComputeNullclines, DrawsBothSidesOfAJumpUpToItAndNotTheJump) {
  EXPECT_TRUE(zeroSet(kSquare, [](Expr x, Expr) { return heaviside(x - 0.1) - 0.5; }).empty());
  const auto curves = zeroSet(kSquare, [](Expr x, Expr y) { return y - 0.3 * x - heaviside(x - 0.1); });
  EXPECT_EQ(curves.size(), 2u);
  expectSameCurves(curves, {{[](double t) { return std::pair(t, 0.3 * t); }, -2, 0.1}, {[](double t) { return std::pair(t, 1 + 0.3 * t); }, 0.1, 2}}, kSquare, 0.3);
}

TEST(ComputeNullclines, FollowsAKink) {
  const auto curves = zeroSet(kSquare, [](Expr x, Expr y) { return y - apply(Operation::abs, x - 0.1); });
  EXPECT_EQ(curves.size(), 1u);
  expectSameCurves(curves, {{[](double t) { return std::pair(t, std::fabs(t - 0.1)); }, -2, 2}}, kSquare);
}

TEST(ComputeNullclines, GivesTheCubicAndTheLineOfFitzHughNagumoAsOneCurveEach) {
  const Problem problem = fitzHughNagumo(0.5);
  const Nullclines nullclines = compute(problem);
  ASSERT_EQ(nullclines.first.size(), 1u);
  ASSERT_EQ(nullclines.second.size(), 1u);
  expectSameCurves(nullclines.first, {{[](double v) { return std::pair(v, v - v * v * v + 0.5); }, -2, 2}}, problem.box);
  expectSameCurves(nullclines.second, {{[](double w) { return std::pair(0.8 * w - 0.7, w); }, -2, 2}}, problem.box);
}

TEST(ComputeNullclines, GivesOneCurveEachOfMorrisLecar) {
  for (const double current : {10.0, 30.0, 39.8, 70.0, 200.0}) {
    const Problem problem = morrisLecar(current, 12);
    const Nullclines nullclines = compute(problem);
    EXPECT_EQ(nullclines.second.size(), 1u);
    expectSameCurves(nullclines.second, {{[](double V) { return std::pair(V, 0.5 * (1 + std::tanh((V - 12) / 17.4))); }, -80, 80}}, problem.box);
    expectSameCurves(nullclines.first, {{[current](double V) {
                       const double m = 0.5 * (1 + std::tanh((V + 1.2) / 18));
                       return std::pair(V, (current - 2 * (V + 60) - 4 * m * (V - 120)) / (8 * (V + 80)));
                     }, -79.9999, 80}}, problem.box, 0.3);
    EXPECT_EQ(nullclines.first.size(), 1u);
  }
}

TEST(ComputeNullclines, HoldsTheOtherVariablesAndTakesAMapsDisplacement) {
  Problem space = makeProblem({{-2, 2}, {-1.5, 1.5}, {0, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{square(x[0]) + square(x[1]) - x[2], x[1], x[0]};
  });
  space.plane.held = {0, 0, 0.25};
  expectSameCurves(compute(space).first, {{[](double t) { return std::pair(0.5 * std::cos(t), 0.5 * std::sin(t)); }, 0, 2 * std::numbers::pi}}, space.box);
  const Problem henon = makeProblem(kSquare, {1.4, 0.3}, [](const Expressions& x, const Expressions& p) {
    return Expressions{1.0 - p[0] * square(x[0]) + x[1], p[1] * x[0]};
  }, ModelKind::map);
  const Nullclines still = compute(henon);
  expectSameCurves(still.first, {{[](double t) { return std::pair(t, t - 1 + 1.4 * t * t); }, -2, 2}}, kSquare);
  expectSameCurves(still.second, {{[](double t) { return std::pair(t, 0.3 * t); }, -2, 2}}, kSquare);
}

TEST(ComputeNullclines, IsEmptyInOneDimensionAndStopsWhenTold) {
  EXPECT_TRUE(compute(makeProblem({{-1, 1}}, [](const Expressions& x, const Expressions&) { return Expressions{x[0]}; })).first.empty());
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(computeNullclines(morrisLecar(30, 12), {}, source.get_token()).error().code, Error::Code::cancelled);
}

}  // namespace
}  // namespace separatrix
