#pragma once

#include <span>
#include <stop_token>

#include "core/flow/trajectory.hpp"
#include "core/model/field.hpp"

namespace separatrix {

/// The orbit x, g(x), g(g(x)), ... of a map: `iterations` + 1 samples, t counts them. Ends early with
/// blewUp when a coordinate leaves [-bound, bound] or is no number (that image is not a sample).
Trajectory iterate(const Field& map, std::span<const double> start, int iterations, double bound = 1e6,
                   const std::stop_token& stop = {});

}  // namespace separatrix
