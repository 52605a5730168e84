#include "core/manifolds/grow_manifolds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/equilibria/find_equilibria.hpp"
#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

using Kind = BranchDestination::Kind;

Problem problemOf(const std::string& text, const std::vector<std::pair<std::string, double>>& set = {}) {
  const auto m = readModel(text, "test");
  EXPECT_TRUE(m.has_value()) << describe(m.error());
  Problem problem = defaultProblem(*m);
  for (const auto& [name, value] : set)
    problem.parameters[static_cast<std::size_t>((*m)->parameterNamed(name).value())] = value;
  return problem;
}

struct Grown {
  std::vector<Equilibrium> equilibria;
  std::vector<ManifoldBranch> branches;

  const ManifoldBranch& branch(ManifoldBranch::Kind kind, int side, int equilibrium = -1) const {
    return *std::ranges::find_if(branches, [&](const ManifoldBranch& b) {
      return b.kind == kind && b.side == side && (equilibrium < 0 || b.equilibrium == equilibrium);
    });
  }
  const ManifoldBranch& unstable(int side, int e = -1) const { return branch(ManifoldBranch::Kind::unstable, side, e); }
  const ManifoldBranch& stable(int side, int e = -1) const { return branch(ManifoldBranch::Kind::stable, side, e); }
};

Grown grow(const Problem& problem, const std::vector<Cycle>& cycles = {}) {
  Grown grown;
  grown.equilibria = findEquilibria(problem)->found;
  grown.branches = growManifolds(problem, grown.equilibria, cycles).value();
  for (const ManifoldBranch& b : grown.branches) EXPECT_EQ(b.times.size(), b.curve.size());
  return grown;
}

double largest(const Curve& curve, std::size_t i) {
  double value = curve[0][i];
  for (std::size_t k = 0; k < curve.size(); ++k) value = std::max(value, curve[k][i]);
  return value;
}

// W^u: y = x^2 / 3, W^s: x = 0.
TEST(GrowManifolds, FollowsAManifoldKnownInClosedForm) {
  const Grown grown = grow(problemOf("x'=x\ny'=-y+x^2\n@ xlo=-3,xhi=3,ylo=-3,yhi=3,xp=x,yp=y\ndone\n"));
  ASSERT_EQ(grown.branches.size(), 4u);
  for (const int side : {1, -1}) {
    const ManifoldBranch& u = grown.unstable(side);
    EXPECT_EQ(u.ends.kind, Kind::infinity);
    EXPECT_EQ(u.curve.front()[0], 0);
    for (std::size_t k = 0; k < u.curve.size(); ++k) {
      const double x = u.curve[k][0];
      EXPECT_NEAR(u.curve[k][1], x * x / 3, 1e-7 * (1 + x * x));
      EXPECT_GE(side * x, 0);
    }
    EXPECT_GT(std::fabs(u.curve.back()[0]), 3);
    const ManifoldBranch& s = grown.stable(side);
    for (std::size_t k = 0; k < s.curve.size(); ++k) EXPECT_NEAR(s.curve[k][0], 0, 1e-12);
    EXPECT_LT(s.times.back(), 0);
  }
}

TEST(GrowManifolds, SendsBothUnstableBranchesOfTheExcitableNeuronToTheRestState) {
  const std::string text(builtInText("morris-lecar").value());
  const Grown grown = grow(problemOf(text, {{"I_ext", 30}, {"V3", 12}}));
  ASSERT_EQ(grown.equilibria.size(), 3u);
  ASSERT_EQ(grown.branches.size(), 4u);
  for (const int side : {1, -1}) {
    EXPECT_EQ(grown.unstable(side).equilibrium, 1);
    EXPECT_EQ(grown.unstable(side).ends, (BranchDestination{Kind::equilibrium, 0}));
    EXPECT_LT(grown.unstable(side).curve.size(), 1000u);
  }
  EXPECT_NEAR(largest(grown.unstable(1).curve, 0), 29.020923, 1e-6);
  EXPECT_NEAR(largest(grown.unstable(-1).curve, 0), grown.equilibria[1].state[0], 1e-9);
}

// Energy y^2/2 - x^2/2 + x^4/4 is conserved: both unstable branches return to the saddle.
TEST(GrowManifolds, ClosesTheHomoclinicLoopsOfTheDuffingOscillator) {
  const Grown grown = grow(problemOf("x'=y\ny'=x-x^3\n@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=x,yp=y\ndone\n"));
  ASSERT_EQ(grown.equilibria.size(), 3u);
  ASSERT_EQ(grown.branches.size(), 4u);
  for (const ManifoldBranch& b : grown.branches) {
    EXPECT_EQ(b.ends, (BranchDestination{Kind::equilibrium, 1}));
    EXPECT_NEAR(largest(b.curve, 0), b.side > 0 ? std::sqrt(2.0) : 0, 1e-6);
    for (std::size_t k = 0; k < b.curve.size(); ++k) {
      const double x = b.curve[k][0], y = b.curve[k][1];
      EXPECT_NEAR(y * y / 2 - x * x / 2 + x * x * x * x / 4, 0, 1e-6);
    }
  }
}

// With a little friction the same branches miss the saddle.
TEST(GrowManifolds, DoesNotCallANearMissAConnection) {
  const std::string text = "par d=0.2\nx'=y\ny'=x-x^3-d*y\n@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=x,yp=y\ndone\n";
  const Grown grown = grow(problemOf(text, {{"d", 1e-4}}));
  ASSERT_EQ(grown.equilibria.size(), 3u);
  for (const int side : {1, -1}) EXPECT_NE(grown.unstable(side).ends, (BranchDestination{Kind::equilibrium, 1}));
  const Grown damped = grow(problemOf(text));
  EXPECT_EQ(damped.unstable(1).ends, (BranchDestination{Kind::equilibrium, 2}));
  EXPECT_EQ(damped.unstable(-1).ends, (BranchDestination{Kind::equilibrium, 0}));
}

// Weakly damped, the foci attract so slowly that only the decay of the turns tells where the branches end.
TEST(GrowManifolds, WindsIntoWeakFoci) {
  const Grown grown = grow(problemOf("x'=y\ny'=x-x^3-0.01*y\n@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=x,yp=y\ndone\n"));
  ASSERT_EQ(grown.equilibria.size(), 3u);
  EXPECT_EQ(grown.unstable(1).ends.kind, Kind::equilibrium);
  EXPECT_NE(grown.unstable(1).ends.index, 1);
  EXPECT_EQ(grown.unstable(-1).ends.kind, Kind::equilibrium);
  EXPECT_EQ(grown.unstable(1).ends.index + grown.unstable(-1).ends.index, 2);  // one each, by symmetry
  for (const ManifoldBranch& b : grown.branches) EXPECT_LT(b.curve.size(), 5000u);
}

// Two competing species: the saddle's branches go to degenerate nodes at (1, 0) and (0, 1).
TEST(GrowManifolds, EndsAtDegenerateNodes) {
  const Grown grown =
      grow(problemOf("x'=x*(1-x-2*y)\ny'=y*(1-y-2*x)\n@ xlo=-0.2,xhi=1.5,ylo=-0.2,yhi=1.5,xp=x,yp=y\ndone\n"));
  ASSERT_EQ(grown.equilibria.size(), 4u);
  EXPECT_EQ(grown.unstable(1, 2).ends, (BranchDestination{Kind::equilibrium, 3}));
  EXPECT_EQ(grown.unstable(-1, 2).ends, (BranchDestination{Kind::equilibrium, 1}));
  EXPECT_EQ(grown.stable(-1, 2).ends, (BranchDestination{Kind::equilibrium, 0}));
}

TEST(GrowManifolds, ConnectsTheSaddlesOfThePendulum) {
  const Grown grown = grow(problemOf("x'=y\ny'=-sin(x)\n@ xlo=-5,xhi=5,ylo=-3,yhi=3,xp=x,yp=y\ndone\n"));
  ASSERT_EQ(grown.equilibria.size(), 3u);
  EXPECT_EQ(grown.unstable(1, 0).ends, (BranchDestination{Kind::equilibrium, 2}));
  EXPECT_EQ(grown.unstable(-1, 2).ends, (BranchDestination{Kind::equilibrium, 0}));
  EXPECT_EQ(grown.stable(-1, 2).ends, (BranchDestination{Kind::equilibrium, 0}));
}

TEST(GrowManifolds, ExchangesStableAndUnstableWhenTimeRunsBackward) {
  const std::string window = "@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=x,yp=y\ndone\n";
  const Grown forward = grow(problemOf("x'=y\ny'=x-x^3-0.3*y\n" + window));
  const Grown backward = grow(problemOf("x'=-y\ny'=-(x-x^3-0.3*y)\n" + window));
  for (const int side : {1, -1}) {
    EXPECT_EQ(forward.unstable(side).ends, backward.stable(side).ends);
    EXPECT_NEAR(largest(forward.unstable(side).curve, 1), largest(backward.stable(side).curve, 1), 1e-6);
  }
}

// In polar coordinates r' = r (1 - r^2)(4 - r^2)/4 and phi' = (4 - r^2)/2 + (r^2 - 1)(1/2 - r cos(phi)/2)/3: the unit
// circle is a stable cycle of period 2 pi / 1.5, and the circle r = 2, which repels, carries a node and a
// saddle at phi = 60 and -60 degrees. The saddle's unstable manifold is inner and outer.
TEST(GrowManifolds, EndsOnACycle) {
  const Problem problem = problemOf(
      "q=x^2+y^2\ng=(1-q)*(4-q)/4\nw=(4-q)/2+(q-1)*(0.5-x/2)/3\nx'=x*g-y*w\ny'=y*g+x*w\n"
      "@ xlo=-3,xhi=3,ylo=-3.1,yhi=3,xp=x,yp=y\ndone\n");
  Cycle circle;
  circle.period = 2 * std::numbers::pi / 1.5;
  circle.stability = Stability::stable;
  circle.orbit.dimension = 2;
  for (int k = 0; k <= 400; ++k)
    circle.orbit.append({std::cos(k * std::numbers::pi / 200), std::sin(k * std::numbers::pi / 200)});
  const Grown grown = grow(problem, {circle});
  ASSERT_EQ(grown.equilibria.size(), 3u);
  int onCycle = 0, outward = 0;
  for (const ManifoldBranch& b : grown.branches) {
    if (b.kind == ManifoldBranch::Kind::stable) {
      ASSERT_EQ(b.ends.kind, Kind::equilibrium);
      EXPECT_GT(grown.equilibria[static_cast<std::size_t>(b.ends.index)].state[1], 1);
      continue;
    }
    onCycle += b.ends == BranchDestination{Kind::cycle, 0} ? 1 : 0;
    outward += b.ends.kind == Kind::infinity ? 1 : 0;
    EXPECT_LT(b.curve.size(), 3000u);
  }
  EXPECT_EQ(onCycle, 1);
  EXPECT_EQ(outward, 1);
  // Without the cycle, where that branch ends cannot be known; it stops all the same once it repeats itself.
  for (const ManifoldBranch& b : grow(problem).branches) {
    EXPECT_NE(b.ends.kind, Kind::cycle);
    if (b.ends.kind == Kind::unresolved) {
      EXPECT_LT(b.times.back(), 20 * circle.period);
    }
  }
}

// Only the unstable manifold has dimension one: z = x^2/3, y = x^3/15 (from y' = -2 y + x z).
TEST(GrowManifolds, GrowsInSpaceOnlyWhatHasDimensionOne) {
  const Grown grown =
      grow(problemOf("x'=x\ny'=-2*y+x*z\nz'=-z+x^2\n"
                     "#: range x -2..2\n#: range y -2..2\n#: range z -2..2\ndone\n"));
  ASSERT_EQ(grown.equilibria.size(), 1u);
  ASSERT_EQ(grown.branches.size(), 2u);
  for (const ManifoldBranch& b : grown.branches) {
    EXPECT_EQ(b.kind, ManifoldBranch::Kind::unstable);
    for (std::size_t k = 0; k < b.curve.size(); ++k) {
      const double x = b.curve[k][0];
      EXPECT_NEAR(b.curve[k][2], x * x / 3, 1e-6 * (1 + x * x));
      EXPECT_NEAR(b.curve[k][1], x * x * x / 15, 1e-6 * (1 + std::fabs(x * x * x)));
    }
  }
}

TEST(GrowManifolds, EndsAtInfinityWhereSolutionsExplode) {
  const Grown grown = grow(problemOf("x'=x+x^3\ny'=-y\n@ xlo=-1,xhi=1,ylo=-1,yhi=1,xp=x,yp=y\ndone\n"));
  for (const int side : {1, -1}) EXPECT_EQ(grown.unstable(side).ends.kind, Kind::infinity);
}

TEST(GrowManifolds, StopsWhenAsked) {
  std::stop_source source;
  source.request_stop();
  const Problem problem = problemOf("x'=x\ny'=-y\ndone\n");
  const auto result = growManifolds(problem, findEquilibria(problem)->found, {}, {}, source.get_token());
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Error::Code::cancelled);
}

}  // namespace
}  // namespace separatrix
