#include "core/maps/describe_fixed_point.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/equilibria/eigenpairs.hpp"

namespace separatrix {
namespace {

using enum EquilibriumType;

// In the plane, for a double multiplier: star when the linear part is a multiple of the identity.
bool isDouble(const std::vector<std::complex<double>>& m) {
  return m.size() == 2 && std::abs(m[0] - m[1]) <= 1e-8 * std::abs(m[0]);
}
bool isScalar(std::span<const double> J) {
  const double size = std::fabs(J[0]) + std::fabs(J[3]);
  return std::max({std::fabs(J[1]), std::fabs(J[2]), std::fabs(J[0] - J[3])}) <= 1e-13 * size;
}

EquilibriumType nodeOrFocus(const FixedPoint& point, std::span<const double> J, bool stable) {
  const bool turns = std::ranges::any_of(point.multipliers, [](const auto& m) { return m.imag() != 0; });
  if (isDouble(point.multipliers) && isScalar(J)) return stable ? stableStar : unstableStar;
  if (isDouble(point.multipliers)) return stable ? stableDegenerateNode : unstableDegenerateNode;
  if (turns) return stable ? stableFocus : unstableFocus;
  return stable ? stableNode : unstableNode;
}

}  // namespace

FixedPoint describeFixedPoint(std::span<const double> state, int period, std::span<const double> jacobian,
                              double residual, double tolerance) {
  FixedPoint point;
  point.state.assign(state.begin(), state.end());
  point.period = period;
  point.residual = residual;
  point.multipliers = eigenpairs(jacobian, static_cast<int>(state.size())).values;
  std::ranges::sort(point.multipliers, [](const auto& a, const auto& b) {
    return std::tuple(std::abs(a), a.real(), a.imag()) > std::tuple(std::abs(b), b.real(), b.imag());
  });
  const auto count = [&](auto&& holds) {
    return static_cast<std::size_t>(std::ranges::count_if(point.multipliers, holds));
  };
  const std::size_t unstable = count([&](const auto& m) { return std::abs(m) > 1 + tolerance; });
  const std::size_t stable = count([&](const auto& m) { return std::abs(m) < 1 - tolerance; });
  point.unstableDimension = static_cast<int>(unstable);
  if (point.multipliers.size() != state.size() || stable + unstable < state.size()) return point;
  if (stable == 0 || unstable == 0) {
    point.stability = unstable == 0 ? Stability::stable : Stability::unstable;
    point.type = nodeOrFocus(point, jacobian, unstable == 0);
  } else {
    const bool turns = count([](const auto& m) { return m.imag() != 0; }) > 0;
    point.stability = Stability::saddle;
    point.type = turns ? saddleFocus : saddle;
  }
  return point;
}

}  // namespace separatrix
