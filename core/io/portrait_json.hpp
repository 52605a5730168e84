#pragma once

#include <string>

#include "core/phaseplane/basins.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// The document "separatrix/portrait/1" of CLI.md; `curves` adds nullclines, cycles and manifolds as polylines.
/// `basins`, when given, adds "basins":{"size":[columns,rows],"attractors":[words],"cells":[[k,...],...],"evidence":..}:
/// cells[r][c] is an index into attractors, rows from the bottom of the window upward.
std::string portraitJson(const Portrait& portrait, bool curves, const Basins* basins = nullptr);

}  // namespace separatrix
