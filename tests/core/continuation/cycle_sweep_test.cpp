#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "core/continuation/diagram.hpp"
#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

// What holds for every branch of cycles of every model that comes with the program.
void expectSoundCycles(const Diagram& diagram) {
  for (const Branch& branch : diagram.branches) {
    if (branch.kind != Branch::Kind::cycles) continue;
    for (const BranchPoint& point : branch.points) {
      EXPECT_TRUE(std::isfinite(point.parameter) && std::isfinite(point.period) && point.period > 0);
      EXPECT_TRUE(diagram.options.range.contains(point.parameter));
      EXPECT_EQ(point.multipliers.size(), diagram.problem.model->variables.size() - 1);
      for (const Interval& extreme : point.extrema) EXPECT_LE(extreme.lo, extreme.hi);
    }
    for (const BranchEnd& end : {branch.begin, branch.end})
      if (end.reason == BranchEnd::Reason::special) {
        EXPECT_GE(end.special, 0);
        EXPECT_LT(end.special, std::ssize(diagram.specialPoints));
      }
  }
}

TEST(CycleSweep, EveryModelsCyclesAreFollowedToTheirEnds) {
  const bool isLong = std::getenv("SEPARATRIX_LONG") != nullptr;
  for (const std::string_view builtIn : builtInNames()) {
    const auto model = readModel(*builtInText(builtIn), std::string(builtIn));
    ASSERT_TRUE(model.has_value());
    if ((*model)->kind != ModelKind::flow || (*model)->dimension() < 2 || (*model)->dependsOnTime) continue;
    int done = 0;
    for (const int parameter : (*model)->sliders) {
      const std::optional<Interval>& range = (*model)->parameters[static_cast<std::size_t>(parameter)].range;
      if (!range || (!isLong && ++done > 1)) continue;
      DiagramOptions options;
      options.parameter = parameter;
      options.range = *range;
      const auto begin = std::chrono::steady_clock::now();
      const auto diagram = computeDiagram(defaultProblem(*model), options);
      const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
      ASSERT_TRUE(diagram.has_value()) << builtIn;
      expectSoundCycles(*diagram);
      if (!isLong) continue;
      std::printf("%s over %s: %.1f ms\n", std::string(builtIn).c_str(),
                  (*model)->parameters[static_cast<std::size_t>(parameter)].name.c_str(), spent.count());
      for (const Branch& branch : diagram->branches)
        if (branch.kind == Branch::Kind::cycles)
          std::printf("   from %s: %zu points to %s %s\n", branch.from.c_str(), branch.points.size(),
                      std::string(name(branch.end.reason)).c_str(),
                      branch.end.special < 0
                          ? ""
                          : diagram->specialPoints[static_cast<std::size_t>(branch.end.special)].id.c_str());
      for (const SpecialPoint& special : diagram->specialPoints)
        std::printf("   %s at %.10g +- %.1g\n", special.id.c_str(), special.parameter, special.error);
      for (const std::string& remark : diagram->remarks) std::printf("   %s\n", remark.c_str());
    }
  }
}

}  // namespace
}  // namespace separatrix
