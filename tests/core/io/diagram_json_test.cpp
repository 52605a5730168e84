#include "core/io/diagram_json.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "core/io/diagram_table.hpp"
#include "tests/core/figure/sample_diagram.hpp"

namespace separatrix {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [key, value] : object.items()) names.push_back(key);
  return names;
}

TEST(DiagramJson, HasTheShapeOfTheContract) {
  const Diagram diagram = test::sampleDiagram();
  const Json d = Json::parse(diagramJson(diagram));
  EXPECT_EQ(d["schema"], "separatrix/diagram/1");
  EXPECT_EQ(d["parameter"], "p");
  EXPECT_EQ(d["range"], Json::array({-1, 2}));
  EXPECT_EQ(d["equilibria_complete"]["evidence"], "proved");
  ASSERT_EQ(d["branches"].size(), 2u);
  EXPECT_EQ(keys(d["branches"][0]["points"][0]), (std::vector<std::string>{"parameter", "state", "stability", "unstable_dimension"}));
  EXPECT_EQ(d["branches"][1]["from"], "H1");
  EXPECT_EQ(d["branches"][1]["ends"], Json::parse(R"([{"reason":"special","special":"H1"},{"reason":"range"}])"));
  EXPECT_EQ(d["branches"][1]["points"][0]["extrema"]["y"].size(), 2u);
  EXPECT_FALSE(d["branches"][1]["points"][0].contains("state"));
  EXPECT_FALSE(d.contains("curves"));
}

TEST(DiagramJson, GivesNumbersThatReadBackToTheSameDouble) {
  const Diagram diagram = test::sampleDiagram();
  const Json d = Json::parse(diagramJson(diagram));
  for (std::size_t k = 0; k < diagram.branches[0].points.size(); ++k) {
    EXPECT_EQ(d["branches"][0]["points"][k]["parameter"].get<double>(), diagram.branches[0].points[k].parameter);
    EXPECT_EQ(d["branches"][0]["points"][k]["state"]["y"].get<double>(), 1.0 / 3);
  }
}

TEST(DiagramJson, LeavesOutWhatDoesNotApply) {
  Diagram diagram = test::sampleDiagram();
  diagram.specialPoints[1].coefficient = std::numeric_limits<double>::quiet_NaN();
  diagram.branches[1].points[0].period = std::numeric_limits<double>::infinity();
  const Json d = Json::parse(diagramJson(diagram));
  const Json &hopf = d["special_points"][0], &fold = d["special_points"][1];
  EXPECT_EQ(hopf["criticality"], "subcritical");
  EXPECT_EQ(hopf["branch"], "b1");
  for (const char* absent : {"coefficient", "period", "multipliers"}) EXPECT_FALSE(hopf.contains(absent)) << absent;
  for (const char* absent : {"coefficient", "frequency", "first_lyapunov", "criticality"}) EXPECT_FALSE(fold.contains(absent)) << absent;
  EXPECT_FALSE(d["branches"][1]["points"][0].contains("period"));
  EXPECT_EQ(diagramJson(diagram).find("null"), std::string::npos);
}

TEST(DiagramJson, MarksThePointsThatWereAskedFor) {
  Diagram diagram = test::sampleDiagram();
  diagram.branches[0].points[3].asked = true;
  const Json d = Json::parse(diagramJson(diagram));
  EXPECT_EQ(d["branches"][0]["points"][3]["at"], true);
  EXPECT_FALSE(d["branches"][0]["points"][4].contains("at"));
}

TEST(DiagramJson, AddsCurvesAndTheirPointsForASecondParameter) {
  const Json d = Json::parse(diagramJson(test::sampleParameterPlane()));
  ASSERT_EQ(d["curves"].size(), 2u);
  EXPECT_EQ(d["curves"][0]["kind"], "fold");
  EXPECT_EQ(d["curves"][0]["points"][0], Json::array({1, -1}));
  EXPECT_FALSE(d["curves"][0].contains("neutral_saddle"));
  EXPECT_EQ(d["curves"][1]["neutral_saddle"], true);
  EXPECT_EQ(d["codim2"][0]["kind"], "cusp");
  EXPECT_EQ(d["codim2"][0]["parameters"], Json::parse(R"({"p":0,"q":0})"));
}

TEST(DiagramCsv, HasOneRowPerPointAndEmptyCellsWhereNothingApplies) {
  const std::string text = diagramCsv(test::sampleDiagram());
  EXPECT_EQ(std::ranges::count(text, '\n'), 1 + 81 + 20);
  EXPECT_EQ(text.substr(0, text.find('\n')), "branch,kind,p,x,y,stability,unstable_dimension,period,x_min,x_max,y_min,y_max");
  const std::size_t last = text.rfind('\n', text.size() - 2);
  EXPECT_EQ(text.substr(last + 1, 30), "b2,cycles,-1,,,unstable,1,3.14");
  for (std::size_t from = 0, to = 0; (to = text.find('\n', from)) != std::string::npos; from = to + 1)
    EXPECT_EQ(std::ranges::count(text.substr(from, to - from), ','), 11);
}

TEST(DiagramCsv, IsTheTableOfTheCurvesForASecondParameter) {
  const std::string text = diagramCsv(test::sampleParameterPlane());
  EXPECT_EQ(text.substr(0, text.find('\n')), "curve,kind,p,q");
  EXPECT_NE(text.find("\nk2,neutral_saddle,0.5,-1\n"), std::string::npos);
}

}  // namespace
}  // namespace separatrix
