#include "core/maps/orbit_diagram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

Problem logistic() {
  const auto read = readOde("par r=3\nx(t+1)=r*x*(1-x)\ninit x=0.3\n@ meth=discrete\n#: range x 0..1\ndone\n", "test.ode");
  EXPECT_TRUE(read.model != nullptr);
  return defaultProblem(read.model);
}

TEST(OrbitDiagram, OfTheLogisticMapSettlesOnItsFixedPointAndItsTwoCycleByTheirClosedForms) {
  OrbitDiagramOptions options;
  options.range = {1.5, 3.5};
  options.columns = 5;
  options.transient = 4000;
  const auto columns = computeOrbitDiagram(logistic(), options);
  ASSERT_TRUE(columns);
  ASSERT_EQ(columns->size(), 5U);
  EXPECT_EQ((*columns)[1].parameter, 2);
  ASSERT_EQ((*columns)[1].points.size(), 1U);
  EXPECT_NEAR((*columns)[1].points[0][0], 0.5, 1e-12);  // 1 - 1/r
  EXPECT_EQ((*columns)[4].points.size(), 4U);           // r = 3.5: period four
  options.range = {3.1, 3.3};
  const auto doubled = computeOrbitDiagram(logistic(), options);
  ASSERT_TRUE(doubled);
  for (const OrbitColumn& column : *doubled) {
    const double r = column.parameter, root = std::sqrt((r + 1) * (r - 3));
    ASSERT_EQ(column.points.size(), 2U);
    const auto [lower, upper] = std::minmax(column.points[0][0], column.points[1][0]);
    EXPECT_NEAR(lower, (r + 1 - root) / (2 * r), 1e-11);
    EXPECT_NEAR(upper, (r + 1 + root) / (2 * r), 1e-11);
  }
}

TEST(OrbitDiagram, SaysWhereOrbitsEscapeAndRefusesFlows) {
  OrbitDiagramOptions options;
  options.range = {3.9, 4.5};
  options.columns = 4;
  const auto columns = computeOrbitDiagram(logistic(), options);
  ASSERT_TRUE(columns);
  EXPECT_FALSE(columns->front().escaped);
  EXPECT_EQ(columns->front().points.size(), 200U);
  EXPECT_TRUE(columns->back().escaped);
  EXPECT_TRUE(columns->back().points.empty());
  const auto flow = readOde("par p=0\nx'=p-x\ndone\n", "test.ode");
  const auto refused = computeOrbitDiagram(defaultProblem(flow.model), options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Error::Code::usage);
}

}  // namespace
}  // namespace separatrix
