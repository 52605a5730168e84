#pragma once

#include <string>

#include "core/continuation/diagram.hpp"

namespace separatrix {

/// A diagram for people: its special points, branches, curves and points of codimension two, a line each.
std::string diagramText(const Diagram& diagram);

}  // namespace separatrix
