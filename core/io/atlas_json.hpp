#pragma once

#include <string>

#include "core/phaseplane/atlas.hpp"

namespace separatrix {

/// The document "separatrix/atlas/1" of CLI.md. `cells` is row by row from the lowest y, each row from
/// the lowest x; a cell is an index into `portraits`, null where no portrait could be made.
std::string atlasJson(const Atlas& atlas);

}  // namespace separatrix
