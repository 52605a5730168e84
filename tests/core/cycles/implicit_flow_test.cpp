#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/cycles/high_order_flow.hpp"
#include "core/cycles/implicit_flow.hpp"
#include "core/cycles/radau_coefficients.hpp"
#include "tests/core/cycles/cycle_models.hpp"

namespace separatrix {
namespace {

// Quadrature over the whole step is exact up to degree 12, over each part of it up to degree 6.
TEST(ImplicitFlow, ItsCoefficientsIntegratePolynomials) {
  using radau::kNode, radau::kWeight;
  for (int degree = 0; degree <= 12; ++degree) {
    for (std::size_t i = degree <= 6 ? 0 : 6; i < 7; ++i) {
      double sum = 0;
      for (std::size_t j = 0; j < 7; ++j) sum += kWeight[i][j] * std::pow(kNode[j], degree);
      EXPECT_NEAR(sum, std::pow(kNode[i], degree + 1) / (degree + 1), 1e-15) << degree << ' ' << i;
    }
  }
}

TEST(ImplicitFlow, ATurnOnACircleEndsWhereItBeganInBothDirectionsOfTime) {
  const Problem problem = problemOf("x'=-y\ny'=x\n@ xlo=-2,xhi=2,ylo=-2,yhi=2\ndone\n");
  for (const int direction : {1, -1}) {
    ImplicitFlow flow(problem.field(), 1e-12, {1e-12, 1e-12});
    flow.start(std::vector<double>{1, 0, 0}, direction);
    while (std::fabs(flow.time()) < 2 * std::numbers::pi) ASSERT_TRUE(flow.advance());
    const double theta = (direction * 2 * std::numbers::pi - flow.previousTime()) / flow.step();
    std::vector<double> y(3), dense(3), coefficients;
    flow.at(theta, dense);
    flow.copyDense(2, coefficients);
    EXPECT_NEAR(denseValue(coefficients.data(), 2, theta), dense[0], 1e-14);
    EXPECT_NEAR(denseValue(coefficients.data() + 1, 2, theta), dense[1], 1e-14);
    flow.stepTo(theta, y);
    for (const auto& end : {y, dense}) {
      EXPECT_NEAR(end[0], 1, 1e-11);
      EXPECT_NEAR(end[1], 0, 1e-11);
    }
    EXPECT_EQ(y[2], 0);
  }
}

// x' = 1, y' = -k (y - sin x) + cos x: y = sin x is a solution, its neighbors come to it, or leave it, like exp(-k t).
TEST(ImplicitFlow, StrideAlongASlowManifoldIsLongWhereItAttracts) {
  const Problem problem = problemOf("par k=1e6\nx'=1\ny'=-k*(y-sin(x))+cos(x)\ndone\n");
  ImplicitFlow flow(problem.field(), 1e-10, {1e-10, 1e-10});
  flow.start(std::vector<double>{0, 0, 0}, 1);
  int steps = 0;
  for (; flow.time() < 6; ++steps) ASSERT_TRUE(flow.advance());
  EXPECT_LT(steps, 60);
  EXPECT_NEAR(flow.after()[1], std::sin(flow.after()[0]), 1e-9);
  EXPECT_NEAR(flow.after()[2], -1e6 * flow.time(), 1e-6 * 1e6);
}

TEST(ImplicitFlow, NoOrbitStaysWhereItsNeighborsLeave) {
  const Problem problem = problemOf("par k=-1e3\nx'=1\ny'=-k*(y-sin(x))+cos(x)\ndone\n");
  ImplicitFlow flow(problem.field(), 1e-10, {1e-10, 1e-10});
  const double off = 1e-8;
  flow.start(std::vector<double>{0, off, 0}, 1);
  while (flow.time() < 0.02) {
    ASSERT_TRUE(flow.advance());
    const double expected = off * std::exp(1e3 * flow.time());
    EXPECT_NEAR(flow.after()[1] - std::sin(flow.after()[0]), expected, 1e-3 * expected + 1e-9);
  }
}

}  // namespace
}  // namespace separatrix
