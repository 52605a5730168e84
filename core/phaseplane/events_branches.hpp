#pragma once

#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/phaseplane/events.hpp"
#include "core/phaseplane/events_family.hpp"

namespace separatrix {

/// Homoclinic loops and connections of saddles between consecutive events of equilibria `known`, without sentences.
/// `known`: in order. Planar flows only; nothing where there is no saddle.
Result<std::vector<PortraitEvent>> locateConnections(const ProblemFamily& family,
                                                     const std::vector<PortraitEvent>& known,
                                                     const std::stop_token& stop);

/// Is the fold one on an invariant circle? Where its two equilibria are a little apart, `room` away from it, both
/// unstable branches of the saddle lead to the node (or both stable ones come from it).
Result<bool> isOnInvariantCircle(const ProblemFamily& family, const PortraitEvent& fold, double room,
                                 const std::stop_token& stop);

}  // namespace separatrix
