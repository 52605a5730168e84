#pragma once

#include <string>

#include "core/continuation/diagram.hpp"

namespace separatrix {

/// The points of all branches, one row each: branch, kind, the parameter, the variables (equilibria),
/// stability, unstable dimension, period and the variables' extrema (cycles). With a second parameter
/// the points of the curves: curve, kind, both parameters. What does not apply is an empty cell.
std::string diagramCsv(const Diagram& diagram);

}  // namespace separatrix
