#include "core/maps/iterate.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace separatrix {
namespace {

// x -> a x: the k-th iterate is a^k x0, exactly when a is a power of two.
Field doubling(double factor) {
  Graph graph;
  const Graph::Id image = graph.apply(Operation::multiply, graph.literal(factor), graph.state(0));
  auto program = std::make_shared<Program>();
  program->stateCount = 1;
  program->field = compile(graph, std::vector<Graph::Id>{image}, 1, 0);
  return Field(program, {});
}

TEST(Iterate, TheKthSampleIsTheKthPower) {
  const Trajectory orbit = iterate(doubling(-0.5), std::vector<double>{1.0}, 5);
  ASSERT_EQ(orbit.t.size(), 6u);
  for (std::size_t k = 0; k < 6; ++k) {
    EXPECT_EQ(orbit.t[k], static_cast<double>(k));
    EXPECT_EQ(orbit.states[k][0], std::pow(-0.5, static_cast<double>(k)));
  }
  EXPECT_EQ(orbit.end, TrajectoryEnd::time);
}

TEST(Iterate, AnOrbitThatLeavesTheBoundBlewUpAndKeepsItsLastGoodSample) {
  const Trajectory orbit = iterate(doubling(2), std::vector<double>{1.0}, 100, 1000);
  EXPECT_EQ(orbit.end, TrajectoryEnd::blewUp);
  EXPECT_EQ(orbit.states.back()[0], 512);
}

TEST(Iterate, NoIterationsGiveTheStart) {
  EXPECT_EQ(iterate(doubling(2), std::vector<double>{3.0}, 0).t.size(), 1u);
}

}  // namespace
}  // namespace separatrix
