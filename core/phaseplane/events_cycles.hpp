#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/cycles/cycle.hpp"
#include "core/phaseplane/events.hpp"
#include "core/phaseplane/events_family.hpp"

namespace separatrix {

/// Folds and other ends of cycles among the events `known` (in order), without sentences. Planar flows only.
Result<std::vector<PortraitEvent>> locateCycleEvents(const ProblemFamily& family, const LocateEventsOptions& options,
                                                     const std::vector<PortraitEvent>& known,
                                                     const std::stop_token& stop);

struct LocatedFoldOfCycles {
  double p = 0, error = 0;
};

/// The fold of cycles near `cycle`, which exists at `p`:  P(s, p) = s,  log P'(s, p) = 0  on a section across it, by
/// Newton's method with P' from the divergence and differences for the rest. Empty when it does not converge.
std::optional<LocatedFoldOfCycles> locateFoldOfCycles(const ProblemFamily& family, double p, const Cycle& cycle,
                                                      const std::stop_token& stop);

}  // namespace separatrix
