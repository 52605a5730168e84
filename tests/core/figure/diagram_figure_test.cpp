#include "core/figure/diagram_figure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/figure/parameter_plane_figure.hpp"
#include "tests/core/figure/sample_diagram.hpp"

namespace separatrix {
namespace {

using Kind = DiagramQuantity::Kind;

std::vector<FigureLine> linesOf(const Figure& figure, Role role) {
  std::vector<FigureLine> found;
  std::ranges::copy_if(figure.lines, std::back_inserter(found), [role](const FigureLine& line) { return line.role == role; });
  return found;
}

TEST(DiagramFigure, ChangesFromThickToDashedExactlyAtTheSpecialPoint) {
  const Figure figure = diagramFigure(test::sampleDiagram());
  const auto stable = linesOf(figure, Role::stableBranch), unstable = linesOf(figure, Role::unstableBranch);
  ASSERT_EQ(stable.size(), 1u);
  ASSERT_EQ(unstable.size(), 1u);
  EXPECT_EQ(stable[0].curve.back()[0], 0);   // the Hopf point, between two computed points
  EXPECT_EQ(stable[0].curve.back()[1], -1);
  EXPECT_EQ(unstable[0].curve.front()[0], 0);
  EXPECT_EQ(stable[0].layer, Layer::equilibria);
  EXPECT_EQ(stable[0].id, "b1");
}

TEST(DiagramFigure, ShowsBothExtremaOfCyclesAsCirclesAtEvenDistances) {
  const Figure figure = diagramFigure(test::sampleDiagram());
  int circles = 0;
  for (const FigureMarker& marker : figure.markers) {
    if (marker.role != Role::unstableCyclePoint) continue;
    ++circles;
    EXPECT_NEAR(std::fabs(marker.y + 1), std::sqrt(-marker.x), 0.02);  // chords of the sampled parabola
    EXPECT_EQ(marker.layer, Layer::cycles);
  }
  EXPECT_GT(circles, 16);
  EXPECT_EQ(linesOf(figure, Role::unstableCycleBranch).size(), 2u);
}

TEST(DiagramFigure, LabelsItsSpecialPointsWithTheirCriticality) {
  const Figure figure = diagramFigure(test::sampleDiagram());
  ASSERT_EQ(figure.labels.size(), 2u);
  EXPECT_EQ(figure.labels[0].text, "H sub");
  EXPECT_EQ(figure.labels[1].text, "LP");
  EXPECT_EQ(figure.labels[1].x, 1);
}

TEST(DiagramFigure, OfThePeriodShowsCyclesAloneAndTheHopfPointAtTwoPiOverOmega) {
  const Figure figure = diagramFigure(test::sampleDiagram(), {Kind::period, 0});
  EXPECT_TRUE(linesOf(figure, Role::stableBranch).empty());
  ASSERT_EQ(linesOf(figure, Role::unstableCycleBranch).size(), 1u);
  ASSERT_EQ(figure.labels.size(), 1u);
  EXPECT_NEAR(figure.labels[0].y, 2 * M_PI, 1e-15);
  EXPECT_EQ(figure.y.range.lo, 0);
}

TEST(DiagramFigure, OfTheFrequencyIsOneOverThePeriod) {
  const Diagram diagram = test::sampleDiagram();
  const auto value = valueAt(diagram.branches[1], diagram.branches[1].points[19], {Kind::frequency, 0});
  ASSERT_TRUE(value);
  EXPECT_NEAR(value->lo, 2 / (2 * M_PI), 1e-15);
}

TEST(DiagramFigure, CutsAPeriodThatGrowsWithoutBound) {
  Diagram diagram = test::sampleDiagram();
  diagram.branches[1].points.back().period = 1e6;
  const Figure figure = diagramFigure(diagram, {Kind::period, 0});
  EXPECT_LT(figure.y.range.hi, 60);
}

TEST(DiagramFigure, OfNothingStillHasAxes) {
  Diagram diagram = test::sampleDiagram();
  diagram.branches.clear();
  diagram.specialPoints.clear();
  const Figure figure = diagramFigure(diagram);
  EXPECT_TRUE(figure.lines.empty() && figure.markers.empty());
  EXPECT_EQ(figure.y.range, Interval(-2, 2));
}

TEST(GhostOf, KeepsTheCurvesAndTheAxesAndNothingElse) {
  const Figure figure = diagramFigure(test::sampleDiagram()), ghost = ghostOf(figure);
  EXPECT_EQ(ghost.lines.size(), figure.lines.size());
  EXPECT_TRUE(ghost.labels.empty());
  EXPECT_TRUE(std::ranges::all_of(ghost.lines, [](const FigureLine& line) { return line.role == Role::ghost && line.id.empty(); }));
  EXPECT_EQ(ghost.x, figure.x);
}

TEST(ParameterPlaneFigure, DrawsTheCurvesByKindAndTellsNeutralSaddlesApart) {
  const Figure figure = parameterPlaneFigure(test::sampleParameterPlane());
  EXPECT_EQ(linesOf(figure, Role::foldCurve).size(), 1u);
  EXPECT_EQ(linesOf(figure, Role::neutralSaddleCurve).size(), 1u);
  EXPECT_TRUE(linesOf(figure, Role::hopfCurve).empty());
  ASSERT_EQ(figure.labels.size(), 2u);
  EXPECT_EQ(figure.labels[0].text, "CP");
  EXPECT_EQ(figure.labels[1].text, "LP");
  EXPECT_EQ(figure.y.label, "q");
}

}  // namespace
}  // namespace separatrix
