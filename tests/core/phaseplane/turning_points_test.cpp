#include "core/phaseplane/turning_points.hpp"

#include <gtest/gtest.h>

#include "core/model/read_ode.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {
namespace {

// r' = mu r - r^3, theta' = 1: for mu > 0 every orbit winds onto the circle of radius sqrt(mu), with
// multiplier exp(-4 pi mu); for mu < 0 it winds into the focus like exp(mu t).
Trajectory traced(double mu, double time) {
  const auto model = readModel(
      "par mu=0\nq=x^2+y^2\nx'=mu*x-y-x*q\ny'=x+mu*y-y*q\n@ xp=x,yp=y,xlo=-2,xhi=2,ylo=-2,yhi=2\ndone\n", "hopf");
  EXPECT_TRUE(model.has_value());
  Problem problem = defaultProblem(*model);
  problem.parameters = {mu};
  PortraitOptions options;
  options.stage = PortraitStage::live;  // no cycle is known
  options.trajectories = {{{1.5, 0}, Direction::forward, time}};
  const auto portrait = computePortrait(problem, options);
  EXPECT_TRUE(portrait.has_value());
  return portrait->trajectories.at(0);
}

TEST(TurningPoints, StopATrajectoryThatHasWoundOntoACycleNobodyKnows) {
  const Trajectory trajectory = traced(1, 500);
  EXPECT_EQ(trajectory.end, TrajectoryEnd::closed);
  EXPECT_LT(trajectory.t.back(), 40);
}

// Near the end of the first 100 units of time the spiral still moves a tenth of a pixel a turn.
TEST(TurningPoints, DoNotTakeASlowSpiralForACycle) {
  const Trajectory trajectory = traced(-1e-3, 100);
  EXPECT_EQ(trajectory.end, TrajectoryEnd::time);
}

}  // namespace
}  // namespace separatrix
