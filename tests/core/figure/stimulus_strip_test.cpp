#include "core/figure/stimulus_strip.hpp"

#include <gtest/gtest.h>

namespace separatrix {
namespace {

TEST(StimulusStrip, LiesBelowTheTimeCourseAndKeepsItsTimes) {
  Model model;
  model.parameters = {{"I_ext", 30, std::nullopt, "uA", "", "", false}};
  Figure figure;
  figure.x.range = {0, 500};
  figure.y.range = {-60, 40};
  addStimulusStrip(figure, model, 0, {{0, 25, 50}, {30, 42, 30}});
  EXPECT_EQ(figure.y.range.hi, 40);
  EXPECT_LT(figure.y.range.lo, -60);
  ASSERT_EQ(figure.lines.size(), 2u);
  const Curve& course = figure.lines[1].curve;
  ASSERT_EQ(course.size(), 6u);
  for (std::size_t k = 0; k < course.size(); ++k) EXPECT_TRUE(course[k][1] < -60 && course[k][1] > figure.y.range.lo);
  EXPECT_EQ(course[2][0], 25);
  EXPECT_EQ(course[3][0], 50);
  EXPECT_GT(course[2][1], course[1][1]);
  EXPECT_EQ(course[4][1], course[0][1]);
  EXPECT_EQ(course[5][0], 500);
  ASSERT_EQ(figure.texts.size(), 1u);
  EXPECT_NE(figure.texts[0].text.find("42"), std::string::npos);
}

}  // namespace
}  // namespace separatrix
