#include "core/figure/basin_cells.hpp"

#include <gtest/gtest.h>

#include "tests/core/fields.hpp"

namespace separatrix {
namespace {

TEST(BasinCells, AreColoredByAttractorAndLieBeneathOtherCells) {
  const Problem problem = test::linearProblem(-1, 0, 0, -1);
  Basins basins;
  basins.columns = 2;
  basins.rows = 2;
  basins.attractors = {{BranchDestination::Kind::equilibrium, 0},
                       {BranchDestination::Kind::cycle, 0},
                       {BranchDestination::Kind::infinity, -1},
                       {BranchDestination::Kind::unresolved, -1}};
  basins.cells = {0, 1, 2, 3};
  Figure figure;
  figure.cells.emplace_back();
  addBasins(figure, problem, basins);
  ASSERT_EQ(figure.cells.size(), 2u);
  EXPECT_EQ(figure.cells[0].cells, (std::vector<int>{0, 1, -1, -1}));
  EXPECT_EQ(figure.cells[0].columns, 2);
  EXPECT_EQ(figure.cells[0].x, problem.box[0]);
  EXPECT_EQ(figure.cells[0].y, problem.box[1]);
}

}  // namespace
}  // namespace separatrix
