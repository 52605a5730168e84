#pragma once

#include "core/model/problem.hpp"

namespace separatrix {

/// Relations of two closed boxes of one dimension.
bool contains(const Box& outer, const Box& inner);
bool meets(const Box& a, const Box& b);  ///< they have a point in common

}  // namespace separatrix
