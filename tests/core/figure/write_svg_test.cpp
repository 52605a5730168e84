#include "core/figure/write_svg.hpp"

#include <gtest/gtest.h>

#include <clocale>
#include <sstream>

#include "core/base/number.hpp"
#include "tests/core/figure/sample_figure.hpp"

namespace separatrix {
namespace {

const PageSize kPage{12, 8, 9};

std::string sample(StyleName name = StyleName::light) { return writeSvg(testing::sampleFigure(), style(name), kPage); }

// What stands between `opening` and the next quote, each time `opening` occurs.
std::vector<std::string> values(const std::string& svg, const std::string& opening) {
  std::vector<std::string> found;
  for (std::size_t at = 0; (at = svg.find(opening, at)) != std::string::npos;) {
    at += opening.size();
    found.push_back(svg.substr(at, svg.find('"', at) - at));
  }
  return found;
}

std::vector<std::string> groups(const std::string& svg) { return values(svg, "<g id=\""); }

// The numbers in path data: "M1 2L3 4 5 6Z".
std::vector<double> numbers(std::string text) {
  for (char& c : text)
    if (c == 'M' || c == 'L' || c == 'Z') c = ' ';
  std::vector<double> found;
  std::istringstream in(text);
  for (std::string word; in >> word;) found.push_back(parseNumber(word).value());
  return found;
}

// The text of one group, up to its end tag; groups hold no groups.
std::string group(const std::string& svg, const std::string& id) {
  const std::size_t start = svg.find("<g id=\"" + id + "\""), end = svg.find("</g>", start);
  return start == std::string::npos ? "" : svg.substr(start, end - start);
}

const std::vector<std::string> kEight = {"layer-axes",      "layer-field",  "layer-nullclines", "layer-equilibria",
                                         "layer-manifolds", "layer-orbits", "layer-cycles",     "layer-notes"};

TEST(WriteSvg, HasOneGroupPerLayerInOrderEvenForAnEmptyFigure) {
  EXPECT_EQ(groups(sample()), kEight);
  EXPECT_EQ(groups(writeSvg({}, style(StyleName::light), kPage)), kEight);
}

TEST(WriteSvg, ALayerSwitchedOffIsAnEmptyGroup) {
  Figure figure = testing::sampleFigure();
  for (const Layer layer : kLayers) figure.show(layer, false);
  const std::string svg = writeSvg(figure, style(StyleName::light), kPage);
  EXPECT_EQ(groups(svg), kEight);
  for (const std::string& id : kEight) EXPECT_EQ(group(svg, id).find('<', 1), std::string::npos) << id;
}

TEST(WriteSvg, HasTheSizeOfThePaperInCentimetersAndPoints) {
  const std::string svg = sample();
  EXPECT_NE(svg.find("width=\"12cm\" height=\"8cm\" viewBox=\"0 0 340.16 226.77\""), std::string::npos);
}

TEST(WriteSvg, NoCoordinateOfACurveLiesOutsideTheClipPath) {
  const std::string svg = sample();
  const std::string clip = svg.substr(svg.find("<clipPath"), 200);
  const auto side = [&](const char* key) { return parseNumber(values(clip, std::string(key) + "=\"").at(0)).value(); };
  const double left = side(" x"), top = side(" y"), right = left + side("width"), bottom = top + side("height");
  int seen = 0;
  for (const char* id : {"layer-nullclines", "layer-manifolds", "layer-orbits", "layer-cycles"})
    for (const std::string& path : values(group(svg, id), "<path d=\"")) {
      const std::vector<double> p = numbers(path);
      if (group(svg, id).find(path + "\" fill=\"none\"") == std::string::npos) continue;  // an arrowhead
      for (std::size_t k = 0; k + 1 < p.size(); k += 2, ++seen)
        EXPECT_TRUE(p[k] >= left - 0.01 && p[k] <= right + 0.02 && p[k + 1] >= top - 0.01 && p[k + 1] <= bottom + 0.02)
            << id << " " << p[k] << " " << p[k + 1];
    }
  EXPECT_GT(seen, 50);
}

TEST(WriteSvg, UsesTheInkOfTheRoleInEveryStyle) {
  for (const StyleName name : kStyleNames) {
    const std::string svg = sample(name);
    const Style sheet = style(name);
    for (const auto& [id, role] : {std::pair("layer-nullclines", Role::xNullcline), std::pair("layer-orbits", Role::orbit),
                                   std::pair("layer-manifolds", Role::stableManifold), std::pair("layer-cycles", Role::stableCycle)})
      EXPECT_NE(group(svg, id).find("stroke=\"" + hex(sheet.stroke(role).ink) + "\""), std::string::npos) << id;
  }
}

TEST(WriteSvg, KeepsTextAsTextEscapedAndTypeset) {
  const std::string svg = sample();
  EXPECT_NE(svg.find("<title>Sample &lt;&amp;&gt; &quot;figure&quot;</title>"), std::string::npos);
  EXPECT_NE(svg.find("<desc>Iext=30</desc>"), std::string::npos);
  EXPECT_NE(svg.find("<tspan font-style=\"italic\">V</tspan> (mV)</text>"), std::string::npos);
  EXPECT_NE(svg.find(">−1.0</text>"), std::string::npos);
}

TEST(WriteSvg, NeverWritesWhatIsNotANumber) {
  const std::string svg = sample();
  for (const char* word : {"nan", "inf", "e+", "\"-0\"", " -0 "}) EXPECT_EQ(svg.find(word), std::string::npos) << word;
}

TEST(WriteSvg, GivesTheSameBytesTwiceAndUnderAFrenchLocale) {
  const std::string once = sample();
  EXPECT_EQ(once, sample());
  const std::string before = std::setlocale(LC_ALL, nullptr);
  const bool french = std::setlocale(LC_ALL, "fr_FR.UTF-8") != nullptr;
  const std::string again = sample();
  std::setlocale(LC_ALL, before.c_str());
  if (!french) GTEST_SKIP() << "fr_FR.UTF-8 is not installed";
  EXPECT_EQ(once, again);
}

TEST(WriteSvg, ATransparentFigureHasNoBackground) {
  const std::string background = "fill=\"#1B1E23\"/>\n<g";
  EXPECT_NE(writeSvg({}, style(StyleName::dark), kPage).find(background), std::string::npos);
  EXPECT_EQ(writeSvg({}, style(StyleName::dark), kPage, true).find(background), std::string::npos);
}

}  // namespace
}  // namespace separatrix
