#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/flow/integrate.hpp"
#include "core/flow/lanes.hpp"
#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"
#include "core/phaseplane/trace_trajectories.hpp"

namespace separatrix {
namespace {

Problem problemOf(const std::string& name, const std::vector<std::pair<std::string, double>>& set) {
  const auto model = readOde(*builtInText(name), name).model;
  Problem problem = defaultProblem(model);
  for (const auto& [parameter, value] : set)
    problem.parameters[static_cast<std::size_t>(*model->parameterNamed(parameter))] = value;
  return problem;
}

constexpr const char* kRobertson =
    "x'=-0.04*x+1e4*y*z\ny'=0.04*x-1e4*y*z-3e7*y^2\nz'=3e7*y^2\ninit x=1\ndone\n";

// Robertson (1966) at t = 40, Hairer and Wanner (1996), IV.10 and the CVODE example.
TEST(StiffLanes, FinishRobertsonsProblem) {
  const Problem problem = defaultProblem(readModel(kRobertson, "robertson").value());
  IntegrateLanesOptions options{.tolerance = 1e-10, .time = 40, .maximalSteps = 20'000, .handOverStiff = true};
  std::vector<double> last;
  int steps = 0;
  const auto ends = integrateLanes(problem.field(), Curve{3, {1, 0, 0}}, options, [&](std::size_t, const DenseStep& step) {
    last.assign(step.end.begin(), step.end.end());
    ++steps;
    return LaneDecision::proceed;
  });
  EXPECT_EQ(ends[0], TrajectoryEnd::time);
  EXPECT_NEAR(last[0], 0.7158270688, 1e-7);
  EXPECT_NEAR(last[1], 9.185534765e-6, 1e-11);
  EXPECT_NEAR(last[2], 0.2841637457, 1e-7);
  EXPECT_LT(steps, 5'000);
}

TEST(StiffLanes, AreContinuousAndAgreeWithOneTrajectory) {
  const Problem problem = problemOf("van-der-pol", {{"mu", 1000}});
  const std::vector<double> start = {2, 0};
  IntegrateLanesOptions options{.tolerance = 1e-8, .time = 700, .handOverStiff = true};
  std::vector<double> end = start;
  double t = 0;
  int steps = 0;
  const auto ends = integrateLanes(problem.field(), Curve{2, {2, 0}}, options, [&](std::size_t, const DenseStep& step) {
    EXPECT_EQ(step.t0, t);
    std::vector<double> x(2);
    step.at(0, x);
    EXPECT_NEAR(x[0], end[0], 1e-12);
    step.at(1, x);
    EXPECT_NEAR(x[0], step.end[0], 1e-9);
    end.assign(step.end.begin(), step.end.end());
    t = step.t0 + step.h;
    ++steps;
    return LaneDecision::proceed;
  });
  EXPECT_EQ(ends[0], TrajectoryEnd::time);
  EXPECT_LT(steps, 3'000);
  const Trajectory one = integrate(*problem.model, problem.field(), start, 700, {.tolerance = 1e-10, .method = IntegrationMethod::cvode});
  EXPECT_NEAR(end[0], one.states.back()[0], 1e-5);
}

TEST(StiffLanes, LetTrajectoriesOfStiffPicturesArrive) {
  for (const auto& [name, set, time] : {std::tuple{"van-der-pol", std::pair{"mu", 1000.0}, 3000.0}, {"fitzhugh-nagumo", {"eps", 1e-6}, 1e6}}) {
    const Problem problem = problemOf(name, {set});
    PortraitOptions options;
    options.trajectories = {{{0.5, 0.1}, Direction::forward, time, true}, {{0.6, 0.3}, Direction::forward, time, true}};
    for (const Trajectory& trajectory : traceTrajectories(problem, options, {}, {})) {
      EXPECT_EQ(trajectory.end, TrajectoryEnd::time) << name;
      EXPECT_EQ(trajectory.t.back(), time) << name;
    }
  }
}

TEST(StiffLanes, TakeNothingOverThatIsNotStiff) {
  const Problem problem = problemOf("fitzhugh-nagumo-cubic", {{"I_ext", 0.8}});
  std::vector<double> with, without;
  for (const bool handOver : {false, true}) {
    IntegrateLanesOptions options{.time = 300, .handOverStiff = handOver};
    integrateLanes(problem.field(), Curve{2, {0, 0}}, options, [&](std::size_t, const DenseStep& step) {
      (handOver ? with : without).push_back(step.end[0]);
      return LaneDecision::proceed;
    });
  }
  EXPECT_EQ(with, without);
}

}  // namespace
}  // namespace separatrix
