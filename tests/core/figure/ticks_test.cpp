#include "core/figure/ticks.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <limits>

namespace separatrix {
namespace {

TEST(NiceTicks, AreTheNumbersAPersonWouldWrite) {
  EXPECT_EQ(niceTicks({-75, 75}, 8).labels, (std::vector<std::string>{"−60", "−40", "−20", "0", "20", "40", "60"}));
  EXPECT_EQ(niceTicks({-0.1, 1.0}, 6).labels, (std::vector<std::string>{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"}));
  EXPECT_EQ(niceTicks({0, 3e7}, 3).labels, (std::vector<std::string>{"0", "1e+07", "2e+07", "3e+07"}));
}

TEST(NiceTicks, ThreeTimesATenthIsThreeTenths) { EXPECT_EQ(niceTicks({0, 1}, 10).values[3], 0.3); }

TEST(NiceTicks, HasNoneForARangeThatCannotBeDivided) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const Interval& range : {Interval(1, 1), Interval(-infinity, 0), Interval(2, 1), Interval(1, std::nextafter(1, 2)),
                                Interval(-1.7e308, 1.7e308)})
    EXPECT_TRUE(niceTicks(range, 6).values.empty());
}

TEST(NiceTicks, StayInsideTheRangeAscendWithOneLabelEachAndAreNeverMany) {
  rc::check([] {
    const double exponent = *rc::gen::inRange(-200, 200), low = *rc::gen::inRange(-1000, 1000), width = *rc::gen::inRange(1, 5000);
    const double scale = std::pow(10.0, exponent);
    const Interval range(low * scale, (low + width) * scale);
    const Ticks ticks = niceTicks(range, *rc::gen::inRange(1, 12));
    RC_ASSERT(ticks.values.size() == ticks.labels.size());
    RC_ASSERT(ticks.values.size() <= 40);
    for (std::size_t k = 0; k < ticks.values.size(); ++k) {
      RC_ASSERT(range.contains(ticks.values[k]));
      RC_ASSERT((k == 0 || ticks.values[k - 1] < ticks.values[k]));
      RC_ASSERT((k == 0 || ticks.labels[k - 1] != ticks.labels[k]));
    }
  });
}

}  // namespace
}  // namespace separatrix
