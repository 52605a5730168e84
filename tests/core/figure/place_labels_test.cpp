#include "core/figure/place_labels.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/figure/draw_cells.hpp"
#include "core/figure/draw_figure.hpp"

namespace separatrix {
namespace {

const PaperFrame kFrame{0, 0, 300, 200, {0, 1}, {0, 1}, 1};
constexpr LayerSet kAll = {true, true, true, true, true, true, true, true};

struct Box {
  double left, top, right, bottom;
};

std::vector<Box> boxesOf(const Marks& marks) {
  std::vector<Box> boxes;
  for (const Mark& mark : marks)
    if (const auto* text = std::get_if<TextMark>(&mark)) {
      const double half = estimatedWidth(text->runs, text->size) / 2;
      boxes.push_back({text->at.x - half, text->at.y - 0.7 * text->size, text->at.x + half, text->at.y});
    }
  return boxes;
}

TEST(PlaceLabels, SetsCrowdedLabelsSideBySideInsideTheFrame) {
  Figure figure;
  for (const double x : {0.001, 0.5, 0.505, 0.51, 0.52, 0.999})
    figure.labels.push_back({Layer::notes, Role::text, x, x < 0.6 ? 0.5 : 0.999, "SNIC"});
  const auto boxes = boxesOf(placeLabels(figure, Layer::notes, style(StyleName::light), kFrame, kAll));
  ASSERT_EQ(boxes.size(), 6u);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    EXPECT_TRUE(boxes[i].left >= 0 && boxes[i].right <= 300 && boxes[i].top >= 0 && boxes[i].bottom <= 200);
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(boxes[i].left < boxes[j].right && boxes[j].left < boxes[i].right && boxes[i].top < boxes[j].bottom &&
                   boxes[j].top < boxes[i].bottom)
          << i << " covers " << j;
  }
}

TEST(PlaceLabels, KeepsOffACurveWhereItCan) {
  Figure figure;
  FigureLine line;
  for (int k = 0; k <= 100; ++k) line.curve.append({k / 100.0, k / 100.0});
  figure.lines.push_back(line);
  figure.labels.push_back({Layer::notes, Role::text, 0.5, 0.5, "LP"});
  const auto boxes = boxesOf(placeLabels(figure, Layer::notes, style(StyleName::light), kFrame, kAll));
  ASSERT_EQ(boxes.size(), 1u);
  for (int k = 0; k <= 1000; ++k) {
    const PaperPoint p = kFrame.at(k / 1000.0, k / 1000.0);
    EXPECT_FALSE(p.x > boxes[0].left && p.x < boxes[0].right && p.y > boxes[0].top && p.y < boxes[0].bottom);
  }
}

TEST(PlaceLabels, LeavesOutWhatLiesOutsideTheFrame) {
  Figure figure;
  figure.labels.push_back({Layer::notes, Role::text, 1.5, 0.5, "LP"});
  figure.labels.push_back({Layer::notes, Role::text, std::nan(""), 0.5, "LP"});
  EXPECT_TRUE(placeLabels(figure, Layer::notes, style(StyleName::light), kFrame, kAll).empty());
}

TEST(DrawCells, JoinsNeighborsOfOneRegionAndLeavesNoSeam) {
  const FigureCells grid{Layer::field, {0, 1}, {0, 1}, 4, {0, 0, 1, 1, 0, 0, -1, 1}};
  const Marks marks = drawCells(grid, style(StyleName::light), kFrame);
  ASSERT_EQ(marks.size(), 4u);  // two regions, even and odd rows apart
  const auto &lower = std::get<PathMark>(marks[0]), &upper = std::get<PathMark>(marks[1]);
  ASSERT_EQ(lower.pieces.size(), 1u);
  EXPECT_NEAR(lower.pieces[0][0].y, 200, 1e-12);  // rows count from the lowest
  EXPECT_GE(lower.pieces[0][1].x, 150 + 0.75);  // over its neighbor by a pixel of the screen, no more
  EXPECT_LE(lower.pieces[0][1].x, 150 + 1);
  EXPECT_LT(lower.pieces[0][2].y, upper.pieces[0][0].y);
  EXPECT_EQ(lower.fill, upper.fill);
  for (const Mark& mark : marks)
    for (const PaperLine& piece : std::get<PathMark>(mark).pieces)
      for (const PaperPoint p : piece) EXPECT_TRUE(kFrame.contains(p));
}

}  // namespace
}  // namespace separatrix
