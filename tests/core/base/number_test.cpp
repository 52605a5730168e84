#include "core/base/number.hpp"

#include <gtest/gtest.h>

namespace separatrix {
namespace {

TEST(ParseNumber, ReadsWhatFormatNumberWrites) {
  for (const double x : {0.0, 0.1, -1.5e-300, 5e-324, 1.7976931348623157e308, 1.0 / 3})
    EXPECT_EQ(parseNumber(formatNumber(x)), x);
}

TEST(ParseNumber, RefusesADecimalCommaAndWhatIsNotANumber) {
  for (const char* text : {"0,04", "", "1.5x", " 1", "nan", "inf", "1e999", "+-1"}) EXPECT_EQ(parseNumber(text), std::nullopt) << text;
}

}  // namespace
}  // namespace separatrix
