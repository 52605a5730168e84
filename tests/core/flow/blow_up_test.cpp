#include "core/flow/blow_up.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "core/flow/integrate.hpp"
#include "core/model/read_ode.hpp"
#include "core/phaseplane/trace_trajectories.hpp"

namespace separatrix {
namespace {

Trajectory run(const std::string& text, std::vector<double> start, bool backward = false, double time = 1000) {
  const auto model = readModel(text + "\ndone\n", "test").value();
  const Problem problem = defaultProblem(model);
  IntegrateOptions options;
  options.backward = backward;
  return integrate(*model, problem.field(), start, time, options);
}

struct Pole {
  const char* text;
  std::vector<double> start;
  double t;
  bool backward = false;
};

TEST(BlowUp, IsTimedAsTheClosedFormSays) {
  const std::vector<Pole> poles = {
      {"x'=x^2", {1}, 1},
      {"x'=1+x^2", {0}, std::numbers::pi / 2},
      {"x'=x^3", {1}, 0.5},
      {"x'=x^3", {0.1}, 50},
      {"x'=-x^2", {-2}, 0.5},
      {"x'=-x^2", {1}, -1, true},
      {"x'=x*sqrt(abs(x))", {4}, 1},                    // x = 4/(1 - t)^2
      {"x'=x^2*y\ny'=0", {1, 2}, 0.5},                   // planar, one coordinate at rest
      {"x'=x^2-y^2\ny'=2*x*y", {2, 0}, 0.5},             // z' = z^2
      {"x'=x*(x^2+y^2)-y\ny'=y*(x^2+y^2)+x", {1, 0}, 0.5},  // r' = r^3, turning
      {"x'=1+x^2+0*t", {0}, std::numbers::pi / 2},
  };
  for (const Pole& pole : poles) {
    const Trajectory trajectory = run(pole.text, pole.start, pole.backward);
    EXPECT_EQ(trajectory.end, TrajectoryEnd::blewUp) << pole.text;
    ASSERT_TRUE(trajectory.blowUp.has_value()) << pole.text;
    EXPECT_NEAR(trajectory.blowUp->t, pole.t, trajectory.blowUp->error) << pole.text;
    EXPECT_LT(trajectory.blowUp->error, 1e-5 * (1 + std::fabs(pole.t))) << pole.text;
    EXPECT_LE(std::fabs(trajectory.t.back()), std::fabs(trajectory.blowUp->t)) << pole.text;
  }
}

TEST(BlowUp, IsNotClaimedOfGrowthWithoutAPole) {
  for (const char* text : {"x'=x", "x'=x*ln(1+abs(x))", "x'=x*sqrt(ln(2+abs(x)))", "x'=2*x\ny'=x-y", "x'=5"}) {
    const Trajectory trajectory = run(text, std::string(text).find("y'") == std::string::npos ? std::vector<double>{1} : std::vector<double>{1, 1}, false, 1e7);
    EXPECT_EQ(trajectory.end, TrajectoryEnd::blewUp) << text;  // XPPAUT's bound
    EXPECT_FALSE(trajectory.blowUp.has_value()) << text << " " << trajectory.blowUp->t;
  }
}

TEST(BlowUp, IsNotClaimedWhereTheFieldEnds) {
  const Trajectory trajectory = run("x'=-1/x", {1});  // x = sqrt(1 - 2 t) ends at t = 1/2
  EXPECT_EQ(trajectory.end, TrajectoryEnd::blewUp);
  EXPECT_FALSE(trajectory.blowUp.has_value());
}

TEST(BlowUp, IsTimedOnTheTrajectoriesOfAPortraitToo) {
  const Problem problem = defaultProblem(readModel("x'=x^2\ny'=-y\n@ xp=x,yp=y,xlo=-2,xhi=2,ylo=-2,yhi=2\ndone\n", "test").value());
  PortraitOptions options;
  options.trajectories = {{{1, 1}, Direction::forward, 5}, {{-1, 1}, Direction::forward, 5}};
  const auto trajectories = traceTrajectories(problem, options, {}, {});
  ASSERT_TRUE(trajectories[0].blowUp.has_value());
  EXPECT_NEAR(trajectories[0].blowUp->t, 1, trajectories[0].blowUp->error);
  EXPECT_LT(trajectories[0].blowUp->error, 1e-5);
  EXPECT_FALSE(trajectories[1].blowUp.has_value());
}

}  // namespace
}  // namespace separatrix
