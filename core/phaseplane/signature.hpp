#pragma once

#include <string>

#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// A text that is equal for two portraits exactly when their lists of (type, nesting, connection)
/// agree: types of equilibria, stability of cycles with what each encloses, and from which type of
/// saddle which branch leads to what. Positions do not enter, so it stays put while a slider moves
/// nothing essential.
std::string signatureOf(const Portrait& portrait);

}  // namespace separatrix
