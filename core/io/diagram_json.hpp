#pragma once

#include <string>

#include "core/continuation/diagram.hpp"

namespace separatrix {

/// The document "separatrix/diagram/1" of CLI.md. What does not apply, or has no finite value, is left out.
std::string diagramJson(const Diagram& diagram);

}  // namespace separatrix
