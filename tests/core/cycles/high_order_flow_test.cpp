#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/cycles/dop853_coefficients.hpp"
#include "core/cycles/high_order_flow.hpp"

namespace separatrix {
namespace {

// sum_j b_j c_j^(q-1) = 1/q: quadrature conditions up to the order of the method, and c_i = sum_j a_ij.
TEST(HighOrderFlow, ItsWeightsIntegratePolynomialsOfDegreeSevenExactly) {
  std::array<double, 13> c{};
  for (std::size_t i = 1; i < 12; ++i)
    for (std::size_t m = 0; m < static_cast<std::size_t>(dop853::kTerms[i]); ++m) c[i] += dop853::kStage[i][m].weight;
  for (int q = 1; q <= 8; ++q) {
    double sum = 0;
    for (std::size_t m = 0; m < static_cast<std::size_t>(dop853::kTerms[12]); ++m)
      sum += dop853::kStage[12][m].weight * std::pow(c[static_cast<std::size_t>(dop853::kStage[12][m].from)], q - 1);
    EXPECT_NEAR(sum, 1.0 / q, 1e-14) << q;
  }
}

void pendulum(const double* y, double* slope) {
  slope[0] = y[1];
  slope[1] = -std::sin(y[0]);
}

std::array<double, 2> after(double tolerance, int& steps) {
  HighOrderFlow flow(pendulum, {tolerance, tolerance}, {tolerance, tolerance});
  flow.start(std::array{2.0, 0.0}, 1);
  for (steps = 1; flow.advance() && flow.time() < 10; ++steps) {
  }
  std::array<double, 2> y{};
  flow.stepTo((10 - flow.previousTime()) / flow.step(), y);
  return y;
}

TEST(HighOrderFlow, ErrorsFallWithTheEighthPowerOfTheStep) {
  int coarse = 0, fine = 0, exact = 0;
  const auto truth = after(1e-15, exact), a = after(1e-6, coarse), b = after(1e-11, fine);
  const double order =
      std::log(std::fabs(a[0] - truth[0]) / std::fabs(b[0] - truth[0])) / std::log(static_cast<double>(fine) / coarse);
  EXPECT_GT(order, 7);
  EXPECT_LT(order, 12);
  EXPECT_NEAR(b[0], truth[0], 1e-9);
}

TEST(HighOrderFlow, TheContinuousExtensionAgreesWithAStepOfItsOwn) {
  HighOrderFlow flow(pendulum, {1e-12, 1e-12}, {1e-12, 1e-12});
  flow.start(std::array{2.0, 0.0}, -1);
  for (int k = 0; k < 30; ++k) {
    ASSERT_TRUE(flow.advance());
    EXPECT_LT(flow.step(), 0);
    for (const double theta : {0.0, 0.3, 0.8, 1.0}) {
      std::array<double, 2> dense{}, own{};
      flow.at(theta, dense);
      flow.stepTo(theta, own);
      EXPECT_NEAR(dense[0], own[0], 1e-10);
      EXPECT_NEAR(dense[1], own[1], 1e-10);
    }
  }
}

TEST(HighOrderFlow, ASolutionThatBlowsUpEnds) {
  HighOrderFlow flow([](const double* y, double* slope) { slope[0] = y[0] * y[0]; }, {1e-10}, {1e-10});
  flow.start(std::array{1.0}, 1);
  int steps = 0;
  while (steps < 100'000 && flow.advance()) ++steps;
  EXPECT_LT(steps, 100'000);
  EXPECT_NEAR(flow.time(), 1, 1e-6);
}

}  // namespace
}  // namespace separatrix
