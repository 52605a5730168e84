#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/equilibria/equilibrium.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// Coordinates T (x - center) about an attracting equilibrium in which the linear flow comes nearer at
/// every moment, and the ball |T (x - center)| < radius from which every trajectory goes to it.
struct AttractionBall {
  std::vector<double> center;
  std::vector<double> T;  ///< n x n, row-major
  double radius = 0;      ///< 0: shown nowhere

  double distance(std::span<const double> x) const;  ///< |T (x - center)|
  bool contains(std::span<const double> x) const { return distance(x) < radius; }
};

/// The largest ball found in which interval arithmetic shows distances in those coordinates to shrink
/// (forward, or backward in time); none when the equilibrium does not attract.
std::optional<AttractionBall> attractionBall(const Field& field, const Box& window, const Equilibrium& equilibrium,
                                             bool backward);

}  // namespace separatrix
