#include "core/manifolds/connections.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/equilibria/find_equilibria.hpp"
#include "core/manifolds/grow_manifolds.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

using Kind = BranchDestination::Kind;
using enum ManifoldBranch::Kind;

Problem problemOf(const std::string& text, double p = 0) {
  const auto m = readModel(text, "test");
  EXPECT_TRUE(m.has_value()) << describe(m.error());
  Problem problem = defaultProblem(*m);
  if (!problem.parameters.empty()) problem.parameters[0] = p;
  return problem;
}

struct Grown {
  Problem problem;
  std::vector<Equilibrium> equilibria;
  std::vector<ManifoldBranch> branches;

  const ManifoldBranch& at(ManifoldBranch::Kind kind, int equilibrium, int side) const {
    return *std::ranges::find_if(
        branches, [&](const auto& b) { return b.kind == kind && b.side == side && b.equilibrium == equilibrium; });
  }
};

Grown grow(const Problem& problem, const std::vector<Cycle>& cycles = {}, double tolerance = 1e-8) {
  Grown grown{problem, findEquilibria(problem)->found, {}};
  grown.branches = growManifolds(problem, grown.equilibria, cycles, {.tolerance = tolerance}).value();
  for (const ManifoldBranch& b : grown.branches) EXPECT_EQ(b.times.size(), b.curve.size());
  return grown;
}

void expectConnection(const Grown& grown, const ManifoldBranch& branch, int to) {
  EXPECT_EQ(branch.ends, (BranchDestination{Kind::equilibrium, to}));
  EXPECT_EQ(branch.evidence, Evidence::converged);
  ASSERT_TRUE(branch.gap.has_value());
  EXPECT_GT(branch.gapTolerance, 0);
  EXPECT_LE(*branch.gap, branch.gapTolerance);
  const auto last = branch.curve.back();
  for (std::size_t i = 0; i < last.size(); ++i)
    EXPECT_EQ(last[i], grown.equilibria[static_cast<std::size_t>(to)].state[i]);
}

// x = tanh t, y' = x y + e (1 - x^2): the branch from (-1, 0) is y = e cosh(t) int_-inf^t sech^3, the one into
// (1, 0) is y = -e cosh(t) int_t^inf sech^3, so that they are e cosh(t) pi / 2 apart.
const std::string kHeteroclinic = "par e=0\nx'=1-x^2\ny'=x*y+e*(1-x^2)\n@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=x,yp=y\ndone\n";

TEST(Connections, OfTwoSaddlesOnAnInvariantLineIsFoundFromBothSides) {
  const Grown grown = grow(problemOf(kHeteroclinic));
  ASSERT_EQ(grown.equilibria.size(), 2u);
  expectConnection(grown, grown.at(unstable, 0, 1), 1);
  expectConnection(grown, grown.at(stable, 1, -1), 0);
  EXPECT_FALSE(grown.at(unstable, 0, -1).gap);
}

TEST(Connections, MeasureByHowMuchTheyMiss) {
  for (const double e : {1e-2, 1e-3, -1e-4, 1e-7}) {
    const Grown grown = grow(problemOf(kHeteroclinic, e), {}, 1e-10);
    const ManifoldBranch &u = grown.at(unstable, 0, 1), &s = grown.at(stable, 1, -1);
    EXPECT_FALSE(u.gap) << e;
    EXPECT_NE(u.ends.kind, Kind::equilibrium) << e;
    const WindowMetric metric(grown.problem.box);
    std::size_t upTo = 0;
    while (u.curve[upTo][0] < 0.99) ++upTo;
    const auto gap = gapBetween(grown.problem.field(), metric, u, upTo, s);
    ASSERT_TRUE(gap.has_value()) << e;
    const double x = u.curve[gap->from][0];
    EXPECT_LT(std::fabs(x), 0.1);  // half way
    const double exact = -e * std::numbers::pi / 2 * std::cosh(std::atanh(x)) / 4;
    EXPECT_NEAR(gap->gap, exact, 1e-6 * std::fabs(e) + e * e + 1e-10) << e;
  }
  // Smaller than what the tolerance can tell: a connection, with its gap.
  const Grown blurred = grow(problemOf(kHeteroclinic, 1e-7));
  ASSERT_TRUE(blurred.at(unstable, 0, 1).gap);
  EXPECT_NEAR(*blurred.at(unstable, 0, 1).gap, 1e-7 * std::numbers::pi / 8, 5e-9);  // cosh(t) < 1.01 half way
}

// x' = y, y' = b1 - x + x^2 - x y: a homoclinic loop of the saddle near (1.18, 0) at this b1
// (reference: ../truth, quadruple-precision bisection).
const std::string kBogdanovTakens =
    "par b1=0\nx'=y\ny'=b1-x+x^2-x*y\n@ xlo=-1.5,xhi=2,ylo=-1.5,yhi=1.5,xp=x,yp=y\ndone\n";
constexpr double kLoopAt = -0.2136021984152508;

TEST(Connections, FindTheHomoclinicLoopNearABogdanovTakensPoint) {
  const Grown grown = grow(problemOf(kBogdanovTakens, kLoopAt));
  ASSERT_EQ(grown.equilibria.size(), 2u);
  expectConnection(grown, grown.at(unstable, 1, -1), 1);
  expectConnection(grown, grown.at(stable, 1, -1), 1);
  for (const double off : {-1e-3, -1e-4, 1e-4, 1e-3}) {
    const Grown near = grow(problemOf(kBogdanovTakens, kLoopAt + off));
    for (const ManifoldBranch& b : near.branches) EXPECT_FALSE(b.gap) << off;
  }
}

TEST(Connections, OfHamiltonianSystemsCloseToTheTolerance) {
  const Grown duffing = grow(problemOf("x'=y\ny'=x-x^3\n@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=x,yp=y\ndone\n"));
  ASSERT_EQ(duffing.branches.size(), 4u);
  for (const ManifoldBranch& b : duffing.branches) expectConnection(duffing, b, 1);
  const Grown pendulum = grow(problemOf("x'=y\ny'=-sin(x)\n@ xlo=-10,xhi=10,ylo=-3,yhi=3,xp=x,yp=y\ndone\n"));
  ASSERT_EQ(pendulum.equilibria.size(), 7u);  // saddles at -3 pi, -pi, pi, 3 pi
  int connections = 0;
  for (const ManifoldBranch& b : pendulum.branches) {
    if (!b.gap) continue;
    ++connections;
    expectConnection(pendulum, b, b.ends.index);
    EXPECT_EQ(std::abs(b.ends.index - b.equilibrium), 2);
  }
  EXPECT_EQ(connections, 12);
}

// Unequal rates: mu = 9, nu = 1 at the saddle entered. Forward, errors grow so fast that no orbit comes near.
TEST(Connections, AreFoundWhereTheOrbitCannotComeNearTheSaddle) {
  const Grown grown =
      grow(problemOf("x'=(1-x^2)/2\ny'=(4.1+5*x)*y+y^2*0.1\n@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=x,yp=y\ndone\n"));
  ASSERT_GE(grown.equilibria.size(), 2u);
  const auto at = [&](double x) {
    return static_cast<int>(std::ranges::find_if(grown.equilibria,
                                                 [&](const Equilibrium& e) {
                                                   return e.state[1] == 0 && std::fabs(e.state[0] - x) < 1e-9;
                                                 }) -
                            grown.equilibria.begin());
  };
  expectConnection(grown, grown.at(unstable, at(-1), 1), at(1));
}

// In polar coordinates the unit circle repels and the circle r = 2, which attracts, carries a saddle: its
// stable branches come from the cycle and from infinity.
TEST(GrowManifolds, TracesAStableBranchBackToAnUnstableCycle) {
  const Problem problem = problemOf(
      "q=x^2+y^2\ng=-(1-q)*(4-q)/4\nw=-(4-q)/2-(q-1)*(0.5-x/2)/3\nx'=x*g-y*w\ny'=y*g+x*w\n"
      "@ xlo=-3,xhi=3,ylo=-3.1,yhi=3,xp=x,yp=y\ndone\n");
  Cycle circle;
  circle.period = 2 * std::numbers::pi / 1.5;
  circle.stability = Stability::unstable;
  circle.evidence = Evidence::converged;
  circle.orbit.dimension = 2;
  for (int k = 0; k <= 400; ++k)
    circle.orbit.append({std::cos(k * std::numbers::pi / 200), std::sin(k * std::numbers::pi / 200)});
  const Grown grown = grow(problem, {circle});
  int fromCycle = 0, fromInfinity = 0;
  for (const ManifoldBranch& b : grown.branches) {
    if (b.kind != stable) continue;
    fromCycle += b.ends == BranchDestination{Kind::cycle, 0} ? 1 : 0;
    fromInfinity += b.ends.kind == Kind::infinity ? 1 : 0;
    if (b.ends.kind == Kind::cycle) {
      EXPECT_EQ(b.evidence, Evidence::converged);
    }
  }
  EXPECT_EQ(fromCycle, 1);
  EXPECT_EQ(fromInfinity, 1);
}

// sigma = 10, beta = 8/3: W^u(0) returns to 0 at this r (reference: ../truth); on either side it does not.
TEST(Connections, FindLorenzsHomoclinicOrbitInSpace) {
  const std::string lorenz =
      "par r=28\nx'=10*(y-x)\ny'=r*x-y-x*z\nz'=x*y-8/3*z\n"
      "#: range x -20..20\n#: range y -30..30\n#: range z -5..50\ndone\n";
  for (const double off : {-1e-3, 0.0, 1e-3}) {
    const Grown grown = grow(problemOf(lorenz, 13.926557407520129 + off), {}, 1e-10);
    int loops = 0;
    for (const ManifoldBranch& b : grown.branches) {
      if (!b.gap) continue;
      ++loops;
      EXPECT_EQ(b.ends, (BranchDestination{Kind::equilibrium, b.equilibrium}));
      EXPECT_EQ(b.evidence, Evidence::heuristic);
    }
    EXPECT_EQ(loops, off == 0 ? 2 : 0) << off;
  }
}

// A branch creeps into a saddle-node, which attracts from one side more slowly than any exponential.
TEST(GrowManifolds, EndsAtASaddleNode) {
  const Grown grown = grow(problemOf("x'=x*(x-1)^2\ny'=-y*(x+1)\n@ xlo=-0.5,xhi=2,ylo=-1,yhi=1,xp=x,yp=y\ndone\n"));
  ASSERT_EQ(grown.equilibria.size(), 2u);
  EXPECT_EQ(grown.equilibria[1].type, EquilibriumType::nonhyperbolic);
  EXPECT_EQ(grown.at(unstable, 0, 1).ends, (BranchDestination{Kind::equilibrium, 1}));
  EXPECT_EQ(grown.at(unstable, 0, 1).evidence, Evidence::heuristic);
}

}  // namespace
}  // namespace separatrix
