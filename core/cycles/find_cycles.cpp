#include "core/cycles/find_cycles.hpp"

#include "core/cycles/find_attracting_cycles.hpp"
#include "core/cycles/find_planar_cycles.hpp"

namespace separatrix {
namespace {

Error cancelled() {
  return Error{Error::Code::cancelled, "The search for cycles was not finished: a newer picture is wanted."};
}

// What can be answered without a search.
bool hasTrivialAnswer(const Problem& problem, CyclesFound& answer) {
  const Model& model = *problem.model;
  if (model.kind == ModelKind::map) return true;
  if (model.dependsOnTime) {
    answer.remarks.push_back("The equations depend on t: cycles are not searched for.");
    return true;
  }
  if (model.dimension() > 1) return false;
  answer.completeness = Evidence::proved;  // x' = f(x): x moves one way between zeros of f
  return true;
}

}  // namespace

Result<CyclesFound> findCycles(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                               const FindCyclesOptions& options, const std::stop_token& stop) {
  CyclesFound answer;
  if (hasTrivialAnswer(problem, answer)) return answer;
  answer = problem.model->dimension() == 2 ? findPlanarCycles(problem, equilibria, options, stop)
                                           : findAttractingCycles(problem, equilibria, options, stop);
  if (stop.stop_requested()) return std::unexpected(cancelled());
  return answer;
}

Result<CyclesFound> refineCycles(const Problem& problem, const std::vector<Cycle>& known,
                                 const std::vector<Equilibrium>& equilibria, const FindCyclesOptions& options,
                                 const std::stop_token& stop) {
  CyclesFound answer;
  if (hasTrivialAnswer(problem, answer)) return answer;
  answer = problem.model->dimension() == 2 ? refinePlanarCycles(problem, known, equilibria, options, stop)
                                           : refineByShooting(problem, known, options, stop);
  if (stop.stop_requested()) return std::unexpected(cancelled());
  return answer;
}

}  // namespace separatrix
