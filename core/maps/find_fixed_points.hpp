#pragma once

#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/maps/fixed_point.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

struct FixedPointsInBox {
  std::vector<FixedPoint> found;  ///< sorted by period, then coordinates; every point of a periodic orbit is listed
  Completeness completeness;
};

/// Points of least period 1 .. maximalPeriod of a map inside problem.box, with proof.
/// Errors: usage for an empty box; cancelled.
Result<FixedPointsInBox> findFixedPoints(const Problem& problem, int maximalPeriod, const std::stop_token& stop = {});

}  // namespace separatrix
