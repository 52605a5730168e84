#pragma once

#include <optional>

#include "core/cycles/ray_samples.hpp"

namespace separatrix {

/// Where P(s) - s comes nearest to 0 between two starts at which it has one sign.
struct Crest {
  enum class Kind {
    apart,     ///< P(s) - s stays away from 0
    crossing,  ///< its sign at s differs from the ends'
    touching,  ///< it is 0 to rounding at s: one semi-stable cycle
  };
  Kind kind = Kind::apart;
  double s = 0;
  double spread = 0;  ///< how far from s a touching cycle may lie
};

/// Looks for the zero of log P' between a and b, in the direction of time given. Empty when P(s) - s
/// does not lead towards 0 from both ends, or an orbit does not return.
std::optional<Crest> findCrest(const RayQuestion& map, int direction, double a, double b);

}  // namespace separatrix
