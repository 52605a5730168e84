#include "core/phaseplane/verdicts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

Portrait portraitOf(const std::string& text, const std::vector<std::pair<std::string, double>>& set = {}) {
  const auto model = readModel(text, "test");
  EXPECT_TRUE(model.has_value()) << describe(model.error());
  Problem problem = defaultProblem(*model);
  for (const auto& [name, value] : set)
    problem.parameters[static_cast<std::size_t>((*model)->parameterNamed(name).value())] = value;
  PortraitOptions options;
  options.pixelsWide = 200;
  options.pixelsHigh = 150;
  auto portrait = computePortrait(problem, options);
  EXPECT_TRUE(portrait.has_value());
  return std::move(*portrait);
}

const Verdict* find(const std::vector<Verdict>& verdicts, const std::string& subject, const std::string& theorem) {
  const auto found = std::ranges::find_if(
      verdicts, [&](const Verdict& v) { return v.subject == subject && v.theorem.starts_with(theorem); });
  return found == verdicts.end() ? nullptr : &*found;
}

void expectWellFormed(const std::vector<Verdict>& verdicts) {
  EXPECT_FALSE(verdicts.empty());
  for (const Verdict& v : verdicts) {
    EXPECT_FALSE(v.subject.empty());
    EXPECT_TRUE(v.sentence.ends_with(".")) << v.sentence;
    EXPECT_EQ(v.sentence.find("nan"), std::string::npos) << v.sentence;
    EXPECT_EQ(v.sentence.find("inf "), std::string::npos) << v.sentence;
    for (const Hypothesis& h : v.hypotheses) EXPECT_TRUE(std::isfinite(h.value)) << h.condition;
  }
}

const std::string kMorrisLecar(builtInText("morris-lecar").value());

TEST(Verdicts, OnAnExcitableNeuronNameTheoremsAndTheirNumbers) {
  const std::vector<Verdict> all = verdictsOf(portraitOf(kMorrisLecar, {{"I_ext", 30}, {"V3", 12}}));
  expectWellFormed(all);
  const Verdict* saddle = find(all, "e2", "Hartman");
  ASSERT_NE(saddle, nullptr);
  EXPECT_NEAR(saddle->hypotheses[0].value, 0.07035213012677309, 1e-12);  // reference: ../truth
  EXPECT_NE(saddle->sentence.find("0.07035"), std::string::npos) << saddle->sentence;
  EXPECT_NE(saddle->sentence.find("0.148"), std::string::npos) << saddle->sentence;
  const Verdict* rest = find(all, "e1", "Lyapunov");
  ASSERT_NE(rest, nullptr);
  EXPECT_NE(rest->sentence.find("asymptotically stable"), std::string::npos);
  EXPECT_NEAR(rest->hypotheses[0].value, -0.07069549594042472, 1e-12);
  ASSERT_NE(find(all, "e2.unstable.+1", "Stable manifold"), nullptr);
  EXPECT_NE(find(all, "e2.unstable.+1", "Stable manifold")->sentence.find("stable node e1"), std::string::npos);
  const Verdict* complete = find(all, "window", "Interval");
  ASSERT_NE(complete, nullptr);
  EXPECT_EQ(complete->sentence, "Proved: 3 equilibria and no others in the window.");
  EXPECT_EQ(complete->evidence, Evidence::proved);
  EXPECT_EQ(find(all, "window", "Bendixson"), nullptr);
}

TEST(Verdicts, OnCyclesGiveTheMultiplierAndTheIndexInside) {
  const std::vector<Verdict> all = verdictsOf(portraitOf(kMorrisLecar, {{"I_ext", 70}, {"V3", 12}}));
  expectWellFormed(all);
  const Verdict* floquet = find(all, "c1", "Floquet");
  ASSERT_NE(floquet, nullptr);
  EXPECT_NEAR(floquet->hypotheses[0].value, 1 - 0.002976584265227434, 1e-8);  // reference: ../truth
  EXPECT_NE(floquet->sentence.find("0.002977"), std::string::npos) << floquet->sentence;
  const Verdict* index = find(all, "c1", "Poincaré");
  ASSERT_NE(index, nullptr);
  EXPECT_EQ(index->hypotheses[0].value, 1);
  EXPECT_TRUE(index->hypotheses[0].holds);
}

TEST(Verdicts, SayWhereTheLinearPartSaysNothing) {
  // x' = y + m x, y' = -x - x^3: at m = 0 closed orbits, which the linear part alone does not show.
  const std::vector<Verdict> all =
      verdictsOf(portraitOf("x'=-x^3+y\ny'=-x-y^3\n@ xlo=-1,xhi=1.1,ylo=-1,yhi=1,xp=x,yp=y\ndone\n"));
  const Verdict* v = find(all, "e1", "Hartman");
  ASSERT_NE(v, nullptr);
  EXPECT_FALSE(v->hypotheses[0].holds);
  EXPECT_NE(v->sentence.find("says nothing"), std::string::npos);
  EXPECT_EQ(find(all, "e1", "Lyapunov"), nullptr);
}

// div = -3 x^2 - 3 y^2 - d < 0; and a window without an equilibrium; and one with a saddle alone.
TEST(Verdicts, ForbidClosedOrbitsWhereBendixsonOrTheIndexDo) {
  const std::string window = "@ xlo=-1,xhi=1,ylo=-1,yhi=1.1,xp=x,yp=y\ndone\n";
  const auto damped = verdictsOf(portraitOf("x'=y\ny'=x-x^3-0.3*y\n" + window));
  const Verdict* bendixson = find(damped, "window", "Bendixson");
  ASSERT_NE(bendixson, nullptr);
  EXPECT_EQ(bendixson->evidence, Evidence::proved);
  EXPECT_NEAR(bendixson->hypotheses[0].value, -0.3, 1e-14);  // rounded outward
  EXPECT_EQ(find(verdictsOf(portraitOf("x'=y\ny'=(1-x^2)*y-x\n@ xlo=-3,xhi=3,ylo=-3,yhi=3.1,xp=x,yp=y\ndone\n")),
                 "window", "Bendixson"),
            nullptr);
  const auto none =
      verdictsOf(portraitOf("x'=1+y^2-x*y\ny'=x*x*y+2-y\n@ xlo=1,xhi=1.5,ylo=-1,yhi=1.1,xp=x,yp=y\ndone\n"));
  const Verdict* index = find(none, "window", "Poincaré index");
  ASSERT_NE(index, nullptr);
  EXPECT_NE(index->sentence.find("no equilibrium"), std::string::npos);
  const auto alone = verdictsOf(portraitOf("x'=x+y^3*x\ny'=-y+x*x\n" + window));
  ASSERT_NE(find(alone, "window", "Poincaré index"), nullptr);
}

TEST(Verdicts, MeasureTheGapOfAHomoclinicLoop) {
  const auto all = verdictsOf(portraitOf("x'=y\ny'=x-x^3\n@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=x,yp=y\ndone\n"));
  expectWellFormed(all);
  const Verdict* v = find(all, "e2.unstable.+1", "Transversality");
  ASSERT_NE(v, nullptr);
  EXPECT_LT(v->hypotheses[0].value, 1e-6);
  EXPECT_NE(v->sentence.find("homoclinic loop of e2"), std::string::npos) << v->sentence;
}

// At I = 39.69 two equilibria are sqrt(39.6935 - 39.69) ~ 1.6 mV apart, a hundredth of the window.
TEST(Verdicts, WarnOfAFoldNearby) {
  const auto near = verdictsOf(portraitOf(kMorrisLecar, {{"I_ext", 39.69}, {"V3", 12}}));
  const Verdict* v = find(near, "e1", "Fold");
  ASSERT_NE(v, nullptr);
  EXPECT_LT(v->hypotheses[0].value, 0.02);
  EXPECT_EQ(find(verdictsOf(portraitOf(kMorrisLecar, {{"I_ext", 30}, {"V3", 12}})), "e1", "Fold"), nullptr);
}

TEST(Verdicts, SpeakOfMapsInTheirOwnWords) {
  const auto all =
      verdictsOf(portraitOf("par a=1.4,b=0.3\nx(t+1)=1-a*x^2+y\ny(t+1)=b*x\n"
                            "@ meth=discrete,xlo=-1.6,xhi=1.6,ylo=-0.5,yhi=0.5,xp=x,yp=y\ndone\n"));
  expectWellFormed(all);
  const Verdict* v = find(all, "p2", "Hartman");
  ASSERT_NE(v, nullptr);
  EXPECT_NEAR(v->hypotheses[0].value, 1 - 0.15594632230279393, 1e-12);  // reference: ../truth
  EXPECT_NE(v->sentence.find("map"), std::string::npos);
}

TEST(Verdicts, OnSystemsOfMoreVariablesLeaveOutWhatIsPlanar) {
  const auto all = verdictsOf(portraitOf(std::string(builtInText("lorenz").value())));
  expectWellFormed(all);
  for (const Verdict& v : all) {
    EXPECT_NE(v.theorem, "Bendixson");
    EXPECT_FALSE(v.theorem.starts_with("Poincaré"));
  }
}

}  // namespace
}  // namespace separatrix
