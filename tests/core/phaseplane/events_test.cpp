#include "core/phaseplane/events.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

using Kind = PortraitEventKind;

Problem problemOf(const std::string& text, const std::vector<std::pair<std::string, double>>& set = {}) {
  const auto model = readModel(text, "test");
  EXPECT_TRUE(model.has_value()) << describe(model.error());
  Problem problem = defaultProblem(*model);
  for (const auto& [name, value] : set)
    problem.parameters[static_cast<std::size_t>((*model)->parameterNamed(name).value())] = value;
  return problem;
}

std::string listed(const std::vector<PortraitEvent>& events) {
  std::string text;
  for (const PortraitEvent& e : events) text += e.sentence + "; ";
  return text;
}

std::vector<PortraitEvent> eventsOf(const Problem& problem, const std::string& parameter, double from, double to) {
  const auto events = locateEvents(problem, problem.model->parameterNamed(parameter).value(), from, to);
  EXPECT_TRUE(events.has_value()) << describe(events.error());
  if (!events) return {};
  EXPECT_TRUE(
      std::ranges::is_sorted(*events, {}, [&](const auto& e) { return from < to ? e.parameter : -e.parameter; }));
  for (const PortraitEvent& e : *events) {
    EXPECT_TRUE(std::isfinite(e.parameter) && std::isfinite(e.error));
    EXPECT_FALSE(e.sentence.empty());
  }
  return *events;
}

// The bifurcations, in order, and nothing else but quiet events.
struct Expected {
  Kind kind;
  double at;
};
void expectBifurcations(const std::vector<PortraitEvent>& events, const std::vector<Expected>& expected) {
  std::vector<PortraitEvent> loud;
  std::ranges::copy_if(events, std::back_inserter(loud), &PortraitEvent::isBifurcation);
  ASSERT_EQ(loud.size(), expected.size()) << listed(events);
  for (std::size_t k = 0; k < loud.size(); ++k) {
    EXPECT_EQ(name(loud[k].kind), name(expected[k].kind)) << loud[k].sentence;
    EXPECT_NEAR(loud[k].parameter, expected[k].at, 1e-6 * std::max(1.0, std::fabs(expected[k].at))) << loud[k].sentence;
    EXPECT_LE(std::fabs(loud[k].parameter - expected[k].at), loud[k].error + 1e-7) << loud[k].sentence;
  }
}

const std::string kMorrisLecar(builtInText("morris-lecar").value());

// Reference values of this and the next two: ../truth.
TEST(LocateEvents, NamesTheSaddleNodeOnAnInvariantCircle) {
  const auto events = eventsOf(problemOf(kMorrisLecar, {{"V3", 12}}), "I_ext", 38, 42);
  expectBifurcations(events, {{Kind::snic, 39.693454186166385}});
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events[0].sentence, "saddle-node on invariant circle at I_ext = 39.6935");
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events[0].appears, -1);
  EXPECT_NEAR(events[0].state[0], -29.56803416688635, 1e-6);
  const auto back = eventsOf(problemOf(kMorrisLecar, {{"V3", 12}}), "I_ext", 42, 38);
  expectBifurcations(back, {{Kind::snic, 39.693454186166385}});
  ASSERT_FALSE(back.empty());
  EXPECT_EQ(back[0].appears, 1);
}

TEST(LocateEvents, SeparatesAllThatHappensOverAWideInterval) {
  const auto events = eventsOf(problemOf(kMorrisLecar, {{"V3", 12}}), "I_ext", -50, 150);
  expectBifurcations(events, {{Kind::fold, -14.420432215617733},
                              {Kind::snic, 39.693454186166385},
                              {Kind::hopf, 85.1032308830416},
                              {Kind::foldOfCycles, 103.715063601}});
  for (const PortraitEvent& e : events) {
    if (e.kind == Kind::hopf) {
      EXPECT_EQ(e.isSubcritical, std::optional(true));
    }
  }
}

TEST(LocateEvents, FindsAFoldOfCyclesBesideASubcriticalHopfPoint) {
  const Problem problem = problemOf(kMorrisLecar, {{"V3", 2}});
  expectBifurcations(eventsOf(problem, "I_ext", 50, 52),
                     {{Kind::foldOfCycles, 50.37402709}, {Kind::hopf, 51.19044946600349}});
  expectBifurcations(eventsOf(problem, "I_ext", 50, 50.5), {{Kind::foldOfCycles, 50.37402709}});
  const auto events = eventsOf(problem, "I_ext", 230, 240);
  expectBifurcations(events, {{Kind::hopf, 235.70315087572993}});
  EXPECT_EQ(std::ranges::find(events, Kind::hopf, &PortraitEvent::kind)->isSubcritical, std::optional(false));
}

// x' = y, y' = b1 - x + x^2 - x y: fold at b1 = 1/4, Hopf at 0 (trace -x), homoclinic (reference: ../truth).
const std::string kBogdanovTakens =
    "par b1=0\nx'=y\ny'=b1-x+x^2-x*y\n@ xlo=-1.5,xhi=2,ylo=-1.5,yhi=1.5,xp=x,yp=y\ndone\n";

TEST(LocateEvents, FindsTheHomoclinicLoopNearABogdanovTakensPoint) {
  expectBifurcations(eventsOf(problemOf(kBogdanovTakens), "b1", -0.25, -0.15),
                     {{Kind::homoclinic, -0.2136021984152508}});
  const auto all = eventsOf(problemOf(kBogdanovTakens), "b1", -0.3, 0.3);
  expectBifurcations(all, {{Kind::homoclinic, -0.2136021984152508}, {Kind::hopf, 0}, {Kind::fold, 0.25}});
  ASSERT_FALSE(all.empty());
  EXPECT_NE(all[0].sentence.find("homoclinic loop of the saddle near (1.181, 0)"), std::string::npos)
      << all[0].sentence;
}

// Its place does not depend on the interval it is looked for in, nor on where that is divided.
TEST(LocateEvents, FindsTheSameHomoclinicLoopOfANeuronFromThreeIntervals) {
  const Problem problem = problemOf(kMorrisLecar, {{"VK", -84}, {"phi", 0.23}});
  std::vector<double> found;
  for (const auto& [from, to] : {std::pair{34.0, 37.0}, {36.0, 34.6}, {34.5, 35.5}})
    for (const PortraitEvent& e : eventsOf(problem, "I_ext", from, to))
      if (e.kind == Kind::homoclinic) found.push_back(e.parameter);
  ASSERT_EQ(found.size(), 3u);
  for (const double at : found) EXPECT_NEAR(at, found[0], 1e-5);
}

TEST(LocateEvents, FindsAConnectionOfTwoSaddles) {
  const Problem problem =
      problemOf("par e=0\nx'=1-x^2\ny'=x*y+e*(1-x^2)\n@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=x,yp=y\ndone\n");
  const auto events = eventsOf(problem, "e", -0.3, 0.2);
  expectBifurcations(events, {{Kind::connection, 0}});
}

// Textbook normal forms, their bifurcation at m = 0: x' = m x - x^3, x' = m x - x^2, r' = m r - r^3.
TEST(LocateEvents, KnowsTheNormalForms) {
  const std::string window = "@ xlo=-2,xhi=2.1,ylo=-2,yhi=2,xp=x,yp=y\ndone\n";
  const auto pitchfork = eventsOf(problemOf("par m=0\nx'=m*x-x^3\ny'=-y\n" + window), "m", -1, 1);
  expectBifurcations(pitchfork, {{Kind::branchPoint, 0}});
  ASSERT_FALSE(pitchfork.empty());
  EXPECT_EQ(pitchfork[0].appears, 2);
  const auto transcritical = eventsOf(problemOf("par m=0\nx'=m*x-x^2\ny'=-y\n" + window), "m", -1, 1);
  expectBifurcations(transcritical, {{Kind::branchPoint, 0}});
  ASSERT_FALSE(transcritical.empty());
  EXPECT_EQ(transcritical[0].appears, 0);
  const auto fold = eventsOf(problemOf("par m=0\nx'=m-x^2\ny'=-y\n" + window), "m", -1, 1);
  expectBifurcations(fold, {{Kind::fold, 0}});
  ASSERT_FALSE(fold.empty());
  EXPECT_EQ(fold[0].appears, 1);
  const auto hopf =
      eventsOf(problemOf("par m=0\nx'=m*x-y-x*(x^2+y^2)\ny'=x+m*y-y*(x^2+y^2)\n" + window), "m", -0.5, 0.6);
  expectBifurcations(hopf, {{Kind::hopf, 0}});
  ASSERT_FALSE(hopf.empty());
  EXPECT_EQ(hopf[0].isSubcritical, std::optional(false));
}

// r' = r (m + 2 r^2 - r^4): a fold of cycles at m = -1, a subcritical Hopf point at 0.
TEST(LocateEvents, LocatesAFoldOfCyclesKnownExactly) {
  const Problem problem = problemOf(
      "par m=0\ns=x^2+y^2\ng=m+2*s-s^2\nx'=x*g-y\ny'=y*g+x\n"
      "@ xlo=-2,xhi=2.1,ylo=-2,yhi=2,xp=x,yp=y\ndone\n");
  expectBifurcations(eventsOf(problem, "m", -1.5, 0.5), {{Kind::foldOfCycles, -1}, {Kind::hopf, 0}});
  expectBifurcations(eventsOf(problem, "m", -1.5, -0.5), {{Kind::foldOfCycles, -1}});
}

// The stable focus of the linear system x'' = -x - 2 c x' becomes a node at c = 1; it leaves the window at x = 2.
TEST(LocateEvents, IsQuietAboutWhatIsNoBifurcation) {
  const Problem problem =
      problemOf("par c=0.5,h=0\nx'=y\ny'=-(x-h)-2*c*y\n@ xlo=-2,xhi=2,ylo=-2,yhi=2.1,xp=x,yp=y\ndone\n");
  const auto damping = eventsOf(problem, "c", 0.5, 1.7);
  expectBifurcations(damping, {});
  ASSERT_EQ(damping.size(), 1u) << listed(damping);
  ASSERT_FALSE(damping.empty());
  EXPECT_EQ(damping[0].kind, Kind::nodeFocus);
  EXPECT_NEAR(damping[0].parameter, 1, 1e-7);
  ASSERT_FALSE(damping.empty());
  EXPECT_EQ(damping[0].sentence, "focus becomes node at c = 1");
  const auto leaving = eventsOf(problem, "h", 0, 3.3);
  expectBifurcations(leaving, {});
  ASSERT_EQ(leaving.size(), 1u) << listed(leaving);
  ASSERT_FALSE(leaving.empty());
  EXPECT_EQ(leaving[0].kind, Kind::border);
  EXPECT_NEAR(leaving[0].parameter, 2, 1e-9);
  EXPECT_TRUE(eventsOf(problem, "c", 0.2, 0.9).empty());
}

TEST(LocateEvents, FindsEventsOfEquilibriaInMoreDimensions) {
  const std::string lorenz =
      "par r=28\nx'=10*(y-x)\ny'=r*x-y-x*z\nz'=x*y-8/3*z\n"
      "#: range x -20..20.1\n#: range y -30..30\n#: range z -5..50\ndone\n";
  const auto events = eventsOf(problemOf(lorenz), "r", 20, 26);  // Hopf of both C+ and C-, at 470/19
  expectBifurcations(events, {{Kind::hopf, 470.0 / 19}, {Kind::hopf, 470.0 / 19}});
  expectBifurcations(eventsOf(problemOf(lorenz), "r", 0.5, 1.3), {{Kind::branchPoint, 1}});
}

TEST(LocateEvents, UsesPortraitsThatAreThereAndChangesNothing) {
  const Problem problem = problemOf(kMorrisLecar, {{"V3", 12}});
  const int I = problem.model->parameterNamed("I_ext").value();
  Problem a = problem, b = problem;
  a.parameters[static_cast<std::size_t>(I)] = 39.5;
  b.parameters[static_cast<std::size_t>(I)] = 40;
  PortraitOptions small;
  small.pixelsWide = 200;
  small.pixelsHigh = 150;
  const Portrait before = *computePortrait(a, small), after = *computePortrait(b, small);
  const auto with = locateEvents(problem, I, 39.5, 40, {.before = &before, .after = &after});
  const auto without = locateEvents(problem, I, 39.5, 40);
  ASSERT_TRUE(with && without);
  EXPECT_EQ(listed(*with), listed(*without));
  ASSERT_EQ(with->size(), 1u);
}

TEST(LocateEvents, RefusesNonsenseAndStopsWhenAsked) {
  const Problem problem = problemOf(kMorrisLecar);
  EXPECT_EQ(locateEvents(problem, 99, 0, 1).error().code, Error::Code::usage);
  EXPECT_EQ(locateEvents(problem, -1, 0, 1).error().code, Error::Code::usage);
  EXPECT_EQ(locateEvents(problem, 0, 0, std::nan("")).error().code, Error::Code::usage);
  EXPECT_TRUE(locateEvents(problem, 0, 3, 3)->empty());
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(locateEvents(problem, 0, 30, 50, {}, source.get_token()).error().code, Error::Code::cancelled);
}

}  // namespace
}  // namespace separatrix
