// Parts of the house that are still being built: each definition here goes when the real one lands.
#include "core/cycles/find_cycles.hpp"
#include "core/manifolds/grow_manifolds.hpp"
#include "core/maps/find_fixed_points.hpp"

namespace separatrix {

// flow
Result<std::vector<ManifoldBranch>> growManifolds(const Problem&, const std::vector<Equilibrium>&, const std::vector<Cycle>&, const GrowManifoldsOptions&, const std::stop_token&) {
  return std::vector<ManifoldBranch>{};
}
Result<FixedPointsInBox> findFixedPoints(const Problem&, int, const std::stop_token&) { return FixedPointsInBox{}; }

}  // namespace separatrix
