#include "ui/compute/latency_meter.hpp"

#include <gtest/gtest.h>

namespace separatrix {
namespace {

using std::chrono::milliseconds;

TEST(LatencyMeter, AFrameAnswersEveryQuestionUpToItsOwn) {
  LatencyMeter meter;
  const LatencyMeter::Clock::time_point t0{};
  meter.asked(1, t0);
  meter.asked(2, t0 + milliseconds(8));
  meter.asked(3, t0 + milliseconds(16));
  meter.painted(2, t0 + milliseconds(20));
  EXPECT_EQ(meter.count(), 2u);
  EXPECT_DOUBLE_EQ(meter.last(), 12);
  EXPECT_DOUBLE_EQ(meter.quantile(1), 20);
  meter.painted(2, t0 + milliseconds(30));  // painting the same picture again answers nothing new
  EXPECT_EQ(meter.count(), 2u);
}

TEST(LatencyMeter, QuantilesAreMeasuredValues) {
  LatencyMeter meter;
  const LatencyMeter::Clock::time_point t0{};
  for (unsigned k = 1; k <= 100; ++k) {
    meter.asked(k, t0);
    meter.painted(k, t0 + milliseconds(k));
  }
  EXPECT_DOUBLE_EQ(meter.quantile(0.5), 50);
  EXPECT_DOUBLE_EQ(meter.quantile(0.95), 95);
}

}  // namespace
}  // namespace separatrix
