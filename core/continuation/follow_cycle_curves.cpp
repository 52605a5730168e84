#include "core/continuation/cycle_curves.hpp"

namespace separatrix {

Result<CycleCurves> followCycleCurves(const Problem&, const DiagramOptions&, const CycleBranches&,
                                      const std::vector<Codim2Point>&, const CyclesAt&, const std::stop_token&) {
  return CycleCurves{};
}

}  // namespace separatrix
