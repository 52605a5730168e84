#pragma once

#include <string>

#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// The document "separatrix/portrait/1" of CLI.md; `curves` adds nullclines, cycles and manifolds as polylines.
std::string portraitJson(const Portrait& portrait, bool curves);

}  // namespace separatrix
