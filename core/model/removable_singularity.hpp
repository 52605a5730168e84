#pragma once

#include "core/model/graph.hpp"

namespace separatrix {

/// The quotient over/under (or the product over*under, when `isProduct`) rewritten with
/// phi(u) = u/(1 - exp(-u)) or sinc(u) = sin(u)/u, where the text spells one of these in whatever
/// shape: some factor of the numerator is proportional to the exponent's argument, with a factor of
/// proportionality free of states and time, shown by comparing normal forms with rational
/// coefficients. Graph::kNone where that cannot be shown: a pole that only looks removable stays a pole.
Graph::Id withoutRemovableSingularity(Graph& graph, Graph::Id over, Graph::Id under, bool isProduct);

}  // namespace separatrix
