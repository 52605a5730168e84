#include "ui/views/plane_view.hpp"

#include <gtest/gtest.h>

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

namespace separatrix {
namespace {

// A plane of [-80, 80] x [0, 1] with one equilibrium in its middle and a nullcline through it.
class PlaneViewTest : public testing::Test {
 protected:
  PlaneViewTest() {
    Figure figure;
    figure.x = {{-80, 80}, "V", "mV"};
    figure.y = {{0, 1}, "n", ""};
    figure.markers.push_back({Layer::equilibria, Role::stableEquilibrium, 0, 0.5, "e1"});
    Curve line;
    line.append({-80, 0.5});
    line.append({80, 0.5});
    figure.lines.push_back({Layer::nullclines, Role::xNullcline, line, {}, false, "n1"});
    view.resize(640, 480);
    view.show();
    view.setFigure(std::make_shared<const Figure>(std::move(figure)));
    view.setAxes({-80, 80}, {0, 1});
    QTest::qWait(20);
  }
  QPoint pixel(double x, double y) const { return view.pixelAt(x, y).toPoint(); }
  void wheel(QPointF at, Qt::KeyboardModifiers keys = {}) {
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120}, Qt::NoButton, keys, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view, &event);
  }

  PlaneView view;
};

TEST_F(PlaneViewTest, AClickStartsATrajectoryWhereItIs) {
  QSignalSpy wanted(&view, &PlaneView::startWanted);
  QTest::mouseClick(&view, Qt::LeftButton, {}, pixel(-20, 0.2));
  ASSERT_EQ(wanted.count(), 1);
  EXPECT_NEAR(wanted[0][0].toPointF().x(), -20, 0.3);
  EXPECT_NEAR(wanted[0][0].toPointF().y(), 0.2, 0.003);
  EXPECT_FALSE(wanted[0][1].toBool());
}

TEST_F(PlaneViewTest, ShiftClickGoesBothWaysAndADoubleClickIsOneClick) {
  QSignalSpy wanted(&view, &PlaneView::startWanted);
  QTest::mouseClick(&view, Qt::LeftButton, Qt::ShiftModifier, pixel(-20, 0.2));
  EXPECT_TRUE(wanted[0][1].toBool());
  QTest::mouseClick(&view, Qt::LeftButton, {}, pixel(40, 0.2));   // what a person's double click begins with
  QTest::mouseDClick(&view, Qt::LeftButton, {}, pixel(40, 0.2));  // and what then comes of it
  EXPECT_EQ(wanted.count(), 2);
}

TEST_F(PlaneViewTest, AClickOnAnEquilibriumSelectsIt) {
  QSignalSpy wanted(&view, &PlaneView::startWanted), clicked(&view, &PlaneView::objectClicked);
  QTest::mouseClick(&view, Qt::LeftButton, {}, pixel(0, 0.5));
  EXPECT_EQ(wanted.count(), 0);
  ASSERT_EQ(clicked.count(), 1);
  EXPECT_EQ(clicked[0][0].toString(), "e1");
}

TEST_F(PlaneViewTest, TrajectoriesStartOnNullclinesToo) {
  QSignalSpy wanted(&view, &PlaneView::startWanted);
  QTest::mouseClick(&view, Qt::LeftButton, {}, pixel(40, 0.5));
  EXPECT_EQ(wanted.count(), 1);
}

TEST_F(PlaneViewTest, AClickOutsideTheBoxDoesNothing) {
  QSignalSpy wanted(&view, &PlaneView::startWanted);
  QTest::mouseClick(&view, Qt::LeftButton, {}, {3, 3});
  EXPECT_EQ(wanted.count(), 0);
}

TEST_F(PlaneViewTest, APressDragIsALiveTrajectoryThatEscapeDrops) {
  QSignalSpy began(&view, &PlaneView::liveBegan), moved(&view, &PlaneView::liveMoved), ended(&view, &PlaneView::gestureEnded),
      cancelled(&view, &PlaneView::gestureCancelled);
  QTest::mousePress(&view, Qt::LeftButton, {}, pixel(-40, 0.2));
  for (int x = -40; x <= 40; x += 4) QTest::mouseMove(&view, pixel(x, 0.2));
  EXPECT_EQ(began.count(), 1);
  EXPECT_GT(moved.count(), 10);
  QTest::keyClick(&view, Qt::Key_Escape);
  QTest::mouseRelease(&view, Qt::LeftButton, {}, pixel(40, 0.2));
  EXPECT_EQ(cancelled.count(), 1);
  EXPECT_EQ(ended.count(), 0);
}

TEST_F(PlaneViewTest, AStartHandleIsDragged) {
  view.setStarts({QPointF(-40, 0.8)});
  QSignalSpy dragged(&view, &PlaneView::startDragged), wanted(&view, &PlaneView::startWanted);
  QTest::mousePress(&view, Qt::LeftButton, {}, pixel(-40, 0.8));
  QTest::mouseMove(&view, pixel(-30, 0.7));
  QTest::mouseRelease(&view, Qt::LeftButton, {}, pixel(-30, 0.7));
  ASSERT_GE(dragged.count(), 1);
  EXPECT_EQ(dragged.back()[0].toInt(), 0);
  EXPECT_NEAR(dragged.back()[1].toPointF().x(), -30, 0.3);
  EXPECT_EQ(wanted.count(), 0);
}

TEST_F(PlaneViewTest, TheWheelZoomsAboutTheCursorAndOverAnAxisThatAxisOnly) {
  std::vector<std::pair<Interval, Interval>> windows;
  QObject::connect(&view, &PlaneView::windowWanted, &view, [&](Interval x, Interval y) { windows.emplace_back(x, y); });
  wheel(view.pixelAt(40, 0.25));
  const QPointF below(view.pixelAt(0, 0).x(), view.plotRect().bottom() + 10), beside(view.plotRect().left() - 10, view.pixelAt(0, 0.5).y());
  wheel(below);
  wheel(beside);
  ASSERT_EQ(windows.size(), 3u);
  const auto [x, y] = windows[0];
  EXPECT_NEAR((40 - x.lo) / x.width(), 0.75, 1e-3) << "the point under the cursor stays";
  EXPECT_NEAR(x.width(), 160 / 1.2, 1e-9);
  EXPECT_NEAR(y.width(), 1 / 1.2, 1e-9);
  EXPECT_EQ(windows[1].second, Interval(0, 1));
  EXPECT_EQ(windows[2].first, Interval(-80, 80));
}

TEST_F(PlaneViewTest, EndlessZoomingStopsAtWhatDoublesCanTellApart) {
  Interval x(-80, 80), y(0, 1);
  QObject::connect(&view, &PlaneView::windowWanted, &view, [&](Interval nextX, Interval nextY) {
    x = nextX;
    y = nextY;
    view.setAxes(x, y);
  });
  for (int k = 0; k < 400; ++k) wheel(view.pixelAt(x.middle(), y.middle()));
  EXPECT_GT(x.width(), 0);
  EXPECT_GT(y.width(), 0);
}

TEST_F(PlaneViewTest, MiddleDragPans) {
  Interval x;
  QObject::connect(&view, &PlaneView::windowWanted, &view, [&](Interval next) { x = next; });
  QTest::mousePress(&view, Qt::MiddleButton, {}, pixel(0, 0.2));
  QTest::mouseMove(&view, pixel(20, 0.2));
  QTest::mouseRelease(&view, Qt::MiddleButton, {}, pixel(20, 0.2));
  EXPECT_NEAR(x.lo, -100, 0.5);
}

TEST_F(PlaneViewTest, TheKeyboardStartsATrajectoryToo) {
  QSignalSpy wanted(&view, &PlaneView::startWanted);
  QTest::keyClick(&view, Qt::Key_Right, Qt::ControlModifier);
  QTest::keyClick(&view, Qt::Key_Return);
  ASSERT_EQ(wanted.count(), 1);
  EXPECT_NEAR(wanted[0][0].toPointF().x(), 16, 1e-9);
}

TEST_F(PlaneViewTest, TheKickToolDragsFromAnEquilibriumAlongTheFirstVariable) {
  view.setTool(PlaneTool::kick);
  QSignalSpy began(&view, &PlaneView::kickBegan), kicked(&view, &PlaneView::kickMoved), started(&view, &PlaneView::startWanted);
  QTest::mousePress(&view, Qt::LeftButton, {}, pixel(0, 0.5));
  QTest::mouseMove(&view, pixel(20, 0.5));
  QTest::mouseMove(&view, pixel(30, 0.6));
  QTest::mouseRelease(&view, Qt::LeftButton, {}, pixel(30, 0.6));
  ASSERT_EQ(began.count(), 1);
  EXPECT_EQ(began[0][0].toString(), "e1");
  ASSERT_GE(kicked.count(), 1);
  EXPECT_NEAR(kicked.back()[0].toPointF().x(), 30, 0.5);
  EXPECT_TRUE(kicked.back()[1].toBool());
  QTest::mouseClick(&view, Qt::LeftButton, {}, pixel(-40, 0.2));  // on empty
  EXPECT_EQ(started.count(), 0);
}

TEST_F(PlaneViewTest, TheZoomToolMakesARectangleTheWindow) {
  view.setTool(PlaneTool::zoom);
  QSignalSpy wanted(&view, &PlaneView::windowWanted);
  QTest::mousePress(&view, Qt::LeftButton, {}, pixel(-40, 0.2));
  QTest::mouseMove(&view, pixel(10, 0.6));
  QTest::mouseRelease(&view, Qt::LeftButton, {}, pixel(40, 0.8));
  ASSERT_EQ(wanted.count(), 1);
  const auto x = wanted[0][0].value<Interval>(), y = wanted[0][1].value<Interval>();
  EXPECT_NEAR(x.lo, -40, 0.5);
  EXPECT_NEAR(x.hi, 40, 0.5);
  EXPECT_NEAR(y.lo, 0.2, 0.005);
  EXPECT_NEAR(y.hi, 0.8, 0.005);
}

TEST_F(PlaneViewTest, OtherToolsStartNoTrajectories) {
  QSignalSpy wanted(&view, &PlaneView::startWanted), window(&view, &PlaneView::windowWanted);
  for (const PlaneTool tool : {PlaneTool::move, PlaneTool::pan, PlaneTool::kick}) {
    view.setTool(tool);
    QTest::mouseClick(&view, Qt::LeftButton, {}, pixel(-20, 0.2));
  }
  EXPECT_EQ(wanted.count(), 0);
  view.setTool(PlaneTool::pan);
  QTest::mousePress(&view, Qt::LeftButton, {}, pixel(-20, 0.2));
  QTest::mouseMove(&view, pixel(0, 0.2));
  QTest::mouseRelease(&view, Qt::LeftButton, {}, pixel(0, 0.2));
  EXPECT_GE(window.count(), 1);
}

}  // namespace
}  // namespace separatrix
