#include "core/flow/integrate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "core/model/read_ode.hpp"
#include "tests/core/flow/textbook_models.hpp"

namespace separatrix {
namespace {

using namespace testing;

Trajectory solve(const std::shared_ptr<Model>& m, std::vector<double> start, double time,
                 const IntegrateOptions& options = {}) {
  return integrate(*m, fieldOf(m), start, time, options);
}

double circleError(const Trajectory& trajectory, std::size_t k) {
  const double t = trajectory.t[k];
  return std::hypot(trajectory.states[k][0] - std::cos(t), trajectory.states[k][1] + std::sin(t));
}

TEST(Integrate, FollowsTheHarmonicOscillatorAtEverySample) {
  const Trajectory trajectory = solve(harmonicOscillator(), {1, 0}, 20, {.tolerance = 1e-11});
  EXPECT_EQ(trajectory.end, TrajectoryEnd::time);
  EXPECT_EQ(trajectory.t.front(), 0);
  EXPECT_EQ(trajectory.t.back(), 20);
  ASSERT_EQ(trajectory.t.size(), trajectory.states.size());
  for (std::size_t k = 0; k < trajectory.t.size(); ++k) {
    EXPECT_LT(circleError(trajectory, k), 1e-8);
  }
  EXPECT_TRUE(std::ranges::is_sorted(trajectory.t, std::less_equal{}));
}

TEST(Integrate, FollowsLogisticGrowth) {
  const Trajectory trajectory = solve(logisticGrowth(), {0.1}, 8, {.tolerance = 1e-12});
  EXPECT_NEAR(trajectory.states.back()[0], 1 / (1 + 9 * std::exp(-8.0)), 1e-11);
}

TEST(Integrate, LosesErrorInProportionToTheTolerance) {
  const auto errorAt = [](double tolerance) {
    const Trajectory trajectory = solve(harmonicOscillator(), {1, 0}, 10, {.tolerance = tolerance});
    return circleError(trajectory, trajectory.t.size() - 1);
  };
  const double coarse = errorAt(1e-5), fine = errorAt(1e-10);
  EXPECT_LT(fine, coarse * 1e-3);
  EXPECT_GT(fine, coarse * 1e-7);
}

TEST(Integrate, ReturnsToTheStartWhenTimeIsReversed) {
  const auto m = morrisLecar(70, 12);
  const Trajectory there = solve(m, {-20, 0.1}, 30, {.tolerance = 1e-12});
  const Trajectory back =
      solve(m, {there.states.back().begin(), there.states.back().end()}, 30, {.tolerance = 1e-12, .backward = true});
  EXPECT_EQ(back.t.back(), -30);
  EXPECT_NEAR(back.states.back()[0], -20, 1e-4);
  EXPECT_NEAR(back.states.back()[1], 0.1, 1e-6);
}

TEST(Integrate, SamplesOnTheGridAskedForAndEndsExactlyOnTime) {
  const Trajectory trajectory = solve(harmonicOscillator(), {1, 0}, 1, {.tolerance = 1e-10, .sampleEvery = 0.3});
  EXPECT_EQ(trajectory.t, (std::vector<double>{0, 0.3, 0.6, 3 * 0.3, 1}));
  for (std::size_t k = 0; k < trajectory.t.size(); ++k) EXPECT_LT(circleError(trajectory, k), 1e-9);
  EXPECT_EQ(solve(harmonicOscillator(), {1, 0}, 1, {.sampleEvery = 0.1}).t.size(), 11u);
  EXPECT_EQ(solve(harmonicOscillator(), {1, 0}, 1, {.backward = true, .sampleEvery = 0.1}).t.back(), -1);
}

TEST(Integrate, PutsSamplesSoDenselyThatChordsHugTheCurve) {
  const Trajectory trajectory = solve(harmonicOscillator(), {1, 0}, 6.5, {.tolerance = 1e-4});
  for (std::size_t k = 1; k < trajectory.t.size(); ++k) {
    const auto a = trajectory.states[k - 1], b = trajectory.states[k];
    EXPECT_GT(std::hypot((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), 1 - 2.5e-3);
  }
}

TEST(Integrate, SeesThatASolutionReachesInfinity) {
  for (const double x0 : {0.5, 1.0, 4.0}) {
    const Trajectory trajectory = solve(finiteTimeBlowUp(), {x0}, 10);
    EXPECT_EQ(trajectory.end, TrajectoryEnd::blewUp);
    EXPECT_NEAR(trajectory.t.back(), 1 / x0, 2e-6);
    EXPECT_TRUE(std::isfinite(trajectory.states.back()[0]));
    EXPECT_NEAR(trajectory.states.back()[0], 1e6, 1);
  }
}

// x' = x^5 reaches infinity at 1 / (4 x0^4); before x = 1e6 the clock can no longer resolve its steps.
TEST(Integrate, SeesABlowUpThatIsTooFastForTheClock) {
  const auto quintic =
      model(1, [](const Expressions& x, Expression) { return Expressions{(x[0] * x[0]) * (x[0] * x[0]) * x[0]}; });
  const Trajectory trajectory = solve(quintic, {1}, 10, {.tolerance = 1e-10});
  EXPECT_EQ(trajectory.end, TrajectoryEnd::blewUp);
  EXPECT_NEAR(trajectory.t.back(), 0.25, 1e-8);
  EXPECT_LT(trajectory.t.size(), 10'000u);
}

TEST(Integrate, EndsWithAFiniteSampleWhereTheFieldHasNoValue) {
  // x' = -sqrt(x) - 1/10, x(0) = 1: with s = sqrt(x), the time to 0 is the integral of 2 s / (s + 1/10) over [0, 1]
  const double arrival = 2 - 0.2 * std::log(11.0);
  for (const IntegrationMethod method : {IntegrationMethod::automatic, IntegrationMethod::cvode}) {
    const Trajectory trajectory = solve(squareRootDecay(), {1}, 10, {.tolerance = 1e-10, .method = method});
    EXPECT_EQ(trajectory.end, TrajectoryEnd::blewUp);
    EXPECT_NEAR(trajectory.t.back(), arrival, 1e-4);
    EXPECT_GE(trajectory.states.back()[0], 0);
    EXPECT_LT(trajectory.states.back()[0], 1e-5);
  }
  EXPECT_EQ(solve(squareRootDecay(), {-1}, 10).t.size(), 1u);
  EXPECT_EQ(solve(squareRootDecay(), {-1}, 10).end, TrajectoryEnd::blewUp);
}

TEST(Integrate, StopsOnTheBorderOfTheBounds) {
  const Trajectory trajectory =
      solve(harmonicOscillator(), {1, 0}, 10, {.tolerance = 1e-10, .bounds = Box{{-0.5, 2}, {-2, 2}}});
  EXPECT_EQ(trajectory.end, TrajectoryEnd::leftBounds);
  EXPECT_NEAR(trajectory.t.back(), 2 * std::numbers::pi / 3, 1e-8);
  EXPECT_NEAR(trajectory.states.back()[0], -0.5, 1e-12);
}

TEST(Integrate, SpendsNoMoreThanItsBudget) {
  const Trajectory trajectory = solve(harmonicOscillator(), {1, 0}, 1000, {.maximalSteps = 50});
  EXPECT_EQ(trajectory.end, TrajectoryEnd::budgetSpent);
  EXPECT_LT(trajectory.t.back(), 1000);
}

// The slow branch of the relaxation oscillation takes (3 - 2 log 2) mu / 2 time per half period.
TEST(Integrate, HandsStiffFieldsOver) {
  const double mu = 1000;
  for (const IntegrationMethod method : {IntegrationMethod::automatic, IntegrationMethod::cvode}) {
    const Trajectory trajectory =
        solve(vanDerPol(mu), {2, 0}, 1500, {.tolerance = 1e-8, .maximalSteps = 20'000, .method = method});
    EXPECT_EQ(trajectory.end, TrajectoryEnd::time);
    double jump = 0;
    for (std::size_t k = 1; k < trajectory.t.size() && jump == 0; ++k)
      if (trajectory.states[k][0] < 0) jump = trajectory.t[k];
    EXPECT_NEAR(jump, (3 - 2 * std::log(2.0)) * mu / 2, 12);
  }
  EXPECT_EQ(solve(vanDerPol(mu), {2, 0}, 1500, {.maximalSteps = 20'000, .method = IntegrationMethod::dopri5}).end,
            TrajectoryEnd::budgetSpent);
}

TEST(Integrate, KeepsTheAccuracyAskedForWithCvode) {
  const Trajectory trajectory = solve(harmonicOscillator(), {1, 0}, 10,
                                      {.tolerance = 1e-10, .sampleEvery = 0.5, .method = IntegrationMethod::cvode});
  ASSERT_EQ(trajectory.t.size(), 21u);
  for (std::size_t k = 0; k < trajectory.t.size(); ++k) EXPECT_LT(circleError(trajectory, k), 1e-6);
}

// (1 + i h)^N has modulus (1 + h^2)^(N/2).
TEST(Integrate, SpiralsOutwardWithEulersMethodAsTheoryDemands) {
  const Trajectory trajectory =
      solve(harmonicOscillator(), {1, 0}, 10, {.method = IntegrationMethod::euler, .eulerStep = 0.01});
  EXPECT_NEAR(std::hypot(trajectory.states.back()[0], trajectory.states.back()[1]), std::pow(1.0001, 500), 1e-10);
}

TEST(Integrate, IteratesMaps) {
  const auto doubling = model(
      1, [](const Expressions& x, Expression) { return Expressions{2 * x[0]}; }, ModelKind::map);
  const Trajectory orbit = solve(doubling, {1}, 10);
  ASSERT_EQ(orbit.t.size(), 11u);
  for (std::size_t k = 0; k < orbit.t.size(); ++k) EXPECT_EQ(orbit.states[k][0], std::ldexp(1, static_cast<int>(k)));
  EXPECT_EQ(solve(doubling, {1}, 50).end, TrajectoryEnd::blewUp);
  EXPECT_EQ(solve(doubling, {1}, 10, {.sampleEvery = 4}).t, (std::vector<double>{0, 4, 8, 10}));
}

// Times computed by another program at much higher precision.
TEST(Integrate, FindsTheSpikeTimesOfTheQuadraticNeuron) {
  const Trajectory trajectory = solve(izhikevich(), {-70, -14}, 70, {.tolerance = 1e-11});
  ASSERT_EQ(trajectory.events.size(), 3u);
  EXPECT_NEAR(trajectory.events[0].t, 3.4516249154737464, 1e-7);
  EXPECT_NEAR(trajectory.events[1].t, 20.556105600588673, 1e-7);
  EXPECT_NEAR(trajectory.events[2].t, 65.49206527736686, 1e-7);
  for (const TrajectoryEvent& event : trajectory.events) {
    EXPECT_EQ(event.kind, "reset");
    EXPECT_NEAR(event.before[0], 30, 1e-10);
    EXPECT_EQ(event.after[0], -65);
    EXPECT_EQ(event.after[1], event.before[1] + 8);
  }
}

TEST(Integrate, SimulatesTheResetsOfAModelText) {
  const auto m = readModel(
      "par I=10,a=0.02,b=0.2,c=-65,d=8\nv'=0.04*v^2+5*v+140-u+I\nu'=a*(b*v-u)\n"
      "global 1 v-30 {v=c;u=u+d}\ndone\n",
      "neuron");
  ASSERT_TRUE(m.has_value()) << describe(m.error());
  const Field field((*m)->program, (*m)->defaultParameters());
  const Trajectory trajectory =
      integrate(**m, field, std::vector<double>{-70, -14}, 70, {.tolerance = 1e-11, .sampleEvery = 1});
  EXPECT_EQ(trajectory.t.size(), 71u);
  ASSERT_EQ(trajectory.events.size(), 3u);
  EXPECT_NEAR(trajectory.events[2].t, 65.49206527736686, 1e-7);
}

// x' = 1, x -> 0 at x = 1: a jump at every whole time. The condition may also be an equality crossed from above.
TEST(Integrate, JumpsAtEveryCrossingInTheDirectionAskedFor) {
  const auto clock = model(1, [](const Expressions& x, Expression) { return Expressions{x[0] * 0 + 1}; });
  const auto zero = [](const Expressions& x) { return Expressions{x[0] * 0}; };
  const auto up = [](const Expressions& x, Expression) { return x[0] - 1; };
  const auto down = [](const Expressions& x, Expression) { return 1 - x[0]; };
  for (const auto& m :
       {withReset(clock, 1, up, zero), withReset(clock, 0, up, zero), withReset(clock, -1, down, zero)}) {
    const Trajectory trajectory = solve(m, {0}, 5.5);
    ASSERT_EQ(trajectory.events.size(), 5u);
    for (std::size_t k = 0; k < 5; ++k) EXPECT_NEAR(trajectory.events[k].t, static_cast<double>(k + 1), 1e-12);
    EXPECT_NEAR(trajectory.states.back()[0], 0.5, 1e-12);
  }
  EXPECT_TRUE(solve(withReset(clock, -1, up, zero), {0}, 5.5).events.empty());
  EXPECT_TRUE(solve(withReset(clock, 1, up, zero), {0}, 5.5, {.backward = true}).events.empty());
}

// A ball thrown up again at every bounce with 0.9 of its speed comes to rest in finite time.
TEST(Integrate, EndsWhenResetsAccumulate) {
  const auto ball = withReset(
      model(2,
            [](const Expressions& x, Expression) {
              return Expressions{x[1], x[1] * 0 - 1};
            }),
      -1, [](const Expressions& x, Expression) { return x[0]; },
      [](const Expressions& x) {
        return Expressions{x[0].number(1e-300), -0.5 * x[1]};
      });
  const Trajectory trajectory = solve(ball, {1, 0}, 100, {.maximalSteps = 5'000});
  EXPECT_GT(trajectory.events.size(), 10u);
  EXPECT_TRUE(std::isfinite(trajectory.states.back()[0]));
  EXPECT_LE(trajectory.t.size(), 200'000u);
}

TEST(Integrate, FollowsTimeWhereTheFieldDependsOnIt) {
  const auto m = model(1, [](const Expressions&, Expression t) { return Expressions{cos(t)}; });
  for (const IntegrationMethod method : {IntegrationMethod::dopri5, IntegrationMethod::cvode})
    EXPECT_NEAR(solve(m, {1}, 3, {.tolerance = 1e-10, .method = method}).states.back()[0], 1 + std::sin(3.0), 1e-7);
}

TEST(Integrate, StopsWhenAsked) {
  std::stop_source source;
  source.request_stop();
  const auto m = harmonicOscillator();
  const Trajectory trajectory = integrate(*m, fieldOf(m), std::vector<double>{1, 0}, 10, {}, source.get_token());
  EXPECT_EQ(trajectory.t.size(), 1u);
  EXPECT_EQ(trajectory.end, TrajectoryEnd::budgetSpent);
}

}  // namespace
}  // namespace separatrix
