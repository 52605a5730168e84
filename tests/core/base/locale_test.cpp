#include <gtest/gtest.h>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/base/number.hpp"

namespace separatrix {
namespace {

// Every test of this program runs in the user's locale, as Qt would set it: tests/run has them run once
// more in a French one, whose C library writes and reads decimal commas.
[[maybe_unused]] const char* const kLocale = std::setlocale(LC_ALL, "");

TEST(Locale, OurNumbersHaveADecimalPointWhateverTheCLibraryWrites) {
  EXPECT_EQ(formatNumber(0.5), "0.5");
  EXPECT_EQ(formatNumber(1234567.25, 9), "1234567.25");
  EXPECT_EQ(parseNumber("0.04"), 0.04);
  EXPECT_EQ(parseNumber("0,04"), std::nullopt);
}

TEST(Locale, TheFrenchRunIsFrench) {
  const char* wanted = std::getenv("LC_ALL");
  if (wanted == nullptr || !std::string(wanted).starts_with("fr_FR")) GTEST_SKIP() << "only in the French run";
  char text[16];
  std::snprintf(text, sizeof text, "%.1f", 0.5);
  EXPECT_STREQ(text, "0,5");
}

}  // namespace
}  // namespace separatrix
