#include "core/flow/stimulus.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/flow/integrate.hpp"
#include "core/io/orbit_table.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

Problem leaky() { return defaultProblem(readModel("par I=1\nx'=I-x\naux current=I\ninit x=1\ndone\n", "test").value()); }

Trajectory run(const Problem& problem, std::vector<double> start, double time, IntegrateOptions options) {
  return integrate(*problem.model, problem.field(), start, time, options);
}

// x' = I - x from x = 1 at I = 1; I = 3 for 2 <= t < 5: x = 3 - 2 e^-(t - 2), then 1 + (x(5) - 1) e^-(t - 5).
double exact(double t) {
  if (t <= 2) return 1;
  if (t <= 5) return 3 - 2 * std::exp(-(t - 2));
  return 1 + 2 * (1 - std::exp(-3.0)) * std::exp(-(t - 5));
}

TEST(Stimulus, APulseIsFollowedExactlyAcrossItsEnds) {
  for (const IntegrationMethod method : {IntegrationMethod::automatic, IntegrationMethod::cvode}) {
    IntegrateOptions options{.tolerance = 1e-10, .method = method};
    options.stimuli = {{0, std::nullopt, 2, 2, 3}};
    const Trajectory trajectory = run(leaky(), {1}, 12, options);
    EXPECT_EQ(trajectory.end, TrajectoryEnd::time);
    for (std::size_t k = 0; k < trajectory.t.size(); ++k)
      EXPECT_NEAR(trajectory.states[k][0], exact(trajectory.t[k]), 1e-7) << trajectory.t[k];
    for (const double t : {2.0, 5.0, 12.0}) EXPECT_TRUE(std::ranges::find(trajectory.t, t) != trajectory.t.end()) << t;
    EXPECT_TRUE(std::ranges::is_sorted(trajectory.t));
  }
}

TEST(Stimulus, SamplesOnAGridAreThoseOfThePulse) {
  IntegrateOptions options{.tolerance = 1e-10, .sampleEvery = 0.25};
  options.stimuli = {{0, std::nullopt, 2, 2, 3}};
  const Trajectory trajectory = run(leaky(), {1}, 12, options);
  ASSERT_EQ(trajectory.t.size(), 49u);
  for (std::size_t k = 0; k < trajectory.t.size(); ++k) {
    EXPECT_EQ(trajectory.t[k], 0.25 * static_cast<double>(k));
    EXPECT_NEAR(trajectory.states[k][0], exact(trajectory.t[k]), 1e-7);
  }
}

TEST(Stimulus, AStepLastsAndSeveralAddUp) {
  const std::vector<Stimulus> stimuli = {{0, std::nullopt, 2, 1}, {0, std::nullopt, -1, 3, 2}};
  const std::vector<double> parameters = {1};
  EXPECT_EQ(stimulatedParameters(parameters, stimuli, 0.5)[0], 1);
  EXPECT_EQ(stimulatedParameters(parameters, stimuli, 1)[0], 3);
  EXPECT_EQ(stimulatedParameters(parameters, stimuli, 4)[0], 2);
  EXPECT_EQ(stimulatedParameters(parameters, stimuli, 5)[0], 3);
  EXPECT_EQ(stimulatedParameters(parameters, std::vector<Stimulus>{{0, 7, 2, 1}}, 0)[0], 7);
  EXPECT_EQ(stimulusTimes(stimuli, 0, 10), (std::vector<double>{1, 3, 5}));
  EXPECT_EQ(stimulusTimes(stimuli, 4, 0), (std::vector<double>{3, 1}));
  const StimulusCourse course = stimulusCourse(parameters, stimuli, 0, 0, 10);
  EXPECT_EQ(course.t, (std::vector<double>{0, 1, 3, 5}));
  EXPECT_EQ(course.value, (std::vector<double>{1, 3, 2, 3}));
  IntegrateOptions options{.tolerance = 1e-10};
  options.stimuli = stimuli;
  EXPECT_NEAR(run(leaky(), {1}, 60, options).states.back()[0], 3, 1e-8);
}

TEST(Stimulus, RestStaysAtRestBeforeTheOnset) {
  IntegrateOptions options;
  options.stimuli = {{0, std::nullopt, 5, 10, 1}};
  const Trajectory trajectory = run(leaky(), {1}, 10, options);
  EXPECT_EQ(trajectory.states.back()[0], 1);
}

TEST(Stimulus, IsSeenByAuxiliariesAndInTheDocument) {
  const Problem problem = leaky();
  IntegrateOptions options{.sampleEvery = 1};
  options.stimuli = {{0, std::nullopt, 2, 2, 3}};
  const Trajectory trajectory = run(problem, {1}, 8, options);
  const OrbitTable table = orbitTable(problem, trajectory, options.stimuli);
  EXPECT_EQ(table.auxiliaryValues[0], (std::vector<double>{1, 1, 3, 3, 3, 1, 1, 1, 1}));
}

TEST(Stimulus, ReachesAFlowWithResets) {
  const Problem problem = defaultProblem(readModel("par I=0\nV'=I\nglobal 1 {V-1} {V=0}\ninit V=0\ndone\n", "test").value());
  IntegrateOptions options;
  options.stimuli = {{0, std::nullopt, 1, 0.5, 3.25}};  // spikes at 1.5, 2.5, 3.5
  const Trajectory trajectory = run(problem, {0}, 10, options);
  ASSERT_EQ(trajectory.events.size(), 3u);
  EXPECT_NEAR(trajectory.events[2].t, 3.5, 1e-9);
  EXPECT_NEAR(trajectory.states.back()[0], 0.25, 1e-9);
}

}  // namespace
}  // namespace separatrix
