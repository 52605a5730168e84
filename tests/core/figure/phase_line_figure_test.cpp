#include "core/figure/phase_line_figure.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/figure/portrait_of.hpp"

namespace separatrix {
namespace {

constexpr const char* kFold = "x'=r+x^2\npar r=-1\n#: range x -3..3\ndone\n";

TEST(PhaseLineFigure, ShowsTheRateAndTheEquilibriaOnItsZeros) {
  const Portrait portrait = portraitOf(kFold);
  const Interval rate = rateRange(portrait);
  EXPECT_TRUE(rate.contains(Interval(-1, 8)));
  const Figure figure = phaseLineFigure(portrait, rate);
  ASSERT_EQ(figure.markers.size(), 2u);
  EXPECT_NEAR(figure.markers[0].x, -1, 1e-12);
  EXPECT_EQ(figure.markers[0].role, Role::stableEquilibrium);
  EXPECT_EQ(figure.markers[1].role, Role::unstableEquilibrium);
  for (const FigureLine& line : figure.lines) {
    if (line.id != "n1") continue;
    for (std::size_t k = 0; k < line.curve.size(); ++k) EXPECT_NEAR(line.curve[k][1], line.curve[k][0] * line.curve[k][0] - 1, 1e-12);
  }
}

TEST(PhaseLineFigure, ItsArrowsPointWhereTheFieldDoes) {
  const Figure figure = phaseLineFigure(portraitOf(kFold), {-2, 9});
  double covered = 0;
  for (const FigureLine& line : figure.lines) {
    if (line.layer != Layer::field || line.arrows.empty()) continue;
    const double middle = (line.curve.front()[0] + line.curve.back()[0]) / 2;
    EXPECT_EQ(line.arrowsReversed, middle * middle - 1 < 0) << middle;
    covered += line.curve.back()[0] - line.curve.front()[0];
  }
  EXPECT_NEAR(covered, 6, 0.05);
}

TEST(PhaseLineFigure, ItsCurveDoesNotJoinTheSidesOfAPole) {
  const Portrait portrait = portraitOf("x'=1/(x-0.3217)\n#: range x -2..2\ndone\n");
  const Interval rate = rateRange(portrait);
  EXPECT_LT(rate.width(), 100);
  const Figure figure = phaseLineFigure(portrait, rate);
  for (const FigureLine& line : figure.lines) {
    if (line.id != "n1") continue;
    for (std::size_t k = 1; k < line.curve.size(); ++k) {
      const double a = line.curve[k - 1][1], b = line.curve[k][1];
      EXPECT_FALSE(std::isfinite(a) && std::isfinite(b) && a * b <= 0);
    }
  }
}

TEST(PhaseLineFigure, ItsRangeStandsStillWhileTheCurveMovesALittle) {
  const Interval rate = rateRange(portraitOf(kFold));
  EXPECT_EQ(rateRange(portraitOf("x'=r+x^2\npar r=-0.9\n#: range x -3..3\ndone\n"), rate), rate);
  EXPECT_FALSE(rateRange(portraitOf("x'=r+x^2\npar r=-90\n#: range x -3..3\ndone\n"), rate) == rate);
}

}  // namespace
}  // namespace separatrix
