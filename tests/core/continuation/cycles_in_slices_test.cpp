#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/continuation/cycle_branches.hpp"
#include "core/continuation/diagram.hpp"
#include "core/model/library.hpp"
#include "tests/core/cycles/cycle_models.hpp"

namespace separatrix {
namespace {

constexpr double kFirstDoubling = 2.832445027862067;  // of Rössler's cycle with a = b = 0.2, over c

Problem builtIn(const std::string& name) {
  const auto model = readModel(*builtInText(name), name);
  EXPECT_TRUE(model);
  return defaultProblem(*model);
}

DiagramOptions over(const Problem& problem, const char* parameter, Interval range, std::vector<double> at = {}) {
  DiagramOptions options;
  options.parameter = problem.model->parameterNamed(parameter).value();
  options.range = range;
  options.at = std::move(at);
  return options;
}

std::vector<Branch> cyclesOf(const Diagram& diagram) {
  std::vector<Branch> cycles;
  std::ranges::copy_if(diagram.branches, std::back_inserter(cycles),
                       [](const Branch& branch) { return branch.kind == Branch::Kind::cycles; });
  return cycles;
}

void expectFromEndToEnd(const Branch& branch, const Interval& range) {
  EXPECT_EQ(branch.begin.reason, BranchEnd::Reason::range);
  EXPECT_EQ(branch.end.reason, BranchEnd::Reason::range);
  EXPECT_NEAR(branch.points.front().parameter, range.lo, 1e-12);
  EXPECT_NEAR(branch.points.back().parameter, range.hi, 1e-12);
  EXPECT_TRUE(std::ranges::is_sorted(branch.points, {}, &BranchPoint::parameter));
}

TEST(CyclesInSlices, RosslersCycleDoublesThoughNoHopfPointLiesInTheRange) {
  const Problem problem = builtIn("rossler");
  const auto diagram = computeDiagram(problem, over(problem, "c", {1, 5}));
  ASSERT_TRUE(diagram);
  EXPECT_EQ(std::ranges::count(diagram->specialPoints, SpecialKind::hopf, &SpecialPoint::kind), 0);
  const std::vector<Branch> cycles = cyclesOf(*diagram);
  ASSERT_GE(cycles.size(), 2U);
  expectFromEndToEnd(cycles[0], {1, 5});
  const auto doubling = std::ranges::find(diagram->specialPoints, SpecialKind::periodDoubling, &SpecialPoint::kind);
  ASSERT_NE(doubling, diagram->specialPoints.end());
  EXPECT_NEAR(doubling->parameter, kFirstDoubling, 1e-8);
  EXPECT_EQ(cycles[1].from, doubling->id);
  EXPECT_NEAR(cycles[1].points[0].period, 2 * *doubling->period, 1e-4);
  for (const BranchPoint& point : cycles[0].points) {
    if (point.stability == Stability::nonhyperbolic) continue;
    EXPECT_EQ(point.stability == Stability::stable, point.parameter < kFirstDoubling) << point.parameter;
  }
  const auto isFold = [](const SpecialPoint& special) { return special.kind == SpecialKind::foldOfCycles; };
  EXPECT_FALSE(std::ranges::any_of(diagram->specialPoints, isFold));
}

TEST(CyclesInSlices, BothCyclesBetweenAHopfPointAndAFoldOutsideTheRangeAreFollowed) {
  // q = r^2: q' = 2 q (mu + 2 q - q^2) rests at q = 1 -+ sqrt(1 + mu), the smaller one unstable
  const Problem problem = problemOf(
      "par mu=-0.5\nq=x^2+y^2\nx'=x*(mu+2*q-q^2)-y\ny'=y*(mu+2*q-q^2)+x\n#: range x -2..2\n#: range y -2..2\ndone\n");
  for (const double own : {-0.5, 3.0}) {  // inside the range and outside
    Problem there = problem;
    there.parameters[0] = own;
    const auto diagram = computeDiagram(there, over(problem, "mu", {-0.9, -0.1}, {-0.4}));
    ASSERT_TRUE(diagram);
    EXPECT_TRUE(diagram->specialPoints.empty());
    const std::vector<Branch> cycles = cyclesOf(*diagram);
    ASSERT_EQ(cycles.size(), 2U);
    for (const Branch& branch : cycles) {
      expectFromEndToEnd(branch, {-0.9, -0.1});
      const double side = branch.points[0].stability == Stability::stable ? 1 : -1;
      for (const BranchPoint& point : branch.points) {
        EXPECT_NEAR(point.extrema[0].hi, std::sqrt(1 + side * std::sqrt(1 + point.parameter)), 1e-5);
        EXPECT_EQ(point.stability, side > 0 ? Stability::stable : Stability::unstable);
      }
      EXPECT_EQ(std::ranges::count(branch.points, true, &BranchPoint::asked), 1);
    }
    EXPECT_NE(cycles[0].points[0].stability, cycles[1].points[0].stability);
  }
}

TEST(CyclesInSlices, VanDerPolsCycleIsOneStableBranch) {
  const Problem problem = builtIn("van-der-pol");
  const auto diagram = computeDiagram(problem, over(problem, "mu", {0.5, 3}));
  ASSERT_TRUE(diagram);
  const std::vector<Branch> cycles = cyclesOf(*diagram);
  ASSERT_EQ(cycles.size(), 1U);
  expectFromEndToEnd(cycles[0], {0.5, 3});
  for (const BranchPoint& point : cycles[0].points) EXPECT_EQ(point.stability, Stability::stable);
}

TEST(CyclesInSlices, BranchesFromHopfPointsAreNotFollowedAgain) {
  const Problem problem = builtIn("morris-lecar");
  const auto diagram = computeDiagram(problem, over(problem, "I_ext", {-50, 250}));
  ASSERT_TRUE(diagram);
  const std::vector<Branch> cycles = cyclesOf(*diagram);
  std::vector<std::string> hopfs;
  for (const SpecialPoint& special : diagram->specialPoints)
    if (special.kind == SpecialKind::hopf) hopfs.push_back(special.id);
  EXPECT_EQ(cycles.size(), hopfs.size());
  for (const Branch& branch : cycles) EXPECT_EQ(std::ranges::count(hopfs, branch.from), 1);
}

TEST(CyclesInSlices, ACycleOfDoubledPeriodIsFollowedToWhereItsLoopsAreOneAndNotBack) {
  Problem problem = builtIn("rossler");
  const DiagramOptions wide = over(problem, "c", {1, 3.5});
  problem.parameters[static_cast<std::size_t>(wide.parameter)] = 3;
  auto known = findCyclesInSlices(problem, wide);
  ASSERT_TRUE(known);
  std::erase_if(*known, [](const KnownCycle& one) { return one.value != 3; });
  ASSERT_EQ(known->size(), 1U);
  ASSERT_GT(known->front().cycle.period, 11);
  const auto found = followCyclesThrough(problem, wide, {}, *known);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->branches.size(), 1U);
  const auto least = std::ranges::min(found->branches[0].points, {}, &BranchPoint::parameter).parameter;
  EXPECT_NEAR(least, kFirstDoubling, 0.02);
  EXPECT_TRUE(std::ranges::is_sorted(found->branches[0].points, {}, &BranchPoint::parameter));
  EXPECT_TRUE(found->specials.empty());
}

TEST(CyclesInSlices, TheSearchCanBeCancelled) {
  const Problem problem = builtIn("rossler");
  std::stop_source source;
  source.request_stop();
  const auto known = findCyclesInSlices(problem, over(problem, "c", {1, 5}), source.get_token());
  ASSERT_FALSE(known);
  EXPECT_EQ(known.error().code, Error::Code::cancelled);
}

}  // namespace
}  // namespace separatrix
