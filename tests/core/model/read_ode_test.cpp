#include "core/model/read_ode.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/model/problem.hpp"

namespace separatrix {
namespace {

constexpr const char* kMorrisLecar = R"(# Morris-Lecar
par I=30, C=20, gL=2, gCa=4, gK=8, VL=-60, VCa=120, VK=-84
par V1=-1.2, V2=18, V3=12, V4=17.4, lam=0.06666666666666667
minf(u)=0.5*(1+tanh((u-V1)/V2))
ninf(u)=0.5*(1+tanh((u-V3)/V4))
rate(u)=lam*cosh((u-V3)/(2*V4))
ica=gCa*minf(V)*(V-VCa)
V'=(I-gL*(V-VL)-ica-gK*n*(V-VK))/C
n'=rate(V)*(ninf(V)-n)
aux calcium=ica
init V=-60,n=0.01
@ total=500,dt=0.1,xp=V,yp=n,xlo=-80,xhi=80,ylo=-0.2,yhi=1.1
done
)";

TEST(ReadOde, AModelTextIsTheFieldItSpells) {
  const OdeReading reading = readOde(kMorrisLecar, "ml");
  for (const Diagnostic& d : reading.diagnostics) ADD_FAILURE() << d.line << ":" << d.column << " " << d.sentence;
  ASSERT_NE(reading.model, nullptr);
  const Problem problem = defaultProblem(reading.model);
  const std::array<double, 2> x{-20.0, 0.1};
  std::array<double, 2> f{};
  problem.field().values()(x.data(), f.data());
  const double m = 0.5 * (1 + std::tanh((x[0] + 1.2) / 18)), n = 0.5 * (1 + std::tanh((x[0] - 12) / 17.4));
  EXPECT_DOUBLE_EQ(f[0], (30 - 2 * (x[0] + 60) - 4 * m * (x[0] - 120) - 8 * x[1] * (x[0] + 84)) / 20);
  EXPECT_DOUBLE_EQ(f[1], 0.06666666666666667 * std::cosh((x[0] - 12) / 34.8) * (n - x[1]));
  EXPECT_EQ(reading.model->plane, (std::pair{0, 1}));
  EXPECT_EQ(reading.model->auxiliaries, std::vector<std::string>{"calcium"});
}

std::shared_ptr<const Model> understood(const std::string& text) {
  const OdeReading reading = readOde(text, "model");
  for (const Diagnostic& d : reading.diagnostics)
    ADD_FAILURE() << d.line << ":" << d.column << " " << d.code << " " << d.sentence;
  return reading.model;
}

TEST(ReadOde, NamesAreMatchedWithoutRegardToCaseAndShownAsFirstSpelled) {
  const auto model = understood("par gNa=1\nDV/DT=-GNA*v\ninit v=2\ndone\n");
  EXPECT_EQ(model->parameters[0].name, "gNa");
  EXPECT_EQ(model->variables[0].name, "V");
  EXPECT_EQ(model->variables[0].initial, 2);
}

TEST(ReadOde, TheThreeWaysToWriteAFlowAreOne) {
  for (const char* equation : {"x'=-x", "dx/dt=-x", "dx/dt = -x", "  x' = -x", "DX/DT=-X"})
    EXPECT_EQ(understood(std::string(equation) + "\n")->kind, ModelKind::flow) << equation;
}

TEST(ReadOde, KindsAreFlowMapAndHybrid) {
  EXPECT_EQ(understood("x(t+1)=x/2\n")->kind, ModelKind::map);
  EXPECT_EQ(understood("x'=x/2\n@ meth=discrete\n")->kind, ModelKind::map);
  EXPECT_EQ(understood("x'=1\nglobal 1 {x-1} {x=0}\n")->kind, ModelKind::hybrid);
  EXPECT_EQ(understood("x'=1\n@ meth=cvode\n")->kind, ModelKind::flow);
}

TEST(ReadOde, StatementWordsAreKnownByTheirFirstLetters) {
  for (const char* word : {"p", "par", "param", "parameters", "P", "Param"})
    EXPECT_EQ(understood(std::string(word) + " a=1, b = 2 c=3\nx'=a*b*c\n")->parameters.size(), 3U) << word;
  for (const char* word : {"i", "init", "Init"})
    EXPECT_EQ(understood("x'=1\n" + std::string(word) + " x=4\n")->initialState()[0], 4) << word;
  for (const char* word : {"d", "done", "DONE"})
    EXPECT_EQ(understood("x'=1\n" + std::string(word) + "\n what follows is ( a note\n")->dimension(), 1) << word;
}

TEST(ReadOde, ACommentBeginsWithAnyOfThreeMarks) {
  EXPECT_EQ(understood("# one\n\" two (\n% three )\n\nx'=1 \\\n +2\n")->dimension(), 1);
}

TEST(ReadOde, QuantitiesMayStandInAnyOrder) {
  const auto model = understood("x'=b\nb=2*a\na=x+1\n!d=p^2\npar p=3\nnumber k=7\naux s=d+k\n");
  double f = 0, s = 0;
  const double x = 2;
  defaultProblem(model).field().values()(&x, &f);
  defaultProblem(model).field().auxiliaries()(&x, &s);
  EXPECT_EQ(f, 6);
  EXPECT_EQ(s, 16);
  EXPECT_EQ(model->parameters.size(), 1U);  // a number is not a parameter
}

TEST(ReadOde, AnArgumentHidesTheNameItShares) {
  const auto model = understood("par a=5\nf(a,x)=a+10*x\nx'=f(x,a)\n");
  double f = 0;
  const double x = 2;
  defaultProblem(model).field().values()(&x, &f);
  EXPECT_EQ(f, 52);
}

TEST(ReadOde, AnInitialValueMayBeAFormulaOfParameters) {
  const auto model = understood("par a=3\nx'=a\ny'=1\nx(0)=a^2-1\ny(0)=-2.5\n");
  EXPECT_EQ(model->initialState(), (std::vector<double>{8, -2.5}));
}

TEST(ReadOde, ResetsAreConditionsAndNewValues) {
  const auto model = understood(
      "par c=-65,d=8\nv'=1\nu'=0\nglobal 1 v-30 {v=c;u=u+d}\nglobal -1 {u-100} {u=0}\nglobal 0 {t-1} {u=v*2}\n");
  ASSERT_EQ(model->resets.size(), 3U);
  EXPECT_EQ(model->resets[0].sign, 1);
  EXPECT_EQ(model->resets[1].sign, -1);
  EXPECT_EQ(model->resets[2].sign, 0);
  EXPECT_EQ(model->resets[0].variableOutputs.size(), 2U);
  std::vector<double> out(7);
  const std::array<double, 2> x{31, 4};
  defaultProblem(model).field().resets()(x.data(), out.data(), 0.5);
  EXPECT_EQ(out[static_cast<std::size_t>(model->resets[0].conditionOutput)], 1);
  EXPECT_EQ(out[static_cast<std::size_t>(model->resets[0].variableOutputs[0].second)], -65);
  EXPECT_EQ(out[static_cast<std::size_t>(model->resets[0].variableOutputs[1].second)], 12);
  EXPECT_EQ(out[static_cast<std::size_t>(model->resets[2].variableOutputs[0].second)], 62);
}

TEST(ReadOde, TimeIsNoticed) {
  EXPECT_TRUE(understood("x'=sin(t)\n")->dependsOnTime);
  EXPECT_FALSE(understood("x'=sin(x)\naux s=t\n")->dependsOnTime);
}

TEST(ReadOde, SetsAndOptionsAreKept) {
  const auto model = understood("par a=1\nx'=a\nset up {a=2,x=3,total=9}\n@ total=200,dt=.01 xp=x\n");
  const Preset* up = model->presetNamed("UP");
  ASSERT_NE(up, nullptr);
  EXPECT_EQ(up->assignments, (std::vector<std::pair<std::string, double>>{{"a", 2}, {"x", 3}}));
  EXPECT_EQ(model->options.at("total"), "200");
  EXPECT_EQ(model->options.at("dt"), ".01");
}

TEST(ReadOde, TheIntervalOfAVariableIsTheFirstThatTheTextGives) {
  const auto model = understood(R"(par p=3
w'=1
x'=1
y'=2
z'=f(z)
g'=p*(2*(1-g)-g/3)/x
f(q)=exp(w)*(1-q)-0.3*p*q
#: range w -3..4 mV "words" label W_{1 2}
@ xp=x,yp=y,xlo=-1,xhi=1,ylo=-2,yhi=2
h'=1-2*h
)");
  const auto range = [&](int i) {
    return std::pair{model->variables[static_cast<std::size_t>(i)].range.lo,
                     model->variables[static_cast<std::size_t>(i)].range.hi};
  };
  EXPECT_EQ(range(0), (std::pair{-3.0, 4.0}));
  EXPECT_EQ(range(1), (std::pair{-1.0, 1.0}));
  EXPECT_EQ(range(2), (std::pair{-2.0, 2.0}));
  EXPECT_EQ(range(3), (std::pair{-0.1, 1.1}));
  EXPECT_EQ(range(4), (std::pair{-0.1, 1.1}));
  EXPECT_EQ(range(5), (std::pair{-100.0, 100.0}));
  EXPECT_EQ(model->variables[0].rangeSource, RangeSource::declared);
  EXPECT_EQ(model->variables[1].rangeSource, RangeSource::plotOption);
  EXPECT_EQ(model->variables[3].rangeSource, RangeSource::gate);
  EXPECT_EQ(model->variables[5].rangeSource, RangeSource::fallback);
  EXPECT_EQ(model->variables[0].unit, "mV");
  EXPECT_EQ(model->variables[0].text, "words");
  EXPECT_EQ(model->variables[0].label, "W_{1 2}");
  EXPECT_EQ(model->plane, (std::pair{1, 2}));
}

TEST(ReadOde, CommentLinesSayWhatOdeHasNoWordsFor) {
  const auto model = understood(R"(#: title A title
#: about One sentence.
#: cite A1, B2
par a=1,b=2,c=3
x'=a
y'=b*c
#: slider c a
#: plane y x
#: range c 0.1..10 1/ms label \lambda log
# (XPPAUT would swallow the line after a backslash)
#: step one "First" a=2 "Its caption."
#: fact at one equilibria=0
#: fact over a=-1..1 hopf at a=0.5 x=2 tol=1e-3 subcritical
#: fact cycle unstable period=3 tol=0.1
#: fact stable degenerate node at x=1 y=2 tol=1e-9
)");
  EXPECT_EQ(model->title, "A title");
  EXPECT_EQ(model->about, "One sentence.");
  EXPECT_EQ(model->cites, (std::vector<std::string>{"A1", "B2"}));
  EXPECT_EQ(model->sliders, (std::vector<int>{2, 0}));
  EXPECT_EQ(model->plane, (std::pair{1, 0}));
  EXPECT_TRUE(model->parameters[2].logarithmic);
  EXPECT_EQ(model->parameters[2].label, "\\lambda");
  ASSERT_EQ(model->presets.size(), 1U);
  EXPECT_EQ(model->presets[0].title, "First");
  EXPECT_EQ(model->presets[0].caption, "Its caption.");
  ASSERT_EQ(model->facts.size(), 4U);
  EXPECT_EQ(model->facts[0].step, "one");
  EXPECT_EQ(model->facts[1].criticality, "subcritical");
  EXPECT_EQ(model->facts[1].at.size(), 2U);
  EXPECT_EQ(model->facts[2].period, 3);
  EXPECT_EQ(model->facts[3].type, "stable degenerate node");
}

TEST(ReadOde, AnUnknownCommentWordIsAWarning) {
  const OdeReading reading = readOde("#: titel A title\nx'=1\n", "model");
  ASSERT_NE(reading.model, nullptr);
  ASSERT_EQ(reading.diagnostics.size(), 1U);
  EXPECT_EQ(reading.diagnostics[0].severity, Diagnostic::Severity::warning);
  EXPECT_EQ(reading.diagnostics[0].replacement, "title");
}

}  // namespace
}  // namespace separatrix
