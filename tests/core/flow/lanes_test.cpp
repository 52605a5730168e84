#include "core/flow/lanes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/core/flow/textbook_models.hpp"

namespace separatrix {
namespace {

using namespace testing;

struct Finals {
  std::vector<std::vector<double>> states;
  std::vector<double> times;
  std::vector<int> steps;
  std::vector<TrajectoryEnd> ends;
};

Finals run(const Field& field, const Curve& starts, const IntegrateLanesOptions& options) {
  Finals finals;
  finals.states.resize(starts.size());
  finals.times.resize(starts.size());
  finals.steps.resize(starts.size());
  finals.ends = integrateLanes(field, starts, options, [&](std::size_t lane, const DenseStep& step) {
    finals.states[lane].assign(step.end.begin(), step.end.end());
    finals.times[lane] = step.t0 + step.h;
    ++finals.steps[lane];
    return LaneDecision::proceed;
  });
  return finals;
}

TEST(Lanes, FollowTheHarmonicOscillatorForwardAndBackward) {
  const Field field = fieldOf(harmonicOscillator());
  Curve starts{2, {1, 0, 0, 2, -0.5, 0.25}};
  for (const bool backward : {false, true}) {
    const Finals finals = run(field, starts, {.tolerance = 1e-11, .backward = backward, .time = 20});
    const double t = backward ? -20 : 20;
    for (std::size_t lane = 0; lane < starts.size(); ++lane) {
      const double x = starts[lane][0], y = starts[lane][1];
      EXPECT_EQ(finals.ends[lane], TrajectoryEnd::time);
      EXPECT_NEAR(finals.times[lane], t, 1e-12);
      EXPECT_NEAR(finals.states[lane][0], x * std::cos(t) + y * std::sin(t), 1e-8);
      EXPECT_NEAR(finals.states[lane][1], y * std::cos(t) - x * std::sin(t), 1e-8);
    }
  }
}

TEST(Lanes, LoseErrorInProportionToTheTolerance) {
  const Field field = fieldOf(harmonicOscillator());
  const Curve starts{2, {1, 0}};
  const auto errorAt = [&](double tolerance) {
    const Finals finals = run(field, starts, {.tolerance = tolerance, .time = 10});
    return std::hypot(finals.states[0][0] - std::cos(10), finals.states[0][1] + std::sin(10));
  };
  const double coarse = errorAt(1e-5), fine = errorAt(1e-10);
  EXPECT_LT(fine, coarse * 1e-4);
  EXPECT_GT(fine, coarse * 1e-6);
}

TEST(Lanes, TakeTheSameStepsWhateverRunsBesideThem) {
  const Field field = fieldOf(morrisLecar(50.5, 2));
  Curve many{2, {}};
  for (int k = 0; k < 300; ++k) many.append({-60 + 0.3 * k, 0.002 * (k % 250)});
  const IntegrateLanesOptions options{.tolerance = 1e-8, .time = 60};
  const Finals together = run(field, many, options);
  for (const std::size_t lane : {std::size_t{0}, std::size_t{77}, std::size_t{128}, std::size_t{299}}) {
    Curve one{2, {}};
    one.append(many[lane]);
    const Finals alone = run(field, one, options);
    EXPECT_EQ(alone.states[0], together.states[lane]);
    EXPECT_EQ(alone.steps[0], together.steps[lane]);
  }
}

TEST(Lanes, FinishAloneWhileOthersProceed) {
  const Field field = fieldOf(logisticGrowth());
  const Curve starts{1, {0.1, 0.2, 0.3}};
  std::vector<double> last(3);
  const auto ends = integrateLanes(field, starts, {.time = 5}, [&](std::size_t lane, const DenseStep& step) {
    last[lane] = step.t0 + step.h;
    return lane == 1 && step.end[0] > 0.5 ? LaneDecision::finish : LaneDecision::proceed;
  });
  EXPECT_EQ(ends[0], TrajectoryEnd::time);
  EXPECT_EQ(ends[1], TrajectoryEnd::event);
  EXPECT_EQ(ends[2], TrajectoryEnd::time);
  EXPECT_LT(last[1], 4);
  EXPECT_DOUBLE_EQ(last[2], 5);
}

TEST(Lanes, NoticeThatSolutionsReachInfinity) {
  const Field field = fieldOf(finiteTimeBlowUp());
  const Curve starts{1, {0.5, 2, -1}};
  const Finals finals = run(field, starts, {.time = 10});
  EXPECT_EQ(finals.ends[0], TrajectoryEnd::blewUp);
  EXPECT_EQ(finals.ends[1], TrajectoryEnd::blewUp);
  EXPECT_EQ(finals.ends[2], TrajectoryEnd::time);
  EXPECT_NEAR(finals.times[0], 2, 1e-5);
  EXPECT_NEAR(finals.times[1], 0.5, 1e-5);
  EXPECT_NEAR(finals.states[2][0], -1.0 / 11, 1e-8);
}

TEST(Lanes, EndWhereTheFieldHasNoValue) {
  const Field field = fieldOf(squareRootDecay());
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const Curve starts{1, {1, -1, nan}};
  const Finals finals = run(field, starts, {.time = 10});
  EXPECT_EQ(finals.ends[0], TrajectoryEnd::blewUp);
  EXPECT_GE(finals.states[0][0], 0);
  EXPECT_LT(finals.states[0][0], 1e-6);
  EXPECT_EQ(finals.ends[1], TrajectoryEnd::blewUp);
  EXPECT_EQ(finals.ends[2], TrajectoryEnd::blewUp);
}

TEST(Lanes, CarryAContinuousExtensionOfOrderFour) {
  const Field field = fieldOf(harmonicOscillator());
  const Curve starts{2, {1, 0}};
  double worst = 0, seam = 0;
  integrateLanes(field, starts, {.tolerance = 1e-9, .time = 6}, [&](std::size_t, const DenseStep& step) {
    std::vector<double> x(2);
    for (double theta = 0; theta <= 1; theta += 0.125) {
      step.at(theta, x);
      const double t = step.t0 + theta * step.h;
      worst = std::max(worst, std::hypot(x[0] - std::cos(t), x[1] + std::sin(t)));
    }
    seam = std::max(seam, std::hypot(x[0] - step.end[0], x[1] - step.end[1]));
    return LaneDecision::proceed;
  });
  EXPECT_LT(worst, 2e-8);
  EXPECT_LT(seam, 1e-15);
}

TEST(Lanes, FollowTimeWhereTheFieldDependsOnIt) {
  const Field field = fieldOf(model(1, [](const Expressions&, Expression t) { return Expressions{cos(t)}; }));
  const Finals finals = run(field, Curve{1, {0, 1}}, {.tolerance = 1e-10, .time = 3});
  EXPECT_NEAR(finals.states[0][0], std::sin(3.0), 1e-9);
  EXPECT_NEAR(finals.states[1][0], 1 + std::sin(3.0), 1e-9);
}

TEST(Lanes, AgreeBetweenTheBlockKernelAndTheScalarTape) {
  const Field field = fieldOf(morrisLecar(70, 12));
  const Curve starts{2, {-60, 0.01, 20, 0.4, -10, 0.1}};
  const Finals block = run(field, starts, {.tolerance = 1e-10, .time = 100});
  const Finals scalar = run(field, starts, {.tolerance = 1e-10, .time = 100, .scalar = true});
  for (std::size_t lane = 0; lane < starts.size(); ++lane)
    for (std::size_t i = 0; i < 2; ++i) EXPECT_NEAR(block.states[lane][i], scalar.states[lane][i], 1e-6);
}

TEST(Lanes, StopWhenAsked) {
  std::stop_source source;
  source.request_stop();
  int steps = 0;
  const auto ends = integrateLanes(
      fieldOf(harmonicOscillator()), Curve{2, {1, 0}}, {},
      [&](std::size_t, const DenseStep&) {
        ++steps;
        return LaneDecision::proceed;
      },
      source.get_token());
  EXPECT_EQ(steps, 0);
  EXPECT_EQ(ends[0], TrajectoryEnd::budgetSpent);
}

}  // namespace
}  // namespace separatrix
