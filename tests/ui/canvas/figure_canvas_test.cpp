#include "ui/canvas/figure_canvas.hpp"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

#include "tests/core/figure/sample_figure.hpp"

namespace separatrix {
namespace {

std::shared_ptr<const Figure> sample() { return std::make_shared<const Figure>(testing::sampleFigure()); }

class Canvas : public ::testing::Test {
 protected:
  Canvas() {
    canvas.resize(600, 400);
    canvas.show();
    (void)QTest::qWaitForWindowExposed(&canvas);
  }
  FigureCanvas canvas;
};

TEST_F(Canvas, TakesTheAxesOfItsFirstFigureAndThenKeepsThem) {
  canvas.setFigure(sample());
  EXPECT_EQ(canvas.axes(), std::pair(Interval(-2, 2), Interval(-1, 1)));
  Figure other = testing::sampleFigure();
  other.x.range = {-20, 20};
  canvas.setFigure(std::make_shared<const Figure>(other));
  EXPECT_EQ(canvas.axes(), std::pair(Interval(-2, 2), Interval(-1, 1)));
  canvas.setAxes({0, 1}, {0, 0.5});
  EXPECT_EQ(canvas.axes(), std::pair(Interval(0, 1), Interval(0, 0.5)));
  canvas.setAxes({1, 1}, {0, 1});
  EXPECT_EQ(canvas.axes(), std::pair(Interval(0, 1), Interval(0, 0.5)));
}

TEST_F(Canvas, PixelsAndDataAreInverseToEachOther) {
  canvas.setFigure(sample());
  const QPointF pixel = canvas.pixelAt(0.7, -0.3), data = canvas.dataAt(pixel);
  EXPECT_NEAR(data.x(), 0.7, 1e-12);
  EXPECT_NEAR(data.y(), -0.3, 1e-12);
  EXPECT_TRUE(canvas.plotRect().contains(pixel));
}

TEST_F(Canvas, FindsTheMarkerBeforeTheCurveThroughItAndNothingWhereNothingIs) {
  canvas.setFigure(sample());
  EXPECT_EQ(canvas.hitAt(canvas.pixelAt(0, 0) + QPointF(3, -3)), "e1");  // the nullcline passes there too
  EXPECT_EQ(canvas.hitAt(canvas.pixelAt(-1.7, 0) + QPointF(0, 2)), "n1");
  EXPECT_EQ(canvas.hitAt(canvas.pixelAt(-0.5, 0.7)), std::nullopt);
  canvas.setLayerVisible(Layer::equilibria, false);
  EXPECT_NE(canvas.hitAt(canvas.pixelAt(0, 0) + QPointF(3, -3)), "e1");
}

TEST_F(Canvas, SaysOnceThatANewFigureIsPainted) {
  QSignalSpy spy(&canvas, &FigureCanvas::painted);
  canvas.setFigure(sample());
  EXPECT_TRUE(spy.wait(2000));
  EXPECT_EQ(spy.count(), 1);
  canvas.repaint();
  EXPECT_EQ(spy.count(), 1);
  canvas.setFigure(sample());  // equal to the one shown, yet a new answer: it is painted
  EXPECT_TRUE(spy.wait(2000));
  EXPECT_EQ(spy.count(), 2);
}

TEST_F(Canvas, ShowsInkWhereTheCycleIsAndNoneOnceItsLayerIsOff) {
  canvas.setFigure(sample());
  const QPointF onCycle = canvas.pixelAt(-1.5, 0.05);
  const auto darkest = [&] {
    const QImage image = canvas.grab().toImage();
    int least = 255;
    for (int dx = -2; dx <= 2; ++dx) least = std::min(least, qGray(image.pixel(qRound(onCycle.x()) + dx, qRound(onCycle.y()))));
    return least;
  };
  EXPECT_LT(darkest(), 60);
  canvas.setLayerVisible(Layer::cycles, false);
  EXPECT_GT(darkest(), 200);
}

}  // namespace
}  // namespace separatrix
