#pragma once

#include <optional>
#include <span>

#include "core/model/graph.hpp"

namespace separatrix {

/// operation(operands): the double the tape would compute, and an enclosure of the number the
/// author's decimals would give; a point where the double is exact. Empty where the result is not
/// finite or has no bounded enclosure.
std::optional<Literal> fold(Operation operation, std::span<const Literal> operands);

}  // namespace separatrix
