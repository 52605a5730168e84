#include "core/phaseplane/basins.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"
#include "core/phaseplane/orbit_raster.hpp"
#include "tests/core/fields.hpp"

namespace separatrix {
namespace {

using Kind = BranchDestination::Kind;

Portrait portraitOf(const std::string& name, const std::string& step = {}) {
  const auto model = readOde(*builtInText(name), name).model;
  Problem problem = defaultProblem(model);
  if (!step.empty())
    for (const auto& [parameter, value] : model->presetNamed(step)->assignments)
      problem.parameters[static_cast<std::size_t>(*model->parameterNamed(parameter))] = value;
  return computePortrait(problem).value();
}

struct Cell {
  double x, y;
  BranchDestination goesTo;
};

std::vector<Cell> cellsOf(const Portrait& portrait, const Basins& basins) {
  const Box& box = portrait.problem.box;
  const auto i = static_cast<std::size_t>(portrait.problem.plane.i), j = static_cast<std::size_t>(portrait.problem.plane.j);
  std::vector<Cell> cells;
  for (int r = 0; r < basins.rows; ++r)
    for (int c = 0; c < basins.columns; ++c)
      cells.push_back({box[i].lo + box[i].width() * (c + 0.5) / basins.columns,
                       box[j].lo + box[j].width() * (r + 0.5) / basins.rows,
                       basins.attractors[static_cast<std::size_t>(basins.at(c, r))]});
  return cells;
}

// x' = mu - x^2: everything right of the saddle goes to the node, everything left of it to infinity.
TEST(Basins, OfTheSaddleNodeAreKnown) {
  const Portrait portrait = portraitOf("saddle-node", "a");
  const Basins basins = computeBasins(portrait, {.columns = 50, .rows = 30}).value();
  EXPECT_EQ(basins.cells.size(), 1500u);
  EXPECT_TRUE(basins.finished);
  for (const Cell& cell : cellsOf(portrait, basins)) {
    if (std::fabs(cell.x + 1) < 1e-9) continue;  // on the saddle's stable manifold
    if (cell.x > -1)
      EXPECT_EQ(cell.goesTo, (BranchDestination{Kind::equilibrium, 1})) << cell.x << " " << cell.y;
    else
      EXPECT_EQ(cell.goesTo.kind, Kind::infinity) << cell.x << " " << cell.y;
  }
}

// r' = r (mu + nu r^2 - r^4): the unstable cycle r^2 = (nu - sqrt(nu^2 + 4 mu))/2 is the border.
TEST(Basins, OfFocusAndCycleMeetInTheUnstableCycle) {
  const Portrait portrait = portraitOf("bautin", "both");
  const Basins basins = computeBasins(portrait, {.columns = 120, .rows = 90}).value();
  ASSERT_EQ(basins.attractors.size(), 2u);
  const double border = std::sqrt((1 - std::sqrt(0.4)) / 2);
  for (const Cell& cell : cellsOf(portrait, basins)) {
    const double r = std::hypot(cell.x, cell.y);
    if (std::fabs(r - border) < 1e-5) continue;
    EXPECT_EQ(cell.goesTo.kind, r < border ? Kind::equilibrium : Kind::cycle) << r;
  }
  EXPECT_LT(basins.integrated, 120 * 90 / 3);
}

// x = 0 divides the plane.
TEST(Basins, OfThePitchforkLieOnBothSidesOfTheSaddle) {
  const Portrait portrait = portraitOf("pitchfork", "super");
  const Basins basins = computeBasins(portrait, {.columns = 41, .rows = 20}).value();
  for (const Cell& cell : cellsOf(portrait, basins)) {
    if (std::fabs(cell.x) < 1e-9) continue;
    EXPECT_EQ(portrait.equilibria[static_cast<std::size_t>(cell.goesTo.index)].state[0], cell.x > 0 ? 1 : -1);
  }
}

void expectBordersOnManifolds(const Portrait& portrait, int size) {
  const Basins basins = computeBasins(portrait, {.columns = size, .rows = size}).value();
  std::vector<OrbitRaster> curves;
  for (const ManifoldBranch& branch : portrait.manifolds)
    if (branch.kind == ManifoldBranch::Kind::stable) curves.emplace_back(portrait.problem, branch.curve, size, size);
  for (const Cycle& cycle : portrait.cycles)
    if (cycle.stability == Stability::unstable) curves.emplace_back(portrait.problem, cycle.orbit, size, size);
  const auto cells = cellsOf(portrait, basins);
  int borders = 0;
  for (int r = 0; r + 1 < size; ++r) {
    for (int c = 0; c + 1 < size; ++c) {
      const Cell& cell = cells[static_cast<std::size_t>(r * size + c)];
      if (basins.at(c, r) == basins.at(c + 1, r) && basins.at(c, r) == basins.at(c, r + 1)) continue;
      ++borders;
      const double x[2] = {cell.x, cell.y};
      EXPECT_TRUE(std::ranges::any_of(curves, [&](const OrbitRaster& curve) { return curve.holds(x); }))
          << cell.x << " " << cell.y;
    }
  }
  EXPECT_GT(borders, size / 2);
}

TEST(Basins, BordersAgreeWithTheStableManifoldsToOneCell) {
  expectBordersOnManifolds(portraitOf("duffing", "a"), 100);
  expectBordersOnManifolds(portraitOf("cusp", "tilted"), 100);
}

TEST(Basins, BordersAgreeWithTheUnstableCycleToOneCell) { expectBordersOnManifolds(portraitOf("morris-lecar", "d"), 150); }

TEST(Basins, InheritedCellsAreWhatFollowingThemGives) {
  for (const auto& [name, step] : {std::pair{"duffing", "a"}, {"morris-lecar", "a"}, {"morris-lecar", "d"}, {"bogdanov-takens", "focus"},
                                   {"attracting-not-stable", "b"}, {"fitzhugh-nagumo-cubic", "b"}, {"selkov", "middle"}}) {
    const Portrait portrait = portraitOf(name, step);
    ComputeBasinsOptions options{.columns = 70, .rows = 60};
    const Basins quick = computeBasins(portrait, options).value();
    options.everyCell = true;
    const Basins careful = computeBasins(portrait, options).value();
    EXPECT_EQ(careful.integrated, 70 * 60);
    int different = 0;
    for (std::size_t k = 0; k < quick.cells.size(); ++k)
      different += quick.attractors[static_cast<std::size_t>(quick.cells[k])] !=
                   careful.attractors[static_cast<std::size_t>(careful.cells[k])];
    EXPECT_EQ(different, 0) << name << " " << step;
    EXPECT_LT(quick.integrated, careful.integrated / 2) << name;
  }
}

TEST(Basins, OrbitsAroundACenterGoNowhere) {
  const Portrait portrait = portraitOf("lotka-volterra", "a");
  const Basins basins = computeBasins(portrait, {.columns = 40, .rows = 40, .maximalSteps = 500}).value();
  EXPECT_EQ(basins.evidence, Evidence::heuristic);
  const double around[2] = {2, 2};
  const auto cells = cellsOf(portrait, basins);
  const auto near = std::ranges::min_element(cells, {}, [&](const Cell& c) { return std::hypot(c.x - around[0], c.y - around[1]); });
  EXPECT_EQ(near->goesTo.kind, Kind::unresolved);
}

TEST(Basins, AreSeenInAPlaneOfALargerSystem) {
  const Portrait portrait = portraitOf("hodgkin-huxley", "b");
  ASSERT_EQ(portrait.cycles.size(), 1u);
  const Basins basins = computeBasins(portrait, {.columns = 8, .rows = 8}).value();
  for (const Cell& cell : cellsOf(portrait, basins)) EXPECT_EQ(cell.goesTo.kind, Kind::cycle) << cell.x << " " << cell.y;
}

TEST(Basins, OfAOneDimensionalFlowAreOneRow) {
  const Portrait portrait = portraitOf("membrane", "rest");
  const Basins basins = computeBasins(portrait, {.columns = 64, .rows = 64}).value();
  EXPECT_EQ(basins.rows, 1);
  EXPECT_EQ(basins.cells, std::vector<int>(64, 0));
}

TEST(Basins, AreShownFromCoarseToFine) {
  const Portrait portrait = portraitOf("duffing", "a");
  std::vector<Basins> shown;
  const auto basins = computeBasins(portrait, {.columns = 64, .rows = 48}, [&](const Basins& b) { shown.push_back(b); });
  ASSERT_EQ(shown.size(), 5u);
  for (const Basins& b : shown) {
    EXPECT_EQ(b.cells.size(), 64u * 48u);
    EXPECT_TRUE(std::ranges::all_of(b.cells, [&](int k) { return k >= 0 && k < static_cast<int>(b.attractors.size()); }));
    EXPECT_EQ(b.finished, &b == &shown.back());
  }
  EXPECT_EQ(shown.back(), *basins);
}

TEST(Basins, RefuseMapsAndStopWhenTold) {
  EXPECT_EQ(computeBasins(portraitOf("henon")).error().code, Error::Code::usage);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(computeBasins(portraitOf("duffing"), {}, {}, stop.get_token()).error().code, Error::Code::cancelled);
  EXPECT_EQ(computeBasins(portraitOf("duffing"), {.columns = 1}).error().code, Error::Code::usage);
}

}  // namespace
}  // namespace separatrix
