#pragma once

#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/phaseplane/events.hpp"
#include "core/phaseplane/events_family.hpp"

namespace separatrix {

/// The events of locateEvents that concern equilibria alone, without sentences, in order. Folds are not yet told
/// from those on invariant circles, Hopf points not classified.
Result<std::vector<PortraitEvent>> locateEquilibriumEvents(const ProblemFamily& family,
                                                           const LocateEventsOptions& options,
                                                           const std::stop_token& stop);

}  // namespace separatrix
