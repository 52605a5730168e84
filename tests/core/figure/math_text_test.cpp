#include "core/figure/math_text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace separatrix {
namespace {

TEST(MathRuns, SetsVariablesItalicIndicesLowAndWordsUpright) {
  EXPECT_EQ(mathRuns("V"), (TextRuns{{"V", true, 0}}));
  EXPECT_EQ(mathRuns("V_3"), (TextRuns{{"V", true, 0}, {"3", false, -1}}));
  EXPECT_EQ(mathRuns("I_{ext}"), (TextRuns{{"I", true, 0}, {"ext", false, -1}}));
  EXPECT_EQ(mathRuns("x^2"), (TextRuns{{"x", true, 0}, {"2", false, 1}}));
  EXPECT_EQ(mathRuns("\\lambda"), (TextRuns{{"λ", true, 0}}));
  EXPECT_EQ(mathRuns("n_\\infty"), (TextRuns{{"n", true, 0}, {"∞", false, -1}}));
  EXPECT_EQ(mathRuns("\\mathrm{Ca}"), (TextRuns{{"Ca", false, 0}}));
  EXPECT_EQ(mathRuns("V = -3"), (TextRuns{{"V", true, 0}, {"=−3", false, 0}}));
}

TEST(MathRuns, ShowsWhatItDoesNotKnowAndSurvivesAnything) {
  EXPECT_EQ(plainText(mathRuns("\\frobnicate x")), "frobnicatex");
  EXPECT_EQ(plainText(mathRuns(std::string(100000, '{') + "x")), std::string(100000 - 21, '{') + "x");
  rc::check([](const std::string& text) { (void)mathRuns(text); });
}

TEST(AxisRuns, PutsTheUnitUprightBetweenParentheses) {
  EXPECT_EQ(axisRuns({{0, 1}, "V", "mV"}), (TextRuns{{"V", true, 0}, {" (mV)", false, 0}}));
  EXPECT_EQ(axisRuns({{0, 1}, "", "ms"}), (TextRuns{{"(ms)", false, 0}}));
  EXPECT_TRUE(axisRuns({}).empty());
}

TEST(AxisRuns, RaisesExponentsOfUnitsAndWritesMicro) {
  EXPECT_EQ(axisRuns({{0, 1}, "I", "uA/cm^2"}), (TextRuns{{"I", true, 0}, {" (µA/cm", false, 0}, {"2", false, 1}, {")", false, 0}}));
  EXPECT_EQ(plainText(axisRuns({{0, 1}, "", "mu s"})), "(mu s)");
}

TEST(TextRuns, TypesetsFormulasBetweenDollarsOnly) {
  EXPECT_EQ(textRuns("at $V_3$ now"), (TextRuns{{"at "}, {"V", true, 0}, {"3", false, -1}, {" now"}}));
  EXPECT_EQ(plainText(textRuns("costs 5 $")), "costs 5 $");
}

TEST(SymbolFor, PrefersTheLabelAndReadsTheUsualNames) {
  EXPECT_EQ(symbolFor("Iapp", "I_{ext}"), "I_{ext}");
  EXPECT_EQ(symbolFor("I_ext", ""), "I_{ext}");
  EXPECT_EQ(symbolFor("V3", ""), "V_{3}");
  EXPECT_EQ(symbolFor("phi", ""), "\\phi");
  EXPECT_EQ(symbolFor("gCa", ""), "gCa");
}

TEST(EstimatedWidth, ScalesWithTheLettersAndCountsCharactersNotBytes) {
  EXPECT_DOUBLE_EQ(estimatedWidth({{"0.25"}}, 18), 2 * estimatedWidth({{"0.25"}}, 9));
  EXPECT_DOUBLE_EQ(estimatedWidth({{"α"}}, 10), 5);
}

}  // namespace
}  // namespace separatrix
