#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "core/figure/portrait_figure.hpp"
#include "core/io/portrait_json.hpp"
#include "core/phaseplane/portrait.hpp"
#include "tests/core/fields.hpp"

namespace separatrix {
namespace {

using namespace test;
using nlohmann::json;

bool isSaid(const json& document, const std::string& words) {
  return std::ranges::any_of(document["remarks"], [&](const json& remark) { return remark.get<std::string>().find(words) != std::string::npos; });
}

// x' = log x - y has no value left of 0.
TEST(UndefinedRegion, IsHatchedInTheFigureAndSaidInTheDocument) {
  const Portrait portrait = computePortrait(makeProblem({{-1, 2}, {-1, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{log(x[0]) - x[1], x[0] - 1.0};
  })).value();
  EXPECT_TRUE(isSaid(json::parse(portraitJson(portrait, false)), "no value in a part of the window"));
  const Figure figure = portraitFigure(portrait);
  double area = 0;
  for (const auto& [x, y] : figure.undefined) {
    EXPECT_LE(x.hi, 0.02);
    area += x.width() * y.width();
  }
  EXPECT_NEAR(area, 2, 0.05);
  ASSERT_EQ(portrait.equilibria.size(), 1u);
  EXPECT_EQ(portrait.equilibria[0].evidence, Evidence::proved);
}

TEST(DegenerateEquilibrium, CarriesItsIndexIntoTheDocument) {
  const json dipole = json::parse(portraitJson(computePortrait(makeProblem({{-1, 1.5}, {-2, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{square(x[0]) - square(x[1]), 2.0 * x[0] * x[1]};
  })).value(), false));
  ASSERT_EQ(dipole["equilibria"].size(), 1u);
  EXPECT_EQ(dipole["equilibria"][0]["type"], "nonhyperbolic");
  EXPECT_EQ(dipole["equilibria"][0]["index"], 2);
  ASSERT_EQ(dipole["equilibria_complete"]["regions"].size(), 1u);
  EXPECT_EQ(dipole["equilibria_complete"]["regions"][0]["index"], 2);
  EXPECT_LE(dipole["equilibria_complete"]["regions"][0]["box"]["x0"][0].get<double>(), 0);
  EXPECT_EQ(dipole["index_check"]["consistent"], true);
  EXPECT_TRUE(isSaid(dipole, "its index is 2"));
}

TEST(LineOfEquilibria, IsDrawnAndSaid) {
  const Portrait portrait = computePortrait(makeProblem({{-1, 1}, {-1, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{x[1], 0.0 * x[0]};
  })).value();
  const json document = json::parse(portraitJson(portrait, true));
  EXPECT_TRUE(isSaid(document, "line of equilibria"));
  ASSERT_EQ(document["curves"]["equilibria"].size(), 1u);
  EXPECT_TRUE(std::ranges::any_of(portraitFigure(portrait).lines, [](const FigureLine& line) { return line.role == Role::nonhyperbolicEquilibrium; }));
}

}  // namespace
}  // namespace separatrix
