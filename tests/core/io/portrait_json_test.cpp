#include "core/io/portrait_json.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace separatrix {
namespace {

using Json = nlohmann::ordered_json;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Problem problemOf(ModelKind kind, std::vector<std::string> variables) {
  auto model = std::make_shared<Model>();
  model->kind = kind;
  model->name = "sample";
  for (const std::string& name : variables) {
    Variable& variable = model->variables.emplace_back();
    variable.name = name;
    variable.range = {-1, 1.5};
  }
  Parameter& current = model->parameters.emplace_back();
  current.name = "I_ext";
  current.value = 30;
  model->plane = {0, static_cast<int>(variables.size()) > 1 ? 1 : 0};
  return defaultProblem(model);
}

Equilibrium saddleAt(std::vector<double> state) {
  Equilibrium e;
  e.state = std::move(state);
  e.eigenvalues = {{0.5, 0}, {-0.25, 0}};
  e.type = EquilibriumType::saddle;
  e.stability = Stability::saddle;
  e.unstableDimension = 1;
  e.residual = 1e-16;
  return e;
}

Portrait planarPortrait() {
  Portrait portrait;
  portrait.problem = problemOf(ModelKind::flow, {"V", "n"});
  portrait.equilibria = {saddleAt({0.1, 1.0 / 3})};
  portrait.equilibriaComplete = {Evidence::proved, {}};
  Cycle cycle;
  cycle.orbit = {2, {0, 1, 1, 0, 0, 1}};
  cycle.times = {0, 1, 2};
  cycle.period = 163.5;
  cycle.multipliers = {{3508.4, 0}};
  cycle.logMultipliers = {std::log(3508.4)};
  cycle.extrema = {{-37.6, -9.1}, {0, 1}};
  cycle.stability = Stability::unstable;
  cycle.encloses = {0};
  portrait.cycles = {cycle};
  ManifoldBranch branch;
  branch.curve = {2, {0.1, 0.3, 0.2, 0.4}};
  branch.ends = {BranchDestination::Kind::cycle, 0};
  portrait.manifolds = {branch};
  portrait.indexCheck = IndexCheck{};
  portrait.signature = "s";
  return portrait;
}

std::vector<std::string> keysOf(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

TEST(PortraitJson, WritesTheKeysOfTheContractInItsOrder) {
  const Json d = Json::parse(portraitJson(planarPortrait(), true));
  EXPECT_EQ(keysOf(d),
            (std::vector<std::string>{"schema", "model", "kind", "variables", "parameters", "plane", "window",
                                      "equilibria", "equilibria_complete", "cycles", "cycles_complete", "manifolds",
                                      "index_check", "signature", "remarks", "curves"}));
  EXPECT_EQ(keysOf(d["equilibria"][0]),
            (std::vector<std::string>{"id", "state", "type", "stability", "unstable_dimension", "eigenvalues",
                                      "residual", "evidence"}));
  EXPECT_EQ(keysOf(d["cycles"][0]),
            (std::vector<std::string>{"id", "stability", "period", "multipliers", "extrema", "encloses", "evidence"}));
  EXPECT_EQ(d["schema"], "separatrix/portrait/1");
  EXPECT_EQ(d["manifolds"][0], Json::parse(R"({"of":"e1","kind":"unstable","side":1,"ends_at":"c1","evidence":"heuristic"})"));
  EXPECT_EQ(d["equilibria_complete"], Json::parse(R"({"evidence":"proved","undecided_boxes":0})"));
  EXPECT_EQ(d["cycles"][0]["encloses"], Json::parse(R"(["e1"])"));
  EXPECT_EQ(d["window"], Json::parse(R"({"V":[-1,1.5],"n":[-1,1.5]})"));
}

TEST(PortraitJson, NumbersReadBackToTheSameDouble) {
  const Json d = Json::parse(portraitJson(planarPortrait(), false));
  EXPECT_EQ(d["equilibria"][0]["state"]["n"].get<double>(), 1.0 / 3);
  EXPECT_EQ(d["equilibria"][0]["residual"].get<double>(), 1e-16);
}

TEST(PortraitJson, WhatIsAbsentHasNoKey) {
  Portrait portrait = planarPortrait();
  portrait.indexCheck.reset();
  const Json d = Json::parse(portraitJson(portrait, false));
  EXPECT_FALSE(d.contains("index_check"));
  EXPECT_FALSE(d.contains("curves"));
  EXPECT_FALSE(d["equilibria"][0].contains("enclosure"));
  EXPECT_FALSE(d["cycles"][0].contains("error"));
}

TEST(PortraitJson, AProvedEquilibriumCarriesItsEnclosure) {
  Portrait portrait = planarPortrait();
  portrait.equilibria[0].evidence = Evidence::proved;
  portrait.equilibria[0].enclosure = Box{{0.05, 0.15}, {0.25, 0.5}};
  const Json d = Json::parse(portraitJson(portrait, false));
  EXPECT_EQ(d["equilibria"][0]["enclosure"], Json::parse(R"({"V":[0.05,0.15],"n":[0.25,0.5]})"));
}

TEST(PortraitJson, AMultiplierBeyondTheDoublesIsGivenByItsLogarithm) {
  Portrait portrait = planarPortrait();
  portrait.cycles[0].multipliers = {{kInfinity, 0}};
  portrait.cycles[0].logMultipliers = {900.5};
  const std::string text = portraitJson(portrait, false);
  EXPECT_EQ(Json::parse(text)["cycles"][0]["multipliers"], Json::parse(R"([{"log_modulus":900.5}])"));
  EXPECT_EQ(text.find("null"), std::string::npos);
  EXPECT_EQ(text.find("inf"), std::string::npos);
}

TEST(PortraitJson, ASpectrumBeyondTheDoublesIsLeftOut) {
  Portrait portrait = planarPortrait();
  portrait.equilibria[0].eigenvalues = {{kInfinity, 0}, {-1, 0}};
  const std::string text = portraitJson(portrait, false);
  EXPECT_FALSE(Json::parse(text)["equilibria"][0].contains("eigenvalues"));
  EXPECT_EQ(text.find("null"), std::string::npos);
}

TEST(PortraitJson, APeriodLessExactThanPromisedStatesItsError) {
  Portrait portrait = planarPortrait();
  portrait.cycles[0].periodError = 1e-3;
  EXPECT_EQ(Json::parse(portraitJson(portrait, false))["cycles"][0]["error"], 1e-3);
}

TEST(PortraitJson, CurvesAreProjectedToThePlaneAndNullclinesNamedByTheirVariable) {
  Portrait portrait = planarPortrait();
  portrait.problem.plane = {1, 0, {0, 0}};
  portrait.nullclines.first = {{2, {1, 2, 3, 4}}};
  const Json curves = Json::parse(portraitJson(portrait, true))["curves"];
  EXPECT_EQ(curves["nullclines"], Json::parse(R"({"n":[[[1,2],[3,4]]],"V":[]})"));
  EXPECT_EQ(curves["cycles"]["c1"], Json::parse("[[1,0],[0,1],[1,0]]"));
  EXPECT_EQ(curves["manifolds"], Json::parse("[[[0.3,0.1],[0.4,0.2]]]"));
}

TEST(PortraitJson, AMapHasFixedPointsAndNoEquilibria) {
  Portrait portrait;
  portrait.problem = problemOf(ModelKind::map, {"x", "y"});
  FixedPoint point;
  point.state = {0.6, 0.2};
  point.multipliers = {{-1.9, 0}, {0.15, 0}};
  point.type = EquilibriumType::saddle;
  portrait.fixedPoints = {point};
  const Json d = Json::parse(portraitJson(portrait, false));
  EXPECT_EQ(d["kind"], "map");
  EXPECT_FALSE(d.contains("equilibria"));
  EXPECT_EQ(keysOf(d["fixed_points"][0]),
            (std::vector<std::string>{"id", "state", "period", "type", "stability", "unstable_dimension", "multipliers",
                                      "residual", "evidence"}));
  EXPECT_EQ(d["fixed_points_complete"]["undecided_boxes"], 0);
}

TEST(PortraitJson, InFourDimensionsEveryVariableHasItsWindowAndCyclesEncloseNothing) {
  Portrait portrait;
  portrait.problem = problemOf(ModelKind::flow, {"V", "m", "h", "n"});
  Cycle cycle;
  cycle.orbit.dimension = 4;
  cycle.extrema = Box(4, Interval{0, 1});
  portrait.cycles = {cycle};
  const Json d = Json::parse(portraitJson(portrait, true));
  EXPECT_EQ(d["window"].size(), 4u);
  EXPECT_FALSE(d["cycles"][0].contains("encloses"));
  EXPECT_FALSE(d.contains("index_check"));
}

TEST(PortraitJson, AFlowWithResetsSaysThatItsResetMapIsMissing) {
  Portrait portrait;
  portrait.problem = problemOf(ModelKind::hybrid, {"v", "u"});
  const Json d = Json::parse(portraitJson(portrait, false));
  EXPECT_EQ(d["kind"], "hybrid");
  EXPECT_FALSE(d.contains("reset_map"));
  ASSERT_EQ(d["remarks"].size(), 1u);
}

TEST(PortraitJson, OneVariableHasAPlaneOfOneName) {
  Portrait portrait;
  portrait.problem = problemOf(ModelKind::flow, {"x"});
  EXPECT_EQ(Json::parse(portraitJson(portrait, true))["plane"], Json::parse(R"(["x"])"));
}

}  // namespace
}  // namespace separatrix
