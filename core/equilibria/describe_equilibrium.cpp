#include "core/equilibria/describe_equilibrium.hpp"

#include <algorithm>
#include <cmath>

#include "core/equilibria/eigenpairs.hpp"

namespace separatrix {
namespace {

using enum EquilibriumType;
constexpr double kRounding = 1e-13, kOneOperation = 4e-16;

double norm(std::span<const double> matrix) {
  double largest = 0;
  for (const double entry : matrix) largest = std::max(largest, std::fabs(entry));
  return largest;
}

// In the plane: is the eigenvalue double to rounding, and if so is the matrix a multiple of the identity?
//   D = ((a - d)/2)^2 + b c
// The entries of an exactly linear field are known exactly: a star then has zeros off the diagonal, and D only the
// rounding of its own evaluation; otherwise they carry the rounding of many operations.
enum class Multiplicity { simple, star, degenerate };
Multiplicity multiplicity(std::span<const double> J, bool isExact) {
  const double a = J[0], b = J[1], c = J[2], d = J[3], h = a / 2 - d / 2;
  const double trace = std::fabs(a + d);
  if (std::max({std::fabs(h), std::fabs(b), std::fabs(c)}) <= (isExact ? 0 : kRounding) * trace) return Multiplicity::star;
  const double scale = h * h + std::fabs(b * c) + (isExact ? 0 : trace * trace / 4);
  return std::fabs(h * h + b * c) <= (isExact ? kOneOperation : kRounding) * scale ? Multiplicity::degenerate : Multiplicity::simple;
}

bool hasComplexPair(const Equilibrium& e) {
  return std::ranges::any_of(e.eigenvalues, [](const auto& z) { return z.imag() != 0; });
}

EquilibriumType nodeOrFocus(const Equilibrium& e, bool isStable, bool isExact) {
  if (e.state.size() == 2) {
    const Multiplicity m = multiplicity(e.jacobian, isExact);
    if (m == Multiplicity::star) return isStable ? stableStar : unstableStar;
    if (m == Multiplicity::degenerate) return isStable ? stableDegenerateNode : unstableDegenerateNode;
  }
  const bool turns = hasComplexPair(e);
  if (isStable) return turns ? stableFocus : stableNode;
  return turns ? unstableFocus : unstableNode;
}

// x' = A (x - x0) with trace A = 0 exactly and det A > 0: every orbit is an ellipse.
bool isCenter(std::span<const double> J) {
  return J.size() == 4 && J[0] == -J[3] && J[0] * J[3] - J[1] * J[2] > kRounding * (J[0] * J[0] + std::fabs(J[1] * J[2]));
}

void classify(Equilibrium& e, const DescribeEquilibriumOptions& options) {
  const std::size_t n = e.state.size();
  const double zero = options.hyperbolicTolerance * std::max(norm(e.jacobian), options.typicalSlope);
  const auto count = [&](auto&& holds) { return static_cast<std::size_t>(std::ranges::count_if(e.eigenvalues, holds)); };
  const std::size_t unstable = count([&](const auto& z) { return z.real() > zero; });
  const std::size_t stable = count([&](const auto& z) { return z.real() < -zero; });
  e.unstableDimension = static_cast<int>(unstable);
  e.type = nonhyperbolic;
  e.stability = Stability::nonhyperbolic;
  if (e.eigenvalues.size() != n) return;
  if (stable + unstable < n) {
    if (!options.isExactlyLinear || !isCenter(e.jacobian)) return;
    e.type = center;
    e.stability = Stability::stable;
  } else if (unstable == 0 || stable == 0) {
    e.type = nodeOrFocus(e, unstable == 0, options.isExactlyLinear);
    e.stability = unstable == 0 ? Stability::stable : Stability::unstable;
  } else {
    e.type = hasComplexPair(e) ? saddleFocus : saddle;
    e.stability = Stability::saddle;
  }
}

}  // namespace

Equilibrium describeEquilibrium(std::span<const double> state, std::span<const double> jacobian, double residual,
                                const DescribeEquilibriumOptions& options) {
  Equilibrium e;
  e.state.assign(state.begin(), state.end());
  e.jacobian.assign(jacobian.begin(), jacobian.end());
  e.residual = residual;
  Eigenpairs pairs = eigenpairs(jacobian, static_cast<int>(state.size()));
  e.eigenvalues = std::move(pairs.values);
  e.eigenvectors = std::move(pairs.vectors);
  classify(e, options);
  return e;
}

}  // namespace separatrix
