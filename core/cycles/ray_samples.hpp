#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/cycles/return_map.hpp"

namespace separatrix {

/// The return map at one start on a ray: g = log(P(s)/s) of the forward map, or minus that of the
/// backward map where only that one returns.
struct RaySample {
  double s = 0, g = 0;
  bool known = false;  ///< false: no return in either direction
  bool spent = false;  ///< the budget ended before the orbit returned
  bool stiff = false;  ///< and stiffness was the reason
  int sign = 0;        ///< of g; 0: not to be told from closing
  int direction = 1;   ///< of time, in which the orbit returned
};

/// Where the return map of one ray is asked for, and how.
struct RayQuestion {
  const Field& field;
  const Section& ray;
  std::span<const Sink> forwardSinks, backwardSinks;
  const ReturnOptions& returns;
  const std::stop_token& stop;
  int& patience;  ///< how many more orbits may spend the whole budget of the implicit method in vain

  std::span<const Sink> sinks(int direction) const { return direction > 0 ? forwardSinks : backwardSinks; }
  ReturnOptions towards(int direction) const;
  Return follow(double s, int direction, double tolerance) const;  ///< by steps of order 8
};

/// Samples at the starts `at`, in their order:
///  1. forward from all by lanes of order 5, backward from those that do not return;
///  2. starts whose budget ended are followed by an implicit method, few of them where P is flat;
///  3. signs too small to be told from 0 are decided again by steps of order 8.
std::vector<RaySample> sampleRay(const RayQuestion& question, const std::vector<double>& at);

}  // namespace separatrix
