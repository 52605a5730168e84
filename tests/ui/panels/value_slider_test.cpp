#include "ui/panels/value_slider.hpp"

#include <gtest/gtest.h>

#include <QApplication>
#include <cmath>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

namespace separatrix {
namespace {

struct Slider : ValueSlider {
  Slider() {
    resize(216, 24);
    setInterval({0, 120});
    setNumber(30);
  }
};

TEST(ValueSlider, AClickInTheGrooveJumpsThere) {
  Slider slider;
  QTest::mouseClick(&slider, Qt::LeftButton, {}, {slider.pixelOf(60), 12});
  EXPECT_NEAR(slider.number(), 60, 0.4);
}

TEST(ValueSlider, ADragGivesShortDecimalsAndOneEnd) {
  Slider slider;
  QSignalSpy moved(&slider, &ValueSlider::moved), released(&slider, &ValueSlider::released);
  QTest::mousePress(&slider, Qt::LeftButton, {}, {slider.pixelOf(30), 12});
  EXPECT_EQ(moved.count(), 0) << "taking the handle moves nothing";
  for (int x = slider.pixelOf(30); x <= slider.pixelOf(70); ++x) QTest::mouseMove(&slider, {x, 12});
  QTest::mouseRelease(&slider, Qt::LeftButton, {}, {slider.pixelOf(70), 12});
  EXPECT_NEAR(slider.number(), 70, 0.4);
  EXPECT_EQ(slider.number(), std::round(slider.number() * 10) / 10);
  EXPECT_GT(moved.count(), 20);
  EXPECT_EQ(released.count(), 1);
}

TEST(ValueSlider, StaysInItsInterval) {
  Slider slider;
  QTest::keyClick(&slider, Qt::Key_Home);
  QTest::keyClick(&slider, Qt::Key_Left);
  EXPECT_EQ(slider.number(), 0);
  QTest::keyClick(&slider, Qt::Key_End);
  QTest::keyClick(&slider, Qt::Key_Right);
  EXPECT_EQ(slider.number(), 120);
}

TEST(ValueSlider, IgnoresTheWheelUnlessFocused) {
  Slider slider;
  QWheelEvent wheel({5, 5}, {5, 5}, {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
  QApplication::sendEvent(&slider, &wheel);
  EXPECT_EQ(slider.number(), 30);
}

}  // namespace
}  // namespace separatrix
