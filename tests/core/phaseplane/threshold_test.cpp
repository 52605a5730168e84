#include "core/phaseplane/threshold.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {
namespace {

Problem problemOf(const std::string& name, const std::vector<std::pair<std::string, double>>& set = {}) {
  const auto model = readOde(*builtInText(name), name).model;
  Problem problem = defaultProblem(model);
  for (const auto& [parameter, value] : set)
    problem.parameters[static_cast<std::size_t>(*model->parameterNamed(parameter))] = value;
  return problem;
}

// Independent values of the largest V after a kick: 0.15 -> 0.176, 0.165 -> 0.31, 0.170 -> 0.84, 0.20 -> 0.888.
TEST(Threshold, OfFitzHughNagumoIsSteepButNoJump) {
  const Problem problem = problemOf("fitzhugh-nagumo");
  const double rest[2] = {0, 0};
  const Threshold found = findThreshold(problem, rest, {.amplitudes = {0.15, 0.2}}).value();
  EXPECT_EQ(found.verdict, Threshold::Verdict::steep);
  EXPECT_NEAR(found.amplitude, 0.1657, 0.0015);
  EXPECT_LT(found.bracket.width(), 0.01);
  EXPECT_NEAR(found.responses.front(), 0.176, 1e-3);
  EXPECT_NEAR(found.responses.back(), 0.888, 1e-3);
}

// The saddle's stable manifold, grown for the portrait, crosses n = n_rest at the threshold.
TEST(Threshold, OfMorrisLecarIsWhereTheStableManifoldIsCrossed) {
  const Problem problem = problemOf("morris-lecar", {{"I_ext", 30}, {"V3", 12}});
  const Portrait portrait = computePortrait(problem).value();
  const std::vector<double>& rest = portrait.equilibria[0].state;
  const Threshold found = findThreshold(problem, rest, {.amplitudes = {5, 40}}).value();
  EXPECT_EQ(found.verdict, Threshold::Verdict::sharp);
  EXPECT_NEAR(rest[0] + found.amplitude, -22.242, 1e-3);
  EXPECT_GT(found.above - found.below, 10);
  double crossing = 1e300;
  for (const ManifoldBranch& branch : portrait.manifolds) {
    if (branch.kind != ManifoldBranch::Kind::stable) continue;
    for (std::size_t k = 0; k + 1 < branch.curve.size(); ++k) {
      const auto a = branch.curve[k], b = branch.curve[k + 1];
      if ((a[1] - rest[1]) * (b[1] - rest[1]) > 0 || a[1] == b[1]) continue;
      const double V = a[0] + (b[0] - a[0]) * (rest[1] - a[1]) / (b[1] - a[1]);
      if (std::fabs(V + 22) < 5) crossing = V;
    }
  }
  EXPECT_NEAR(rest[0] + found.amplitude, crossing, 0.02);
}

TEST(Threshold, OfACurrentPulseFallsWithItsDuration) {
  const Problem problem = problemOf("morris-lecar", {{"I_ext", 30}, {"V3", 12}});
  const Portrait portrait = computePortrait(problem).value();
  double last = 1e300;
  for (const double duration : {2.0, 5.0, 10.0}) {
    ThresholdQuestion question{.kind = ThresholdQuestion::Kind::pulse, .amplitudes = {0, 300}, .duration = duration};
    question.index = *problem.model->parameterNamed("I_ext");
    const Threshold found = findThreshold(problem, portrait.equilibria[0].state, question).value();
    EXPECT_EQ(found.verdict, Threshold::Verdict::sharp) << duration;
    EXPECT_LT(found.amplitude, last);
    // A short pulse deposits the charge that the kick does: amplitude duration / C = 19.555 mV, and more as it leaks.
    EXPECT_GT(found.amplitude * duration / 20, 19.5);
    last = found.amplitude;
  }
}

TEST(Threshold, IsNotClaimedOfAGradedResponse) {
  const Problem problem = problemOf("linear", {{"a", -1}, {"b", 0}, {"c", 0}, {"d", -2}});
  const double rest[2] = {0, 0};
  EXPECT_EQ(findThreshold(problem, rest, {.amplitudes = {0, 1}})->verdict, Threshold::Verdict::graded);
  EXPECT_EQ(findThreshold(problem, rest, {.index = 1, .amplitudes = {0, 1}})->verdict, Threshold::Verdict::none);
}

TEST(Threshold, RefusesWhatHasNoMeaningAndStopsWhenTold) {
  const Problem problem = problemOf("fitzhugh-nagumo");
  const double rest[2] = {0, 0};
  EXPECT_EQ(findThreshold(problem, rest, {.index = 2}).error().code, Error::Code::usage);
  EXPECT_EQ(findThreshold(problem, rest, {.amplitudes = {1, 1}}).error().code, Error::Code::usage);
  EXPECT_EQ(findThreshold(problem, std::span(rest, 1), {}).error().code, Error::Code::usage);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(findThreshold(problem, rest, {}, stop.get_token()).error().code, Error::Code::cancelled);
}

}  // namespace
}  // namespace separatrix
