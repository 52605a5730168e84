#include "core/figure/style.hpp"

#include <gtest/gtest.h>

#include <map>

namespace separatrix {
namespace {

const std::vector<Role> kMeaningful = {Role::text,          Role::frame,           Role::xNullcline,  Role::yNullcline,
                                       Role::orbit,         Role::stableManifold,  Role::unstableManifold,
                                       Role::stableCycle,   Role::unstableCycle,   Role::saddleCycle, Role::note};

TEST(Contrast, IsOneForEqualInksAndTwentyOneForBlackOnWhite) {
  EXPECT_DOUBLE_EQ(contrast({9, 9, 9}, {9, 9, 9}), 1);
  EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21, 1e-12);
  EXPECT_NEAR(contrast({0x77, 0x77, 0x77}, {255, 255, 255}), 4.48, 0.005);  // WCAG's own borderline gray
}

TEST(Style, EveryMeaningfulRoleIsReadableOnEveryBackground) {
  for (const StyleName each : kStyleNames) {
    const Style sheet = style(each);
    for (const Role role : kMeaningful)
      EXPECT_GE(contrast(sheet.stroke(role).ink, sheet.background), 4.5) << name(each) << " role " << static_cast<int>(role);
  }
}

// The table of the window's vocabulary.
TEST(Style, UsesTheColorsOfTheVocabulary) {
  const std::map<Role, std::pair<const char*, const char*>> table = {
      {Role::xNullcline, {"#D02F0F", "#BF802D"}},     {Role::yNullcline, {"#08543B", "#17F38B"}},
      {Role::orbit, {"#1257FE", "#53A4E3"}},          {Role::stableManifold, {"#400491", "#8871FE"}},
      {Role::unstableManifold, {"#B441A1", "#F72F86"}}, {Role::stableCycle, {"#000000", "#FFFFFF"}},
      {Role::unstableCycle, {"#000000", "#FFFFFF"}},  {Role::fieldArrow, {"#B8B8B8", "#4A4F57"}}};
  for (const auto& [role, inks] : table) {
    EXPECT_EQ(hex(style(StyleName::light).stroke(role).ink), inks.first);
    EXPECT_EQ(hex(style(StyleName::dark).stroke(role).ink), inks.second);
  }
}

TEST(Style, PrintCarriesNoColorAndTellsEveryCurveApartWithoutIt) {
  const Style print = style(StyleName::print);
  std::vector<Stroke> seen;
  for (const Role role : {Role::xNullcline, Role::yNullcline, Role::orbit, Role::stableManifold, Role::unstableManifold,
                          Role::stableCycle, Role::unstableCycle, Role::saddleCycle}) {
    const Stroke stroke = print.stroke(role);
    EXPECT_TRUE(stroke.ink.red == stroke.ink.green && stroke.ink.green == stroke.ink.blue);
    for (const Stroke& other : seen)
      EXPECT_FALSE(stroke.ink == other.ink && stroke.dash == other.dash && stroke.width == other.width);
    seen.push_back(stroke);
  }
}

TEST(Style, EachStabilityHasItsOwnMarkerShape) {
  const Style sheet = style(StyleName::light);
  EXPECT_EQ(sheet.marker(Role::stableEquilibrium).shape, MarkerShape::disc);
  EXPECT_EQ(sheet.marker(Role::unstableEquilibrium).shape, MarkerShape::circle);
  EXPECT_EQ(sheet.marker(Role::saddleEquilibrium).shape, MarkerShape::halfDiamond);
  EXPECT_EQ(sheet.marker(Role::nonhyperbolicEquilibrium).shape, MarkerShape::crossedCircle);
}

TEST(StyleNamed, UnderstandsItsOwnWordsOnly) {
  for (const StyleName each : kStyleNames) EXPECT_EQ(styleNamed(name(each)), each);
  EXPECT_EQ(styleNamed("sepia"), std::nullopt);
}

}  // namespace
}  // namespace separatrix
