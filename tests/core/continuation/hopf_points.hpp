#pragma once

#include <cmath>
#include <vector>

#include "core/continuation/special_point.hpp"
#include "core/equilibria/describe_equilibrium.hpp"
#include "core/equilibria/polish_zero.hpp"
#include "tests/core/cycles/cycle_models.hpp"

namespace separatrix {

// A Hopf point given by its known parameter value: the equilibrium near `state` and its frequency.
inline SpecialPoint hopfAt(Problem problem, int parameter, double value, std::vector<double> state) {
  problem.parameters[static_cast<std::size_t>(parameter)] = value;
  const auto n = static_cast<std::size_t>(problem.model->dimension());
  auto jet = problem.field().withJacobian();
  std::vector<double> out(n + n * n), scale;
  for (const Interval& range : problem.box) scale.push_back(range.width());
  const PolishedZero zero = polishZero(
      [&](const double* x, double* f, double* J) {
        jet(x, out.data());
        std::copy_n(out.begin(), n, f);
        std::copy(out.begin() + static_cast<std::ptrdiff_t>(n), out.end(), J);
      },
      state, scale);
  EXPECT_TRUE(zero.converged);
  const Equilibrium equilibrium = describeEquilibrium(zero.state, zero.jacobian, zero.residual);
  SpecialPoint hopf;
  hopf.id = "H1";
  hopf.kind = SpecialKind::hopf;
  hopf.parameter = value;
  hopf.state = zero.state;
  for (const auto z : equilibrium.eigenvalues)
    if (z.imag() > 0 && std::fabs(z.real()) < 1e-6) hopf.frequency = z.imag();
  EXPECT_TRUE(hopf.frequency.has_value());
  return hopf;
}

}  // namespace separatrix
