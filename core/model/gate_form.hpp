#pragma once

#include "core/model/graph.hpp"

namespace separatrix {

/// Whether `f`, the rate of change of state `x`, has the form a (1 - x) - b x of a gating variable,
/// up to a common factor, with a, b and the factor free of x: then x stays in [0, 1].
bool hasGateForm(const Graph& graph, Graph::Id f, int x);

}  // namespace separatrix
