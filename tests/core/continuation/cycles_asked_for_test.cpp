#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/continuation/diagram.hpp"
#include "core/cycles/find_cycles.hpp"
#include "core/equilibria/find_equilibria.hpp"
#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

Problem morrisLecar(double v3) {
  Problem problem = defaultProblem(*readModel(*builtInText("morris-lecar"), "morris-lecar"));
  problem.parameters[static_cast<std::size_t>(problem.model->parameterNamed("V3").value())] = v3;
  return problem;
}

std::vector<double> periodsByFollowing(const Problem& problem, int current, double value) {
  DiagramOptions options;
  options.parameter = current;
  options.range = {-50, 250};
  options.at = {value};
  std::vector<double> periods;
  const auto diagram = computeDiagram(problem, options);
  EXPECT_TRUE(diagram);
  for (const Branch& branch : diagram->branches)
    for (const BranchPoint& point : branch.points)
      if (branch.kind == Branch::Kind::cycles && point.asked) periods.push_back(point.period);
  std::ranges::sort(periods);
  return periods;
}

std::vector<double> periodsByReturnMaps(Problem problem, int current, double value) {
  problem.parameters[static_cast<std::size_t>(current)] = value;
  const auto equilibria = findEquilibria(problem);
  EXPECT_TRUE(equilibria);
  std::vector<double> periods;
  const auto cycles = findCycles(problem, equilibria->found);
  EXPECT_TRUE(cycles);
  for (const Cycle& cycle : cycles->found) periods.push_back(cycle.period);
  std::ranges::sort(periods);
  return periods;
}

// Where a branch ends is where its points stand closest: next to the snic at 39.6934541862, the Hopf
// points at 51.1904494660 and 235.7031508757, the folds of cycles at 103.7150636014 and 50.3740270923.
TEST(CyclesAskedFor, NextToTheEndsOfABranchAreThoseThatReturnMapsFind) {
  for (const auto& [v3, value] : {std::pair{12.0, 39.6944541862}, {12.0, 39.7034541862}, {12.0, 103.7149}, {12.0, 85.104},
                                  {2.0, 51.1903}, {2.0, 50.3741}, {2.0, 235.6931508757}, {2.0, 235.7021508757}}) {
    const Problem problem = morrisLecar(v3);
    const int current = problem.model->parameterNamed("I_ext").value();
    const std::vector<double> followed = periodsByFollowing(problem, current, value);
    const std::vector<double> found = periodsByReturnMaps(problem, current, value);
    ASSERT_EQ(followed.size(), found.size()) << value;
    EXPECT_FALSE(found.empty()) << value;
    for (std::size_t k = 0; k < found.size(); ++k) EXPECT_NEAR(followed[k], found[k], 1e-6 * found[k]) << value;
  }
}

}  // namespace
}  // namespace separatrix
