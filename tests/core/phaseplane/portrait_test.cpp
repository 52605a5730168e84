#include "core/phaseplane/portrait.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

const std::string kMorrisLecar = R"(
par I=30, V3=12, C=20, gL=2, gCa=4, gK=8, VL=-60, VCa=120, VK=-80, V1=-1.2, V2=18, V4=17.4, phi=0.066666666666666667
m_inf(u)=(1+tanh((u-V1)/V2))/2
n_inf(u)=(1+tanh((u-V3)/V4))/2
V'=(I-gL*(V-VL)-gCa*m_inf(V)*(V-VCa)-gK*n*(V-VK))/C
n'=phi*cosh((V-V3)/(2*V4))*(n_inf(V)-n)
@ xp=V, yp=n, xlo=-80, xhi=80, ylo=-0.1, yhi=1.1, total=600
done
)";

// The same equations under other names, the slow variable first.
const std::string kRenamed = R"(
par I=30, V3=12, C=20, gL=2, gCa=4, gK=8, VL=-60, VCa=120, VK=-80, V1=-1.2, V2=18, V4=17.4, phi=0.066666666666666667
p(u)=(1+tanh((u-V1)/V2))/2
q(u)=(1+tanh((u-V3)/V4))/2
slow'=phi*cosh((fast-V3)/(2*V4))*(q(fast)-slow)
fast'=(I-gL*(fast-VL)-gCa*p(fast)*(fast-VCa)-gK*slow*(fast-VK))/C
@ xp=slow, yp=fast, xlo=-0.1, xhi=1.1, ylo=-80, yhi=80
done
)";

Problem problemOf(const std::string& text) {
  const Result<std::shared_ptr<const Model>> model = readModel(text, "test");
  if (!model) {
    ADD_FAILURE() << describe(model.error());
    std::abort();
  }
  return defaultProblem(*model);
}

void set(Problem& problem, const char* name, double value) {
  problem.parameters[static_cast<std::size_t>(*problem.model->parameterNamed(name))] = value;
}

Portrait portraitOf(const Problem& problem, const PortraitOptions& options = {}, const Portrait* hint = nullptr) {
  Result<Portrait> portrait = computePortrait(problem, options, hint);
  if (!portrait) {
    ADD_FAILURE() << describe(portrait.error());
    return {};
  }
  return std::move(*portrait);
}

TEST(Portrait, OfAnExcitableNeuronHasARestStateASaddleAndAThresholdManifold) {
  const Portrait portrait = portraitOf(problemOf(kMorrisLecar));
  ASSERT_EQ(portrait.equilibria.size(), 3u);
  EXPECT_EQ(portrait.equilibriaComplete.evidence, Evidence::proved);
  EXPECT_NEAR(portrait.equilibria[0].state[0], -41.79700201592636, 1e-9);
  EXPECT_EQ(portrait.equilibria[0].type, EquilibriumType::stableNode);
  EXPECT_EQ(portrait.equilibria[1].type, EquilibriumType::saddle);
  EXPECT_EQ(portrait.equilibria[2].type, EquilibriumType::unstableFocus);
  EXPECT_TRUE(portrait.cycles.empty());
  EXPECT_EQ(portrait.manifolds.size(), 4u);
  for (const ManifoldBranch& branch : portrait.manifolds) {
    if (branch.kind != ManifoldBranch::Kind::unstable) continue;
    EXPECT_EQ(branch.ends, (BranchDestination{BranchDestination::Kind::equilibrium, 0}));
  }
}

TEST(Portrait, InTheBistableWindowListsTheUnstableCycleInsideTheStableOne) {
  Problem problem = problemOf(kMorrisLecar);
  set(problem, "I", 50.5);
  set(problem, "V3", 2);
  const Portrait portrait = portraitOf(problem);
  ASSERT_EQ(portrait.equilibria.size(), 1u);
  EXPECT_EQ(portrait.equilibria[0].type, EquilibriumType::stableFocus);
  ASSERT_EQ(portrait.cycles.size(), 2u);
  EXPECT_EQ(portrait.cycles[0].stability, Stability::unstable);
  EXPECT_NEAR(portrait.cycles[0].period, 163.498985, 1e-5);
  EXPECT_EQ(portrait.cycles[1].stability, Stability::stable);
  EXPECT_NEAR(portrait.cycles[1].period, 125.720123, 1e-5);
}

TEST(Portrait, DoesNotKnowAModelByItsNamesOrTheOrderOfItsVariables) {
  for (const auto& [current, threshold] : {std::pair{30.0, 12.0}, {70.0, 12.0}, {50.5, 2.0}}) {
    Problem one = problemOf(kMorrisLecar), other = problemOf(kRenamed);
    for (Problem* problem : {&one, &other}) {
      set(*problem, "I", current);
      set(*problem, "V3", threshold);
    }
    const Portrait a = portraitOf(one), b = portraitOf(other);
    EXPECT_EQ(a.signature, b.signature);
    ASSERT_EQ(a.cycles.size(), b.cycles.size());
    for (std::size_t k = 0; k < a.cycles.size(); ++k) EXPECT_NEAR(a.cycles[k].period, b.cycles[k].period, 1e-8 * a.cycles[k].period);
  }
}

// Dragging I through the saddle-node on the invariant circle and on: a portrait computed with the
// last one as its hint is the portrait computed without.
TEST(Portrait, AfterADragIsTheOneComputedWithoutAHint) {
  Problem problem = problemOf(kMorrisLecar);
  PortraitOptions options;
  options.trajectories = {{{-26, 0.002}, Direction::forward}, {{-18, 0.002}, Direction::forward}};
  std::optional<Portrait> last;
  constexpr int kSteps = 200;
  for (int k = 0; k <= kSteps; ++k) {
    set(problem, "I", 30 + 40.0 * k / kSteps);
    options.stage = PortraitStage::live;
    Portrait live = portraitOf(problem, options, last ? &*last : nullptr);
    if (k % 40 == 0) {
      options.stage = PortraitStage::complete;
      const Portrait settled = portraitOf(problem, options, &live), fresh = portraitOf(problem, options);
      EXPECT_EQ(settled.signature, fresh.signature) << "step " << k;
      ASSERT_EQ(settled.cycles.size(), fresh.cycles.size()) << "step " << k;
      for (std::size_t c = 0; c < settled.cycles.size(); ++c)
        EXPECT_NEAR(settled.cycles[c].period, fresh.cycles[c].period, 1e-8 * fresh.cycles[c].period);
      ASSERT_EQ(settled.equilibria.size(), fresh.equilibria.size());
      for (std::size_t e = 0; e < settled.equilibria.size(); ++e)
        EXPECT_NEAR(settled.equilibria[e].state[0], fresh.equilibria[e].state[0], 1e-9);
      live = settled;
    }
    last = std::move(live);
  }
}

// The same across a fold of cycles at I = 103.715, where the two cycles a live portrait follows meet and vanish, and
// back again, where a live portrait cannot know them before the settled one has found them.
TEST(Portrait, AfterADragAcrossAFoldOfCyclesIsTheOneComputedWithoutAHint) {
  Problem problem = problemOf(kMorrisLecar);
  PortraitOptions options;
  options.pixelsWide = 200;
  options.pixelsHigh = 150;
  std::optional<Portrait> last;
  constexpr int kSteps = 60;
  for (int k = 0; k <= 2 * kSteps; ++k) {
    set(problem, "I", 102 + 4.0 * (k <= kSteps ? k : 2 * kSteps - k) / kSteps);
    options.stage = PortraitStage::live;
    Portrait live = portraitOf(problem, options, last ? &*last : nullptr);
    EXPECT_LE(live.cycles.size(), 2u);
    if (k % 15 == 0) {
      options.stage = PortraitStage::complete;
      Portrait settled = portraitOf(problem, options, &live);
      const Portrait fresh = portraitOf(problem, options);
      EXPECT_EQ(settled.signature, fresh.signature) << "step " << k;
      ASSERT_EQ(settled.cycles.size(), fresh.cycles.size()) << "step " << k;
      for (std::size_t c = 0; c < settled.cycles.size(); ++c)
        EXPECT_NEAR(settled.cycles[c].period, fresh.cycles[c].period, 1e-8 * fresh.cycles[c].period);
      for (const Cycle& followed : live.cycles) {  // what a live portrait shows is there
        const bool isThere = std::ranges::any_of(fresh.cycles, [&](const Cycle& c) {
          return c.stability == followed.stability && std::fabs(c.period - followed.period) < 1e-8 * c.period;
        });
        EXPECT_TRUE(isThere) << "step " << k;
      }
      live = std::move(settled);
    }
    last = std::move(live);
  }
}

// Hodgkin–Huxley at rest: four variables, one stable focus or node, proved in the whole box.
TEST(Portrait, CarriesFourDimensions) {
  const Problem problem = problemOf(R"(
par I=0, gna=120, gk=36, gl=0.3, ena=50, ek=-77, el=-54.4
v'=I-gna*m^3*h*(v-ena)-gk*n^4*(v-ek)-gl*(v-el)
m'=0.1*(v+40)/(1-exp(-(v+40)/10))*(1-m)-4*exp(-(v+65)/18)*m
h'=0.07*exp(-(v+65)/20)*(1-h)-1/(1+exp(-(v+35)/10))*h
n'=0.01*(v+55)/(1-exp(-(v+55)/10))*(1-n)-0.125*exp(-(v+65)/80)*n
@ xp=v, yp=n, xlo=-100, xhi=60, ylo=0, yhi=1
done
)");
  PortraitOptions options;
  options.trajectories = {{{-50, 0.05, 0.6, 0.32}, Direction::forward}};
  const Portrait portrait = portraitOf(problem, options);
  ASSERT_EQ(portrait.equilibria.size(), 1u);
  EXPECT_EQ(portrait.equilibria[0].state.size(), 4u);
  EXPECT_EQ(portrait.equilibriaComplete.evidence, Evidence::proved);
  EXPECT_EQ(portrait.equilibria[0].stability, Stability::stable);
  ASSERT_EQ(portrait.trajectories.size(), 1u);
  EXPECT_EQ(portrait.trajectories[0].states.dimension, 4);
}

TEST(Portrait, InFourDimensionsSaysNothingThatItsUnstableCycleRefutes) {
  const auto model = readModel(*builtInText("hodgkin-huxley"), "hodgkin-huxley");
  ASSERT_TRUE(model);
  Problem problem = defaultProblem(*model);
  problem.parameters[static_cast<std::size_t>((*model)->parameterNamed("I").value())] = 7;
  const auto portrait = computePortrait(problem, {});
  ASSERT_TRUE(portrait);
  EXPECT_TRUE(std::ranges::any_of(portrait->cycles, [](const Cycle& c) { return c.stability != Stability::stable; }));
  const auto has = [&](std::string_view words) {
    return std::ranges::any_of(portrait->remarks, [&](const std::string& r) { return r.contains(words); });
  };
  EXPECT_TRUE(has("Runs from a fixed set of starts"));
  EXPECT_FALSE(has("not searched for"));
}

// Hénon: x = 1 - a x^2 + b x gives both fixed points in closed form; both are saddles.
TEST(Portrait, CarriesMaps) {
  const double a = 1.4, b = 0.3;
  const Problem problem = problemOf(R"(
par a=1.4,b=0.3
x(t+1)=1-a*x^2+y
y(t+1)=b*x
@ meth=discrete,xlo=-1.6,xhi=1.6,ylo=-0.5,yhi=0.5,xp=x,yp=y
done
)");
  PortraitOptions options;
  options.trajectories = {{{0.1, 0.1}, Direction::forward, 50}};
  const Portrait portrait = portraitOf(problem, options);
  ASSERT_EQ(portrait.fixedPoints.size(), 2u);
  EXPECT_TRUE(portrait.equilibria.empty());
  EXPECT_TRUE(portrait.cycles.empty());
  const double root = std::sqrt((1 - b) * (1 - b) + 4 * a);
  EXPECT_NEAR(portrait.fixedPoints[0].state[0], (b - 1 - root) / (2 * a), 1e-12);
  EXPECT_NEAR(portrait.fixedPoints[1].state[0], (b - 1 + root) / (2 * a), 1e-12);
  ASSERT_EQ(portrait.trajectories.size(), 1u);
  EXPECT_EQ(portrait.trajectories[0].t.size(), 51u);
}

// Izhikevich's regular spiking neuron, I = 0: the flow has a stable rest and a saddle.
TEST(Portrait, CarriesFlowsWithResets) {
  const Problem problem = problemOf(R"(
par I=0,a=0.02,b=0.2,c=-65,d=8
v'=0.04*v^2+5*v+140-u+I
u'=a*(b*v-u)
init v=-70,u=-14
global 1 v-30 {v=c;u=u+d}
@ total=200,xp=v,yp=u,xlo=-90,xhi=40,ylo=-25,yhi=25
done
)");
  EXPECT_EQ(problem.model->kind, ModelKind::hybrid);
  const Portrait portrait = portraitOf(problem);
  // 0.04 v^2 + 4.8 v + 140 = 0
  ASSERT_EQ(portrait.equilibria.size(), 2u);
  EXPECT_NEAR(portrait.equilibria[0].state[0], -70, 1e-12);
  EXPECT_NEAR(portrait.equilibria[1].state[0], -50, 1e-12);
}

TEST(Portrait, StopsWhenAsked) {
  std::stop_source source;
  source.request_stop();
  const Result<Portrait> portrait = computePortrait(problemOf(kMorrisLecar), {}, nullptr, source.get_token());
  ASSERT_FALSE(portrait.has_value());
  EXPECT_EQ(portrait.error().code, Error::Code::cancelled);
}

TEST(Portrait, RefusesAnEmptyWindowInWords) {
  Problem problem = problemOf(kMorrisLecar);
  problem.box[0] = {1, 1};
  const Result<Portrait> portrait = computePortrait(problem);
  ASSERT_FALSE(portrait.has_value());
  EXPECT_EQ(portrait.error().code, Error::Code::usage);
}

}  // namespace
}  // namespace separatrix
