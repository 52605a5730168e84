#include "core/figure/visible_line.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace separatrix {
namespace {

const PaperFrame kFrame{10, 20, 100, 50, {0, 1}, {0, 1}, 1};

Curve curve(std::initializer_list<double> coordinates) { return {2, coordinates}; }

TEST(VisiblePieces, KeepsACurveInsideAsItIsWithYUpward) {
  const auto pieces = visiblePieces(curve({0, 0, 1, 1}), kFrame);
  ASSERT_EQ(pieces.size(), 1u);
  EXPECT_EQ(pieces[0], (PaperLine{{10, 70}, {110, 20}}));
}

TEST(VisiblePieces, CutsWhereTheCurveLeavesAndReenters) {
  const auto pieces = visiblePieces(curve({0.5, 0.5, 0.5, 1.5, 0.75, 1.5, 0.75, 0.5}), kFrame);
  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_EQ(pieces[0], (PaperLine{{60, 45}, {60, 20}}));
  EXPECT_EQ(pieces[1], (PaperLine{{85, 20}, {85, 45}}));
}

TEST(VisiblePieces, ACurveThatMissesTheFrameHasNone) {
  EXPECT_TRUE(visiblePieces(curve({-1, 0.5, 0.5, 2.5, 2, 0.5}), kFrame).empty());
}

TEST(VisiblePieces, ANumberThatIsNotFiniteBreaksTheCurve) {
  for (const double bad : {std::numeric_limits<double>::infinity(), std::nan("")}) {
    const auto pieces = visiblePieces(curve({0, 0.5, 0.25, 0.5, bad, 0.5, 0.5, 0.5, 1, 0.5}), kFrame);
    ASSERT_EQ(pieces.size(), 2u);
    EXPECT_EQ(pieces[0].back(), (PaperPoint{35, 45}));
    EXPECT_EQ(pieces[1].front(), (PaperPoint{60, 45}));
  }
}

TEST(VisiblePieces, SeesALineBetweenEndsBeyondAllMeasure) {
  const auto pieces = visiblePieces(curve({-1e300, 0.5, 1e300, 0.5}), kFrame);
  ASSERT_EQ(pieces.size(), 1u);
  EXPECT_EQ(pieces[0], (PaperLine{{10, 45}, {110, 45}}));
}

TEST(VisiblePieces, NeverLeaveTheFrame) {
  rc::check([](const std::vector<std::pair<int, int>>& points) {
    Curve wild;
    for (const auto& [x, y] : points) wild.append({x / 7.0, y * 1e3});
    for (const PaperLine& piece : visiblePieces(wild, kFrame)) {
      RC_ASSERT(piece.size() >= 2u);
      for (const PaperPoint& p : piece) RC_ASSERT(kFrame.contains(p));
    }
  });
}

TEST(CutOut, LeavesADiscFreeAndKeepsTheRest) {
  const std::vector<FreeDisc> discs = {{{50, 40}, 10}};
  const auto pieces = cutOut({{{0, 40}, {100, 40}}}, discs);
  ASSERT_EQ(pieces.size(), 2u);
  EXPECT_EQ(pieces[0], (PaperLine{{0, 40}, {40, 40}}));
  EXPECT_EQ(pieces[1], (PaperLine{{60, 40}, {100, 40}}));
  EXPECT_TRUE(cutOut({{{45, 40}, {55, 40}}}, discs).empty());
  EXPECT_EQ(cutOut({{{0, 0}, {100, 0}}}, discs).size(), 1u);
}

TEST(Simplify, KeepsACircleWithinItsToleranceWithFewPoints) {
  PaperLine circle;
  for (int k = 0; k <= 2000; ++k) circle.push_back({50 * std::cos(k * std::numbers::pi / 1000), 50 * std::sin(k * std::numbers::pi / 1000)});
  const PaperLine few = simplify(circle, 0.02);
  EXPECT_LT(few.size(), 200u);
  for (const PaperPoint& p : circle) EXPECT_LE(distance(few, p), 0.02 + 1e-12);
}

TEST(PointAt, WalksAlongAllPiecesByLength) {
  const std::vector<PaperLine> pieces = {{{0, 0}, {3, 4}}, {{10, 0}, {20, 0}}};
  EXPECT_DOUBLE_EQ(length(pieces), 15);
  EXPECT_EQ(pointAt(pieces, 2.5), (PaperPoint{1.5, 2}));
  EXPECT_EQ(pointAt(pieces, 10), (PaperPoint{15, 0}));
  EXPECT_EQ(pointAt(pieces, 99), (PaperPoint{20, 0}));
}

}  // namespace
}  // namespace separatrix
