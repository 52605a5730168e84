#include "core/phaseplane/direction_field.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/fields.hpp"

namespace separatrix {
namespace {

using namespace test;

TEST(ComputeDirections, GivesUnitVectorsInFractionsOfTheWindowAtTheCentersOfTheCells) {
  Problem problem = linearProblem(0, 1, -1, 0);  // x' = y, y' = -x
  problem.box = {{-2, 2}, {-1, 1}};
  const DirectionField field = computeDirections(problem, 4, 2);
  ASSERT_EQ(field.x.size(), 8u);
  EXPECT_EQ(field.x[0], -1.5);
  EXPECT_EQ(field.y[0], -0.5);
  EXPECT_EQ(field.x[5], -0.5);
  EXPECT_EQ(field.y[5], 0.5);
  for (std::size_t k = 0; k < field.x.size(); ++k) {
    const double u = field.y[k] / 4, v = -field.x[k] / 2;
    EXPECT_NEAR(field.speed[k], std::hypot(u, v), 1e-15);
    EXPECT_NEAR(field.dx[k] * field.speed[k], u, 1e-15);
    EXPECT_NEAR(field.dy[k] * field.speed[k], v, 1e-15);
  }
}

TEST(ComputeDirections, ShowsNothingWhereTheFieldHasNoValueOrVanishes) {
  const DirectionField field = computeDirections(makeProblem({{-3, 3}, {-1, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{log(x[0]), x[1]};
  }), 3, 1);
  EXPECT_EQ(field.speed[0], 0);
  EXPECT_EQ(field.dx[0], 0);
  EXPECT_EQ(field.speed[1], 0);
  EXPECT_NEAR(field.dx[2], 1, 1e-15);
}

TEST(ComputeDirections, HasOneRowOnAPhaseLineAndHoldsTheOtherVariablesInSpace) {
  const DirectionField line = computeDirections(makeProblem({{-1, 1}}, [](const Expressions& x, const Expressions&) { return Expressions{-x[0]}; }), 2, 9);
  EXPECT_EQ(line.rows, 1);
  EXPECT_EQ(line.dx, (std::vector<double>{1, -1}));
  EXPECT_EQ(line.dy, (std::vector<double>{0, 0}));
  Problem space = makeProblem({{-1, 1}, {-1, 1}, {-1, 1}}, [](const Expressions& x, const Expressions&) { return Expressions{x[2], x[0], x[1]}; });
  space.plane = {2, 0, {0, 0.25, 0}};  // x axis x2, y axis x0, x1 = 0.25 held: (x2', x0') = (0.25, x2)
  const DirectionField field = computeDirections(space, 1, 1);
  EXPECT_NEAR(field.speed[0], 0.125, 1e-15);
  EXPECT_NEAR(field.dx[0], 1, 1e-15);
}

}  // namespace
}  // namespace separatrix
