#include "core/figure/draw_figure.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/figure/sample_figure.hpp"

namespace separatrix {
namespace {

const PaperFrame kFrame{0, 0, 400, 200, {-2, 2}, {-1, 1}, 1};
const Style kLight = style(StyleName::light);

template <class Kind>
std::vector<Kind> only(const Marks& marks) {
  std::vector<Kind> kept;
  for (const Mark& mark : marks)
    if (const auto* kind = std::get_if<Kind>(&mark)) kept.push_back(*kind);
  return kept;
}

Figure lineFigure(Layer layer, Role role, std::vector<double> arrows, bool reversed) {
  Figure figure;
  figure.lines.push_back({layer, role, Curve{2, {-1, 0, 1, 0}}, std::move(arrows), reversed, "x"});
  return figure;
}

TEST(DrawLayer, PutsAnArrowheadAtEachFractionPointingAlongOrAgainstTheCurve) {
  for (const bool reversed : {false, true}) {
    const auto paths = only<PathMark>(drawLayer(lineFigure(Layer::orbits, Role::orbit, {0.25, 0.5}, reversed), Layer::orbits, kLight, kFrame));
    ASSERT_EQ(paths.size(), 3u);  // the line, two heads
    const PaperLine& head = paths[2].pieces[0];
    EXPECT_NEAR((head[0].x + head[1].x) / 2, 200, 1e-9);
    EXPECT_EQ(head[0].x > head[1].x, !reversed);
    EXPECT_DOUBLE_EQ(head[0].y, 100);
  }
}

TEST(DrawLayer, MeasuresArrowsOnTheVisiblePart) {
  Figure figure;
  figure.lines.push_back({Layer::orbits, Role::orbit, Curve{2, {0, 0, 1000, 0}}, {0.5}, false, "o1"});
  const auto paths = only<PathMark>(drawLayer(figure, Layer::orbits, kLight, kFrame));
  ASSERT_EQ(paths.size(), 2u);
  EXPECT_NEAR((paths[1].pieces[0][0].x + paths[1].pieces[0][1].x) / 2, 300, 1e-9);
}

TEST(DrawLayer, CurvesAboveEquilibriaEndAtTheirEdge) {
  Figure figure = lineFigure(Layer::cycles, Role::stableCycle, {}, false);
  figure.markers.push_back({Layer::equilibria, Role::unstableEquilibrium, 0, 0, "e1"});
  const auto cut = only<PathMark>(drawLayer(figure, Layer::cycles, kLight, kFrame));
  ASSERT_EQ(cut.size(), 1u);
  EXPECT_EQ(cut[0].pieces.size(), 2u);
  figure.show(Layer::equilibria, false);
  EXPECT_EQ(only<PathMark>(drawLayer(figure, Layer::cycles, kLight, kFrame))[0].pieces.size(), 1u);
}

TEST(DrawLayer, FieldArrowsHaveOneLengthOnPaperAndTheDirectionOfTheField) {
  Figure figure;
  figure.arrows.push_back({Layer::field, Role::fieldArrow, {-1, 0, 1}, {0, 0, 0}, {1, 0, 3}, {1, -5, 3}});
  const auto paths = only<PathMark>(drawLayer(figure, Layer::field, kLight, kFrame));
  ASSERT_EQ(paths.size(), 2u);
  ASSERT_EQ(paths[1].pieces.size(), 3u);
  for (std::size_t k = 0; k < 3; ++k) {
    const PaperPoint tail = paths[0].pieces[k][0], tip = paths[1].pieces[k][0];
    EXPECT_NEAR(std::hypot(tip.x - tail.x, tip.y - tail.y), 8, 1e-9);
  }
  const PaperPoint tail = paths[0].pieces[0][0], tip = paths[1].pieces[0][0];
  EXPECT_NEAR((tail.y - tip.y) / (tip.x - tail.x), 0.5, 1e-9);  // (1, 1) of the window on paper twice as wide as high
}

TEST(DrawLayer, HatchingStaysInItsBox) {
  const auto paths = only<PathMark>(drawLayer(testing::sampleFigure(), Layer::nullclines, kLight, kFrame));
  const PathMark& hatch = paths.front();
  EXPECT_GT(hatch.pieces.size(), 10u);
  for (const PaperLine& line : hatch.pieces)
    for (const PaperPoint& p : line) EXPECT_TRUE(p.x >= 300 && p.x <= 400 && p.y >= 150 - 1e-9 && p.y <= 200 + 1e-9) << p.x << " " << p.y;
}

TEST(DrawLayer, EachStabilityLooksDifferent) {
  const auto drawn = [](Role role) {
    Figure figure;
    figure.markers.push_back({Layer::equilibria, role, 0, 0, "e1"});
    return drawLayer(figure, Layer::equilibria, kLight, kFrame);
  };
  const auto disc = only<DiscMark>(drawn(Role::stableEquilibrium)), circle = only<DiscMark>(drawn(Role::unstableEquilibrium));
  EXPECT_EQ(disc[0].fill, kLight.ink);
  EXPECT_EQ(circle[0].fill, kLight.background);
  EXPECT_EQ(only<PathMark>(drawn(Role::saddleEquilibrium)).size(), 2u);
  EXPECT_EQ(only<DiscMark>(drawn(Role::nonhyperbolicEquilibrium)).size(), 1u);
  EXPECT_EQ(only<PathMark>(drawn(Role::nonhyperbolicEquilibrium)).size(), 1u);
}

TEST(DrawLayer, DrawsNothingInAWindowWithoutWidth) {
  PaperFrame flat = kFrame;
  flat.x = {1, 1};
  for (const Layer layer : kLayers) EXPECT_TRUE(drawLayer(testing::sampleFigure(), layer, kLight, flat).empty());
}

TEST(HitFigure, PicksMarkersBeforeCurvesNearestFirstAndOnlyWhatIsShown) {
  const Figure figure = testing::sampleFigure();
  const auto hit = [&](double x, double y, double tolerance, const LayerSet& visible) {
    return hitFigure(figure, kLight, kFrame, {x, y}, tolerance, visible);
  };
  EXPECT_EQ(hit(203, 99, 8, figure.visible), "e1");
  EXPECT_EQ(hit(100, 104, 8, figure.visible), "n1");
  EXPECT_EQ(hit(100, 120, 8, figure.visible), std::nullopt);
  LayerSet without = figure.visible;
  without[static_cast<std::size_t>(Layer::equilibria)] = false;
  EXPECT_NE(hit(203, 99, 8, without), "e1");
}

TEST(LayOut, KeepsTheBoxInsideThePaperAndShowsTheNumbersOfTheAxes) {
  const PageLayout page = layOutPage(testing::sampleFigure(), {12, 8, 9});
  EXPECT_GT(page.frame.left, 10);
  EXPECT_LT(page.frame.right(), page.width);
  EXPECT_LT(page.frame.bottom(), page.height - 20);
  EXPECT_EQ(page.x.labels.front(), "−2.0");
  const PageLayout tiny = layOutPage(testing::sampleFigure(), {0.5, 0.5, 200});
  EXPECT_GT(tiny.frame.width, 0);
  EXPECT_GT(tiny.frame.height, 0);
}

}  // namespace
}  // namespace separatrix
