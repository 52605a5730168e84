#pragma once

#include <string>
#include <vector>

#include "core/scalar/interval.hpp"

namespace separatrix {

/// Where an axis carries numbers, and the numbers as shown (a real minus sign, never a comma).
struct Ticks {
  std::vector<double> values;       ///< ascending, inside the range
  std::vector<std::string> labels;  ///< one per value
};

/// Multiples of 1, 2 or 5 times a power of ten inside `range`, about `target` of them. Empty for a
/// range that is not finite or not wider than rounding. Source: Heckbert (1990), Graphics Gems I,
/// "Nice numbers for graph labels".
Ticks niceTicks(const Interval& range, int target);

}  // namespace separatrix
