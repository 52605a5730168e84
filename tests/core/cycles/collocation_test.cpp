#include "core/cycles/collocation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/cycles/collocation_orbit.hpp"
#include "core/cycles/shoot.hpp"
#include "core/model/unfold.hpp"
#include "tests/core/cycles/cycle_models.hpp"

namespace separatrix {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;

struct Solved {
  CollocatedOrbit orbit;
  Collocation solver;
  bool converged = false;
  double period = 0, parameter = 0;
};

CollocationProblem problemFor(const Problem& problem, int parameter, double unit) {
  const int free[] = {parameter};
  CollocationProblem p{unfold(*problem.model->program, free), problem.parameters, {}, {unit}};
  for (const Interval& range : problem.box) p.scale.push_back(range.width());
  return p;
}

// The cycle that starts on the orbit of a known one, its parameter held.
Solved solve(const Problem& problem, const Cycle& known, int intervals, bool adapt) {
  Collocation solver(problemFor(problem, 0, 1));
  CollocatedOrbit orbit{{problem.model->dimension(), intervals, 1}, uniformMesh(intervals), {}};
  const auto guess = [&] {
    orbit.u.assign(orbit.shape.size(), 0);
    const auto at = [&](double t, int i) {
      const double time = t * known.period;
      std::size_t k = 1;
      while (k + 1 < known.times.size() && known.times[k] < time) ++k;
      const double part = (time - known.times[k - 1]) / (known.times[k] - known.times[k - 1]);
      const auto c = static_cast<std::size_t>(i);
      return ((1 - part) * known.orbit[k - 1][c] + part * known.orbit[k][c]) / solver.problem().scale[c];
    };
    const double c[] = {0, 0.06943184420297371, 0.33000947820757187, 0.6699905217924281, 0.9305681557970263};
    for (int j = 0; j < intervals; ++j)
      for (int i = 0; i < orbit.shape.n; ++i) {
        const double t = orbit.mesh[static_cast<std::size_t>(j)], h = orbit.mesh[static_cast<std::size_t>(j) + 1] - t;
        orbit.u[orbit.shape.mesh(j, i)] = at(t, i);
        for (int s = 0; s < 4; ++s) orbit.u[orbit.shape.stage(j, s, i)] = at(t + h * c[s + 1], i);
      }
    orbit.u[orbit.shape.period()] = std::log(known.period);
    orbit.u[orbit.shape.parameter(0)] = problem.parameters[0];
  };
  guess();
  bool converged = false;
  for (int round = 0; round < (adapt ? 3 : 1); ++round) {
    if (round > 0) {
      const std::vector<double> mesh = adaptMesh(orbit, solver.problem().signs, intervals).mesh;
      orbit.u = onMesh(orbit, orbit.u, mesh);
      orbit.mesh = mesh;
    }
    CollocationRow held{std::vector<double>(orbit.shape.size(), 0.0), problem.parameters[0]};
    held.weights[orbit.shape.parameter(0)] = 1;
    converged = false;
    for (int k = 0; k < 20 && !converged; ++k) {
      const CollocationRow rows[] = {phaseRow(orbit), held};
      if (!solver.linearize(orbit.mesh, orbit.u, rows)) break;
      std::vector<double> step;
      solver.newtonStep(step);
      double size = 0;
      for (std::size_t q = 0; q < step.size(); ++q) {
        size = std::max(size, std::fabs(step[q]));
        orbit.u[q] += step[q];
      }
      converged = size < 1e-11;
    }
  }
  const double period = std::exp(orbit.u[orbit.shape.period()]);
  return {orbit, std::move(solver), converged, period, orbit.u[orbit.shape.parameter(0)]};
}

Cycle circle(double radius) {
  Cycle cycle;
  cycle.period = 1.01 * kTurn;
  for (int k = 0; k <= 200; ++k) {
    const double angle = kTurn * k / 200;
    cycle.orbit.append({1.01 * radius * std::cos(angle), radius * std::sin(angle)});
    cycle.times.push_back(cycle.period * k / 200);
  }
  return cycle;
}

TEST(Collocation, TheHopfNormalFormHasItsCircleItsPeriodAndItsMultiplier) {
  const Problem problem = problemOf(radialText("a-q"), {{"a", 0.1}});
  const Solved solved = solve(problem, circle(std::sqrt(0.1)), 20, false);
  ASSERT_TRUE(solved.converged);
  EXPECT_NEAR(solved.period, kTurn, 1e-10);
  EXPECT_NEAR(solved.solver.divergence(), -2 * kTurn * 0.1, 1e-9);
  for (const Interval& extreme : extremaOf(solved.orbit, solved.solver.problem().scale))
    EXPECT_NEAR(extreme.hi, std::sqrt(0.1), 1e-7);
}

TEST(Collocation, PeriodsConvergeWithOrderEight) {
  const Problem problem = problemOf("par a=1\nx'=y\ny'=a*(1-x^2)*y-x\n@ xlo=-3, xhi=3, ylo=-3, yhi=3, xp=x, yp=y\n");
  const auto known = shootCycle(problem, std::vector<double>{2.0, 0.0}, 6.66);
  ASSERT_TRUE(known.has_value());
  double before = 0;
  for (const int intervals : {24, 48, 96}) {
    const Solved solved = solve(problem, *known, intervals, false);
    ASSERT_TRUE(solved.converged) << intervals;
    const double error = std::fabs(solved.period - 6.66328685932313);
    if (before > 0 && error > 1e-12) {
      EXPECT_GT(before / error, 100) << intervals << ": " << error;
    }
    before = error;
  }
  EXPECT_LT(before, 1e-11);
}

TEST(Collocation, AgreesWithShootingOnMorrisLecar) {
  const struct {
    double I, V3, period, logMultiplier;
    double V, n;
  } rows[] = {{70, 12, 51.7633768321457, std::log(0.002976584265227434), 34.1, 0.2396},
              {90, 12, 27.16134322224817, std::log(1.4070274959052553), 15.537, 0.39314},
              {50.5, 2, 163.49898461243052, std::log(3508.427369907902), -9.0784, 0.17717}};
  for (const auto& row : rows) {
    const Problem problem = problemOf(kMorrisLecar, {{"I", row.I}, {"V3", row.V3}});
    const auto known = shootCycle(problem, std::vector<double>{row.V, row.n}, row.period);
    ASSERT_TRUE(known.has_value()) << row.I;
    const Solved solved = solve(problem, *known, 60, true);
    ASSERT_TRUE(solved.converged) << row.I;
    EXPECT_NEAR(solved.period, row.period, 1e-9 * row.period);
    EXPECT_NEAR(solved.solver.divergence(), row.logMultiplier, 1e-7);
  }
}

}  // namespace
}  // namespace separatrix
