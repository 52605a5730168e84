#include "core/figure/portrait_figure.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/figure/cycle_marks.hpp"
#include "core/figure/orbit_marks.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

// An empty portrait of a model text, its plane (first, second).
Portrait blank(const char* text, int first, int second) {
  const auto model = readModel(text, "blank");
  EXPECT_TRUE(model.has_value()) << describe(model.error());
  Portrait portrait;
  portrait.problem = defaultProblem(*model);
  portrait.problem.plane.i = first;
  portrait.problem.plane.j = second;
  return portrait;
}

constexpr const char* kFlow = "x'=-x\ny'=-y\nz'=-z\npar a=1.5, V3=12\n#: range x -1..1 mV\n#: range z -2..2\n#: title Three decays\ndone\n";
constexpr const char* kMap = "x(t+1)=x/2\ny(t+1)=y/2\n@ meth=discrete\ndone\n";

Equilibrium point(std::vector<double> state, Stability stability) {
  Equilibrium e;
  e.state = std::move(state);
  e.stability = stability;
  return e;
}

std::vector<FigureLine> linesIn(const Figure& figure, Layer layer) {
  std::vector<FigureLine> chosen;
  std::ranges::copy_if(figure.lines, std::back_inserter(chosen), [&](const FigureLine& line) { return line.layer == layer; });
  return chosen;
}

TEST(PortraitFigure, ProjectsToThePlaneOfTheProblem) {
  Portrait portrait = blank(kFlow, 0, 2);
  portrait.equilibria = {point({0.1, 0.2, 0.3}, Stability::stable)};
  const Figure figure = portraitFigure(portrait);
  EXPECT_EQ(figure.x, (FigureAxis{{-1, 1}, "x", "mV"}));
  EXPECT_EQ(figure.y, (FigureAxis{{-2, 2}, "z", ""}));
  ASSERT_EQ(figure.markers.size(), 1u);
  EXPECT_EQ(figure.markers[0], (FigureMarker{Layer::equilibria, Role::stableEquilibrium, 0.1, 0.3, "e1"}));
}

TEST(PortraitFigure, NamesTheModelAndEveryParameter) {
  const Figure figure = portraitFigure(blank(kFlow, 0, 1));
  EXPECT_EQ(figure.title, "Three decays");
  EXPECT_EQ(figure.caption, "$a = 1.5$, $V_{3} = 12$");
}

TEST(PortraitFigure, GivesEachStabilityItsRoleAndCountsIdsFromOne) {
  Portrait portrait = blank(kFlow, 0, 1);
  for (const Stability s : {Stability::stable, Stability::unstable, Stability::saddle, Stability::nonhyperbolic})
    portrait.equilibria.push_back(point({0, 0, 0}, s));
  const Figure figure = portraitFigure(portrait);
  ASSERT_EQ(figure.markers.size(), 4u);
  EXPECT_EQ(figure.markers[1].role, Role::unstableEquilibrium);
  EXPECT_EQ(figure.markers[2].role, Role::saddleEquilibrium);
  EXPECT_EQ(figure.markers[3].role, Role::nonhyperbolicEquilibrium);
  EXPECT_EQ(figure.markers[3].id, "e4");
}

TEST(PortraitFigure, ArrowsOfStableManifoldsPointInAndOfUnstableOnesOut) {
  Portrait portrait = blank(kFlow, 0, 1);
  ManifoldBranch branch;
  branch.equilibrium = 1;
  branch.curve = {3, {0, 0, 0, 1, 1, 1}};
  portrait.manifolds = {branch, branch};
  portrait.manifolds[1].kind = ManifoldBranch::Kind::stable;
  portrait.manifolds[1].side = -1;
  const auto lines = linesIn(portraitFigure(portrait), Layer::manifolds);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].id, "e2.unstable.+1");
  EXPECT_FALSE(lines[0].arrowsReversed);
  EXPECT_EQ(lines[1].id, "e2.stable.-1");
  EXPECT_TRUE(lines[1].arrowsReversed);
}

TEST(PortraitFigure, BothHalvesOfAStartShareItsIdAndTheArrowsFollowTheFlow) {
  Portrait portrait = blank(kFlow, 0, 1);
  portrait.options.trajectories = {{{1, 1, 1}, Direction::both, 1}, {{1, 0, 0}, Direction::forward, 1}};
  portrait.trajectories = {{{0, 1}, {3, {1, 1, 1, 0, 0, 0}}, {}, TrajectoryEnd::time},
                           {{0, -1}, {3, {1, 1, 1, 2, 2, 2}}, {}, TrajectoryEnd::time},
                           {{0, 1}, {3, {1, 0, 0, 0, 0, 0}}, {}, TrajectoryEnd::time}};
  const Figure figure = portraitFigure(portrait);
  const auto lines = linesIn(figure, Layer::orbits);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].id, "o1");
  EXPECT_EQ(lines[1].id, "o1");
  EXPECT_EQ(lines[2].id, "o2");
  EXPECT_FALSE(lines[0].arrowsReversed);
  EXPECT_TRUE(lines[1].arrowsReversed);
  EXPECT_EQ(std::ranges::count(figure.markers, Role::startHandle, &FigureMarker::role), 2);
}

TEST(PortraitFigure, AJumpBreaksTheLine) {
  Portrait portrait = blank(kFlow, 0, 1);
  portrait.options.trajectories = {{{0, 0, 0}, Direction::forward, 2}};
  portrait.trajectories = {{{0, 1, 1, 2}, {3, {0, 0, 0, 1, 1, 1, -1, 0, 0, 0, 1, 0}}, {}, TrajectoryEnd::time}};
  const auto lines = linesIn(portraitFigure(portrait), Layer::orbits);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].curve, (Curve{2, {0, 0, 1, 1}}));
  EXPECT_EQ(lines[1].curve, (Curve{2, {-1, 0, 0, 1}}));
}

TEST(PortraitFigure, PointsOfAMapHopAndAreNotJoined) {
  Portrait portrait = blank(kMap, 0, 1);
  portrait.options.trajectories = {{{1, 1}, Direction::forward, 2}};
  portrait.trajectories = {{{0, 1, 2}, {2, {1, 1, 0.5, 0.5, 0.25, 0.25}}, {}, TrajectoryEnd::time}};
  const Figure figure = portraitFigure(portrait);
  EXPECT_TRUE(linesIn(figure, Layer::orbits).empty());
  EXPECT_EQ(std::ranges::count(figure.markers, Role::orbit, &FigureMarker::role), 2);
}

TEST(PortraitFigure, DotsOnAStableCycleAreEquallySpacedInTime) {
  Portrait portrait = blank(kFlow, 0, 1);
  Cycle cycle;
  cycle.stability = Stability::stable;
  cycle.period = 25;
  for (const double t : {0.0, 5.0, 10.0, 15.0, 20.0, 25.0}) {  // along a straight line, there at speed 2, back at speed 4 / 3
    cycle.times.push_back(t);
    cycle.orbit.append({t <= 10 ? 2 * t : 20 - (t - 10) * 4 / 3, 0.0});
  }
  portrait.cycles = {cycle};
  const Figure figure = portraitFigure(portrait);
  std::vector<FigureMarker> dots;
  std::ranges::copy_if(figure.markers, std::back_inserter(dots), [](const FigureMarker& m) { return m.role == Role::equalTimeDot; });
  ASSERT_EQ(dots.size(), 25u);
  EXPECT_DOUBLE_EQ(dots[3].x, 6);
  EXPECT_DOUBLE_EQ(dots[13].x, 16);
  EXPECT_EQ(linesIn(figure, Layer::cycles).at(0).role, Role::stableCycle);
}

TEST(EqualTimeStep, IsARoundNumberThatGivesFifteenToFortyDots) {
  EXPECT_DOUBLE_EQ(equalTimeStep(51.763377), 2);
  EXPECT_DOUBLE_EQ(equalTimeStep(573.13713), 20);
  for (double period = 1e-5; period < 1e5; period *= 1.07) {
    const double dots = period / equalTimeStep(period);
    EXPECT_TRUE(dots > 15 && dots < 40) << period;
  }
}

TEST(TimeCourseFigure, ShowsOneVariableAgainstTimeWithAir) {
  Portrait portrait = blank(kFlow, 0, 1);
  portrait.options.trajectories = {{{0, 0, 1}, Direction::both, 2}};
  portrait.trajectories = {{{0, 2}, {3, {0, 0, 1, 0, 0, 0}}, {}, TrajectoryEnd::time},
                           {{0, -1}, {3, {0, 0, 1, 0, 0, 1e9}}, {}, TrajectoryEnd::blewUp}};
  const Figure figure = timeCourseFigure(portrait, 2);
  EXPECT_EQ(figure.x.range, Interval(-1, 2));
  EXPECT_EQ(figure.x.label, "t");
  EXPECT_EQ(figure.y.label, "z");
  EXPECT_EQ(figure.y.range, Interval(-0.05, 1.05));
  EXPECT_EQ(linesIn(figure, Layer::orbits).at(0).curve, (Curve{2, {0, 1, 2, 0}}));
}

TEST(TimeCourseFigure, HasUsableAxesWithoutTrajectories) {
  const Figure figure = timeCourseFigure(blank(kFlow, 0, 1), 0);
  EXPECT_EQ(figure.x.range, Interval(0, 1));
  EXPECT_EQ(figure.y.range, Interval(-1, 1));
}

}  // namespace
}  // namespace separatrix
