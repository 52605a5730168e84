#include "ui/canvas/fast_stroke.hpp"

#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <cmath>

#include "core/figure/visible_line.hpp"

namespace separatrix {
namespace {

PaperLine arc() {
  PaperLine line;
  for (int k = 0; k <= 100; ++k) line.push_back({20 + 1.6 * k, 100 + 60 * std::sin(k * 0.05)});
  return line;
}

QImage blank() {
  QImage image(200, 200, QImage::Format_RGB32);
  image.fill(Qt::white);
  return image;
}

double darkness(const QImage& image) {
  double sum = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) sum += 255 - qGray(image.pixel(x, y));
  return sum / 255;
}

// A stroke of width w covers w pixels per pixel of length, whichever way it is painted.
TEST(StrokeFast, CoversAsMuchPaperAsTheWidePenItReplaces) {
  for (const double width : {1.0, 1.7, 2.4, 3.2, 5.0}) {
    QImage fast = blank(), slow = blank();
    {
      QPainter painter(&fast);
      painter.setRenderHint(QPainter::Antialiasing);
      strokeFast(painter, PathMark{{arc()}, false, std::nullopt, Ink{0, 0, 0}, width, {}});
    }
    {
      QPainter painter(&slow);
      painter.setRenderHint(QPainter::Antialiasing);
      painter.setPen(QPen(Qt::black, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
      QPolygonF line;
      for (const PaperPoint& p : arc()) line.append(QPointF(p.x, p.y));
      painter.drawPolyline(line);
    }
    EXPECT_NEAR(darkness(fast) / darkness(slow), 1, 0.1) << width;
  }
}

TEST(Dashed, CutsALineByItsArclengthStartingWithADash) {
  const auto dashes = dashed({{0, 0}, {4, 0}, {10, 0}}, {3, 2});
  ASSERT_EQ(dashes.size(), 2u);
  EXPECT_EQ(dashes[0], (PaperLine{{0, 0}, {3, 0}}));
  EXPECT_EQ(dashes[1], (PaperLine{{5, 0}, {8, 0}}));
}

TEST(Dashed, KeepsTheCornersOfTheLine) {
  const auto dashes = dashed({{0, 0}, {2, 0}, {2, 5}}, {4, 1});
  ASSERT_FALSE(dashes.empty());
  EXPECT_EQ(dashes[0], (PaperLine{{0, 0}, {2, 0}, {2, 2}}));
}

TEST(Dashed, APatternWithoutLengthIsASolidLine) { EXPECT_EQ(dashed({{0, 0}, {1, 0}}, {0, 0}).size(), 1u); }

}  // namespace
}  // namespace separatrix
