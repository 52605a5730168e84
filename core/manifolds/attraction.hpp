#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/equilibria/equilibrium.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// A ball around an equilibrium, |T (x - center)| < radius, from which every trajectory goes to it.
struct AttractionBall {
  std::vector<double> center;
  std::vector<double> T;  ///< n x n, row-major: coordinates along eigenvectors
  double radius = 0;

  bool contains(std::span<const double> x) const;
};

/// The largest ball found in which interval arithmetic shows distances in eigenvector coordinates to shrink
/// (forward, or backward in time); none when the equilibrium does not attract or shows it nowhere.
std::optional<AttractionBall> attractionBall(const Field& field, const Box& window, const Equilibrium& equilibrium,
                                             bool backward);

}  // namespace separatrix
