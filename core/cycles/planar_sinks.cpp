#include "core/cycles/planar_sinks.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {

std::vector<Sink> sinksOf(const Problem& problem, const std::vector<Equilibrium>& equilibria, int direction) {
  constexpr double kRadius = 1e-3, kOwnRadius = 4e-6;
  const Stability attracting = direction > 0 ? Stability::stable : Stability::unstable;
  std::vector<Sink> sinks;
  const PlanePoint width = windowWidths(problem);
  for (const Equilibrium& e : equilibria) {
    if (e.stability != attracting) continue;
    // A focus has small cycles around it; nothing closes around a node without a turn.
    const bool turns = e.eigenvalues.empty() || e.eigenvalues[0].imag() != 0;
    double radius = turns ? kOwnRadius : kRadius;
    for (const Equilibrium& other : equilibria) {
      const double distance =
          std::hypot((other.state[0] - e.state[0]) / width[0], (other.state[1] - e.state[1]) / width[1]);
      if (distance > 0) radius = std::min(radius, 0.1 * distance);
    }
    sinks.push_back({{e.state[0], e.state[1]}, radius});
  }
  return sinks;
}

std::optional<int> indexOf(const Equilibrium& e) {
  const double plus = e.jacobian[0] * e.jacobian[3], minus = e.jacobian[1] * e.jacobian[2];
  if (std::fabs(plus - minus) <= 1e-9 * (std::fabs(plus) + std::fabs(minus))) return std::nullopt;
  return plus > minus ? 1 : -1;
}

bool mayBeEnclosedAlone(const Equilibrium& e) {
  const double determinant = e.jacobian[0] * e.jacobian[3] - e.jacobian[1] * e.jacobian[2];
  const double size = std::fabs(e.jacobian[0] * e.jacobian[3]) + std::fabs(e.jacobian[1] * e.jacobian[2]);
  return determinant >= -1e-12 * size;
}

}  // namespace separatrix
