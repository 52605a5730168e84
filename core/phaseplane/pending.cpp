// Parts of the house that are still being built: each definition here goes when the real one lands.
#include "core/cycles/find_cycles.hpp"
#include "core/flow/integrate.hpp"
#include "core/manifolds/grow_manifolds.hpp"
#include "core/maps/find_fixed_points.hpp"
#include "core/phaseplane/nullclines.hpp"

namespace separatrix {

// equi
Result<Nullclines> computeNullclines(const Problem&, const ComputeNullclinesOptions&, const std::stop_token&) { return Nullclines{}; }
// flow
Trajectory integrate(const Model&, const Field&, std::span<const double> start, double, const IntegrateOptions&, const std::stop_token&) {
  Trajectory only;
  only.t = {0};
  only.states.dimension = static_cast<int>(start.size());
  only.states.append(start);
  return only;
}
Result<std::vector<ManifoldBranch>> growManifolds(const Problem&, const std::vector<Equilibrium>&, const std::vector<Cycle>&, const GrowManifoldsOptions&, const std::stop_token&) {
  return std::vector<ManifoldBranch>{};
}
Result<FixedPointsInBox> findFixedPoints(const Problem&, int, const std::stop_token&) { return FixedPointsInBox{}; }
// cycles
Result<CyclesFound> findCycles(const Problem&, const std::vector<Equilibrium>&, const FindCyclesOptions&, const std::stop_token&) { return CyclesFound{}; }
Result<CyclesFound> refineCycles(const Problem&, const std::vector<Cycle>&, const std::vector<Equilibrium>&, const FindCyclesOptions&, const std::stop_token&) { return CyclesFound{}; }

}  // namespace separatrix
