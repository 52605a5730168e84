#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "core/cycles/find_cycles.hpp"
#include "core/equilibria/find_equilibria.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {

/// A problem from a model text, with some parameters set.
inline Problem problemOf(const std::string& text, const std::vector<std::pair<std::string, double>>& values = {}) {
  const auto model = readModel(text, "test");
  EXPECT_TRUE(model.has_value()) << (model ? "" : describe(model.error()));
  Problem problem = defaultProblem(*model);
  for (const auto& [name, value] : values)
    problem.parameters[static_cast<std::size_t>((*model)->parameterNamed(name).value())] = value;
  return problem;
}

inline std::vector<Equilibrium> equilibriaOf(const Problem& problem) {
  const auto equilibria = findEquilibria(problem);
  EXPECT_TRUE(equilibria.has_value());
  return equilibria->found;
}

inline CyclesFound cyclesOf(const Problem& problem) {
  const auto cycles = findCycles(problem, equilibriaOf(problem));
  EXPECT_TRUE(cycles.has_value());
  return *cycles;
}

/// r' = r R(r^2), theta' = 1: circles where R vanishes, multiplier exp(2 pi r R'(r)) each.
inline std::string radialText(const std::string& rate, const std::string& sign = "") {
  return "par a=0, b=0\nq=x^2+y^2\nx'=" + sign + "(x*(" + rate + ")-y)\ny'=" + sign + "(y*(" + rate + ")+x)\n" +
         "@ xlo=-2, xhi=2, ylo=-2, yhi=2, xp=x, yp=y\ndone\n";
}

inline const std::string kMorrisLecar =
    "par I=30, V3=12, C=20, gL=2, gCa=4, gK=8, VL=-60, VCa=120, VK=-80, V1=-1.2, V2=18, V4=17.4, "
    "lam=0.06666666666666667\n"
    "minf(u)=0.5*(1+tanh((u-V1)/V2))\nninf(u)=0.5*(1+tanh((u-V3)/V4))\n"
    "V'=(I-gL*(V-VL)-gCa*minf(V)*(V-VCa)-gK*n*(V-VK))/C\nn'=lam*cosh((V-V3)/(2*V4))*(ninf(V)-n)\n"
    "@ xp=V, yp=n, xlo=-100, xhi=100, ylo=-0.5, yhi=1.5\ndone\n";

}  // namespace separatrix
