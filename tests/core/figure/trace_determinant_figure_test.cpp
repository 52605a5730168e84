#include "core/figure/trace_determinant_figure.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/figure/eigenvector_marks.hpp"
#include "tests/core/figure/portrait_of.hpp"

namespace separatrix {
namespace {

// x' = x (x - 1) (x - 2) y^0, y' = -y: saddles at 0 and 2 (f' = 2), a node at 1 (f' = -1).
constexpr const char* kThree = "x'=x*(x-1)*(x-2)\ny'=-y\n#: range x -1..3\n#: range y -1..1\ndone\n";

TEST(TraceDeterminantFigure, PutsEachEquilibriumWhereItsMatrixIs) {
  const Portrait portrait = portraitOf(kThree);
  ASSERT_EQ(portrait.equilibria.size(), 3u);
  const Figure figure = traceDeterminantFigure(portrait, traceReach(portrait, 0));
  ASSERT_EQ(figure.markers.size(), 3u);
  const double tau[] = {1, -2, 1}, delta[] = {-2, 1, -2};
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_NEAR(figure.markers[k].x, tau[k], 1e-12);
    EXPECT_NEAR(figure.markers[k].y, delta[k], 1e-12);
    EXPECT_TRUE(figure.x.range.contains(figure.markers[k].x) && figure.y.range.contains(figure.markers[k].y));
    EXPECT_EQ(figure.markers[k].id, "e" + std::to_string(k + 1));
  }
}

TEST(TraceDeterminantFigure, ItsParabolaIsWhereFociBecomeNodes) {
  const Figure figure = traceDeterminantFigure(portraitOf(kThree), 5);
  ASSERT_FALSE(figure.lines.empty());
  const Curve& parabola = figure.lines.front().curve;
  for (std::size_t k = 0; k < parabola.size(); ++k) EXPECT_NEAR(parabola[k][0] * parabola[k][0], 4 * parabola[k][1], 1e-12);
}

TEST(TraceDeterminantFigure, ItsReachStandsStillUnderAMovingPoint) {
  const Portrait portrait = portraitOf(kThree);
  const double reach = traceReach(portrait, 0);
  EXPECT_EQ(traceReach(portrait, reach), reach);
  EXPECT_EQ(traceReach(portrait, 2 * reach), 2 * reach);
  EXPECT_LT(traceReach(portrait, 1000 * reach), 1000 * reach);
  EXPECT_GT(traceReach(portrait, reach / 10), reach / 10);
}

TEST(TraceDeterminantFigure, HasNoMarkersForOtherSystems) {
  EXPECT_TRUE(traceDeterminantFigure(portraitOf("x'=-x\ny'=-y\nz'=-z\ndone\n"), 1).markers.empty());
}

TEST(Eigenvectors, AreDrawnAlongRealDirectionsOnly) {
  const Portrait saddle = portraitOf("x'=x\ny'=-y\n#: range x -2..2\n#: range y -1..1\ndone\n");
  Figure figure;
  figure.x.range = {-2, 2};
  figure.y.range = {-1, 1};
  addEigenvectors(figure, saddle, 0, 0.1);
  ASSERT_EQ(figure.lines.size(), 4u);
  for (const FigureLine& line : figure.lines) {
    const bool along = line.role == Role::unstableManifold;
    EXPECT_NEAR(std::fabs(line.curve[1][0]), along ? 0.4 : 0, 1e-12);  // a tenth of the window
    EXPECT_NEAR(std::fabs(line.curve[1][1]), along ? 0 : 0.2, 1e-12);
    EXPECT_EQ(line.arrowsReversed, !along);
  }
  const Portrait focus = portraitOf("x'=-x+y\ny'=-x-y\n#: range x -2..2\n#: range y -1..1\ndone\n");
  Figure empty;
  addEigenvectors(empty, focus, 0);
  EXPECT_TRUE(empty.lines.empty());
}

}  // namespace
}  // namespace separatrix
