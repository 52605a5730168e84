#pragma once

#include <span>
#include <stop_token>

#include "core/flow/integrate.hpp"

namespace separatrix {

/// The orbit x, f(x), f(f(x)), ... of a map for floor(iterations) iterations; see integrate.
Trajectory iterateMap(const Field& map, std::span<const double> start, double iterations,
                      const IntegrateOptions& options, const std::stop_token& stop);

}  // namespace separatrix
