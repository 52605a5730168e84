#include "core/continuation/diagram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

Problem problemOf(const char* text) {
  const auto read = readOde(text, "test.ode");
  EXPECT_TRUE(read.model != nullptr);
  return defaultProblem(read.model);
}

Problem builtIn(const std::string& name) {
  const auto model = readModel(*builtInText(name), name);
  EXPECT_TRUE(model);
  return defaultProblem(*model);
}

int parameter(const Problem& problem, const std::string& name) {
  const auto& all = problem.model->parameters;
  const auto at = std::ranges::find(all, name, &Parameter::name);
  EXPECT_NE(at, all.end());
  return static_cast<int>(at - all.begin());
}

Diagram diagramOf(const Problem& problem, const std::string& name, Interval range, int iterations = 1,
                  std::vector<double> at = {}) {
  DiagramOptions options;
  options.parameter = parameter(problem, name);
  options.range = range;
  options.cycles = false;
  options.maximalIterations = iterations;
  options.at = std::move(at);
  const auto diagram = computeDiagram(problem, options);
  EXPECT_TRUE(diagram) << diagram.error().sentence;
  return diagram ? *diagram : Diagram{};
}

std::vector<SpecialPoint> ofKind(const Diagram& diagram, SpecialKind kind) {
  std::vector<SpecialPoint> all;
  std::ranges::copy_if(diagram.specialPoints, std::back_inserter(all), [&](const auto& s) { return s.kind == kind; });
  return all;
}

TEST(Diagram, OfMorrisLecarHasItsFoldsAndItsHopfPointWithTheirCoefficients) {
  const Diagram diagram = diagramOf(builtIn("morris-lecar"), "I_ext", {-50, 250});
  EXPECT_EQ(diagram.branches.size(), 1U);
  EXPECT_EQ(diagram.equilibriaComplete, Evidence::proved);
  const auto folds = ofKind(diagram, SpecialKind::fold), hopfs = ofKind(diagram, SpecialKind::hopf);
  ASSERT_EQ(folds.size(), 2U);
  ASSERT_EQ(hopfs.size(), 1U);
  EXPECT_EQ(diagram.specialPoints.size(), 3U);
  EXPECT_NEAR(folds[0].parameter, -14.420432215617733, 1e-11);
  EXPECT_NEAR(folds[1].parameter, 39.693454186166385, 1e-11);
  EXPECT_NEAR(folds[0].coefficient.value(), 0.004903101531884728, 1e-13);
  EXPECT_NEAR(folds[1].coefficient.value(), 0.005150513787635046, 1e-13);
  EXPECT_NEAR(hopfs[0].parameter, 85.1032308830416, 1e-11);
  EXPECT_NEAR(hopfs[0].frequency.value(), 0.24627787848514807, 1e-13);
  EXPECT_NEAR(hopfs[0].firstLyapunov.value(), 0.002249422680057054, 1e-13);
  EXPECT_EQ(hopfs[0].criticality, Criticality::subcritical);
  for (const SpecialPoint& s : diagram.specialPoints) EXPECT_LT(s.error, 1e-10);
}

TEST(Diagram, OfHodgkinHuxleyHasBothHopfPoints) {
  const Diagram diagram = diagramOf(builtIn("hodgkin-huxley"), "I", {-5, 200});
  EXPECT_EQ(diagram.branches.size(), 1U);
  const auto hopfs = ofKind(diagram, SpecialKind::hopf);
  ASSERT_EQ(hopfs.size(), 2U);
  EXPECT_NEAR(hopfs[0].parameter, 9.779337995393126, 1e-10);
  EXPECT_NEAR(hopfs[0].firstLyapunov.value(), 0.014793648131008077, 1e-11);
  EXPECT_NEAR(hopfs[1].parameter, 154.526333665808, 1e-10);
  EXPECT_NEAR(hopfs[1].firstLyapunov.value(), -0.004728502695073989, 1e-11);
}

TEST(Diagram, OfLorenzHasThePitchforkAndTheSubcriticalHopfPointsAt470Over19) {
  const Problem problem = problemOf("x'=s*(y-x)\ny'=r*x-y-x*z\nz'=x*y-b*z\npar r=28, s=10, b=2.6666666666666667\n"
                                    "#: range x -30..30\n#: range y -30..30\n#: range z -10..60\ndone\n");
  const Diagram diagram = diagramOf(problem, "r", {0, 30});
  const auto branchPoints = ofKind(diagram, SpecialKind::branchPoint), hopfs = ofKind(diagram, SpecialKind::hopf);
  ASSERT_EQ(branchPoints.size(), 1U);
  EXPECT_NEAR(branchPoints[0].parameter, 1, 1e-10);
  EXPECT_TRUE(ofKind(diagram, SpecialKind::fold).empty());
  ASSERT_EQ(hopfs.size(), 2U);
  for (const SpecialPoint& hopf : hopfs) {
    EXPECT_NEAR(hopf.parameter, 470.0 / 19, 1e-10);
    EXPECT_NEAR(hopf.firstLyapunov.value(), 0.00026551897258367144, 1e-13);
  }
  EXPECT_EQ(diagram.branches.size(), 2U);
}

TEST(Diagram, FindsAClosedBranchThatNoBorderMeets) {
  // (x^2 + p^2 - 1/4) x-independent circle: x' = x^2 + p^2 - 1/4 has the branch x^2 + p^2 = 1/4
  const Diagram diagram = diagramOf(problemOf("x'=x^2+p^2-0.0625\npar p=0\n#: range x -1..1\ndone\n"), "p", {-1, 1});
  ASSERT_EQ(diagram.branches.size(), 1U);
  EXPECT_EQ(diagram.branches[0].end.reason, BranchEnd::Reason::closed);
  const auto folds = ofKind(diagram, SpecialKind::fold);
  ASSERT_EQ(folds.size(), 2U);
  EXPECT_NEAR(folds[0].parameter, -0.25, 1e-14);
  EXPECT_NEAR(folds[1].parameter, 0.25, 1e-14);
  EXPECT_EQ(diagram.equilibriaComplete, Evidence::proved);
}

TEST(Diagram, SwitchesAtTranscriticalAndPitchforkPoints) {
  const Diagram transcritical = diagramOf(problemOf("x'=p*x-x^2\npar p=0\n#: range x -3..3\ndone\n"), "p", {-1, 1});
  EXPECT_EQ(transcritical.branches.size(), 2U);
  ASSERT_EQ(transcritical.specialPoints.size(), 1U);
  EXPECT_EQ(transcritical.specialPoints[0].kind, SpecialKind::branchPoint);
  EXPECT_NEAR(transcritical.specialPoints[0].parameter, 0, 1e-12);
  const Diagram pitchfork = diagramOf(problemOf("x'=p*x-x^3\npar p=0\n#: range x -3..3\ndone\n"), "p", {-1, 1});
  EXPECT_EQ(pitchfork.branches.size(), 2U);
  ASSERT_EQ(pitchfork.specialPoints.size(), 1U);
  EXPECT_EQ(pitchfork.specialPoints[0].kind, SpecialKind::branchPoint);
  // Branches between two branch points only, away from every border: x = 0 crossed by x^2 = p (1 - p).
  const Diagram bubble = diagramOf(problemOf("x'=x*(x^2-p*(1-p))\npar p=0\n#: range x -3..3\ndone\n"), "p", {-1, 2});
  EXPECT_EQ(ofKind(bubble, SpecialKind::branchPoint).size(), 2U);
  EXPECT_TRUE(ofKind(bubble, SpecialKind::fold).empty());
  EXPECT_EQ(bubble.branches.size(), 2U);
}

TEST(Diagram, GivesPointsExactlyWhereTheyAreAskedForOnEveryBranch) {
  const Diagram diagram = diagramOf(builtIn("morris-lecar"), "I_ext", {-50, 250}, 1, {30, 41, 45});
  int at30 = 0, others = 0;
  for (const BranchPoint& point : diagram.branches.at(0).points) {
    if (!point.asked) continue;
    at30 += static_cast<int>(point.parameter == 30);
    others += static_cast<int>(point.parameter == 41 || point.parameter == 45);
  }
  EXPECT_EQ(at30, 3);
  EXPECT_EQ(others, 2);
}

TEST(Diagram, OfHenonsMapHasTheFoldAndTheFlipByTheirClosedForms) {
  const double b = 0.3;
  Problem problem = builtIn("henon");
  problem.box = {{-4, 4}, {-2, 2}};
  const Diagram diagram = diagramOf(problem, "a", {-0.5, 1.4}, 2);
  const auto folds = ofKind(diagram, SpecialKind::fold), flips = ofKind(diagram, SpecialKind::periodDoubling);
  ASSERT_EQ(folds.size(), 1U);
  EXPECT_NEAR(folds[0].parameter, -(1 - b) * (1 - b) / 4, 1e-13);
  ASSERT_GE(flips.size(), 1U);
  EXPECT_NEAR(flips[0].parameter, 3 * (1 - b) * (1 - b) / 4, 1e-13);
  EXPECT_EQ(flips[0].criticality, Criticality::supercritical);
  EXPECT_TRUE(ofKind(diagram, SpecialKind::branchPoint).empty());
  // the fixed points (they leave the window where a is 0), and both points of period two, which end at the flip
  ASSERT_EQ(diagram.branches.size(), 4U);
  for (const Branch& branch : diagram.branches) {
    if (branch.points[0].period != 2) continue;
    const int special = std::max(branch.begin.special, branch.end.special);
    ASSERT_GE(special, 0);
    EXPECT_EQ(diagram.specialPoints[static_cast<std::size_t>(special)].id, flips[0].id);
  }
}

TEST(Diagram, DegenerateHopfPointsAreSaidToBe) {
  const Diagram diagram = diagramOf(problemOf("x'=p*x-y\ny'=x+p*y\npar p=0\n#: range x -3..3\n#: range y -3..3\ndone\n"), "p", {-1, 1});
  const auto hopfs = ofKind(diagram, SpecialKind::hopf);
  ASSERT_EQ(hopfs.size(), 1U);
  EXPECT_NEAR(hopfs[0].parameter, 0, 1e-14);
  EXPECT_EQ(hopfs[0].criticality, Criticality::degenerate);
}

TEST(Diagram, RefusesAnEmptyRange) {
  const Problem problem = builtIn("morris-lecar");
  DiagramOptions options;
  options.range = {1, 1};
  const auto diagram = computeDiagram(problem, options);
  ASSERT_FALSE(diagram);
  EXPECT_EQ(diagram.error().code, Error::Code::usage);
}

Diagram planeOf(const Problem& problem, const std::string& first, Interval range, const std::string& second,
                Interval secondRange) {
  DiagramOptions options;
  options.parameter = parameter(problem, first);
  options.range = range;
  options.second = SecondParameter{parameter(problem, second), secondRange};
  options.cycles = false;
  const auto diagram = computeDiagram(problem, options);
  EXPECT_TRUE(diagram);
  return diagram ? *diagram : Diagram{};
}

std::vector<Codim2Point> ofKind(const Diagram& diagram, Codim2Kind kind) {
  std::vector<Codim2Point> all;
  std::ranges::copy_if(diagram.codim2, std::back_inserter(all), [&](const auto& p) { return p.kind == kind; });
  return all;
}

double coefficient(const Codim2Point& point, const std::string& name) {
  for (const auto& [key, value] : point.coefficients)
    if (key == name) return value;
  ADD_FAILURE() << name;
  return 0;
}

TEST(Diagram, OfMorrisLecarInTwoParametersHasItsPointsOfCodimensionTwo) {
  const Diagram diagram = planeOf(builtIn("morris-lecar"), "I_ext", {-250, 300}, "V3", {-10, 50});
  const auto cusps = ofKind(diagram, Codim2Kind::cusp), doubles = ofKind(diagram, Codim2Kind::bogdanovTakens);
  const auto generalized = ofKind(diagram, Codim2Kind::generalizedHopf);
  ASSERT_EQ(cusps.size(), 1U);
  EXPECT_NEAR(cusps[0].first, 47.716931396959424, 1e-9);
  EXPECT_NEAR(cusps[0].second, 3.741852766372925, 1e-9);
  ASSERT_EQ(doubles.size(), 2U);
  EXPECT_NEAR(doubles[0].first, -189.35836410377763, 1e-8);
  EXPECT_NEAR(doubles[0].second, 44.23379057494371, 1e-8);
  EXPECT_NEAR(doubles[1].first, 45.76392582212048, 1e-9);
  EXPECT_NEAR(doubles[1].second, 4.600328704341185, 1e-9);
  EXPECT_NEAR(std::fabs(coefficient(doubles[1], "a")), 0.00022071275237836057, 1e-10);
  EXPECT_NEAR(std::fabs(coefficient(doubles[1], "b")), 0.01787632101593486, 1e-8);
  ASSERT_EQ(generalized.size(), 1U);
  EXPECT_NEAR(generalized[0].first, 210.09571241695593, 1e-7);
  EXPECT_NEAR(generalized[0].second, 3.7615120049156903, 1e-8);
  EXPECT_NEAR(coefficient(generalized[0], "l2"), -7.4091844508248215e-06, 1e-12);
}

TEST(Diagram, CurvesOfTheBogdanovTakensNormalFormAreItsClosedForms) {
  const Problem problem = problemOf("x'=y\ny'=b1+b2*x+x^2-x*y\npar b1=-0.2, b2=-1\n#: range x -5..5\n#: range y -5..5\ndone\n");
  const Diagram diagram = planeOf(problem, "b1", {-1, 1}, "b2", {-1.5, 1.5});
  const auto doubles = ofKind(diagram, Codim2Kind::bogdanovTakens);
  ASSERT_EQ(doubles.size(), 1U);
  EXPECT_NEAR(doubles[0].first, 0, 1e-10);
  EXPECT_NEAR(doubles[0].second, 0, 1e-10);
  EXPECT_NEAR(coefficient(doubles[0], "a"), 1, 1e-8);
  EXPECT_NEAR(coefficient(doubles[0], "b"), -1, 1e-8);
  int hopf = 0, neutral = 0, fold = 0;
  for (const ParameterCurve& curve : diagram.curves)
    for (std::size_t k = 0; k < curve.points.size(); ++k) {
      const double b1 = curve.points[k][0], b2 = curve.points[k][1];
      if (curve.kind == SpecialKind::fold) {
        EXPECT_NEAR(b1, b2 * b2 / 4, 1e-9);
        ++fold;
      } else {  // x = 0 has trace 0 at b1 = 0: a focus for b2 < 0, a saddle for b2 > 0
        EXPECT_NEAR(b1, 0, 1e-9);
        EXPECT_TRUE(curve.neutralSaddle ? b2 > -1e-7 : b2 < 1e-7) << b2;
        ++(curve.neutralSaddle ? neutral : hopf);
      }
    }
  EXPECT_GT(fold, 10);
  EXPECT_GT(hopf, 10);
  EXPECT_GT(neutral, 10);
}

TEST(Diagram, CurvesOfHenonsMapAreTheirClosedForms) {
  Problem problem = builtIn("henon");
  problem.box = {{-30, 30}, {-30, 30}};
  const Diagram diagram = planeOf(problem, "a", {-1, 2}, "b", {-0.9, 0.5});
  int fold = 0, flip = 0;
  for (const ParameterCurve& curve : diagram.curves)
    for (std::size_t k = 0; k < curve.points.size(); ++k) {
      const double a = curve.points[k][0], b = curve.points[k][1];
      if (curve.kind == SpecialKind::fold) {
        EXPECT_NEAR(a, -(1 - b) * (1 - b) / 4, 1e-9);
        ++fold;
      }
      if (curve.kind == SpecialKind::periodDoubling) {
        EXPECT_NEAR(a, 3 * (1 - b) * (1 - b) / 4, 1e-9);
        ++flip;
      }
    }
  EXPECT_GT(fold, 10);
  EXPECT_GT(flip, 10);
}

}  // namespace
}  // namespace separatrix
