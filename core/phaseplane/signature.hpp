#pragma once

#include <string>

#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// A text that is equal for two portraits exactly when their lists of (type, nesting, connection) agree up to a
/// renumbering: types of equilibria, stability of cycles, which cycle each lies directly inside of (planar
/// flows), and for each saddle where its two stable and its two unstable branches end, object by object. Positions,
/// sides, time scales, names and the order of anything do not enter, so it stays put while a slider moves nothing
/// essential.
///
/// Read it as: "{1 saddle, 2 stable node, 3 stable cycle; 1 -> 2 2; 2 in 3}", arrows along the flow: `1 <- 4`
/// is a stable branch of 1 that comes from 4. Ends that are no object stand with their saddle: "saddle (<- window)".
std::string signatureOf(const Portrait& portrait);

}  // namespace separatrix
