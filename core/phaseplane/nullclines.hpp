#pragma once

#include <stop_token>
#include <vector>

#include "core/base/curve.hpp"
#include "core/base/error.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

struct ComputeNullclinesOptions {
  int pixelsWide = 800;   ///< the picture the curves are for; they are true to a quarter pixel
  int pixelsHigh = 600;
};

/// Zero sets of the two shown components of the field in the plane of a problem, the other
/// variables held. Chained into as few polylines as there are branches; a closed branch repeats its first point.
struct Nullclines {
  std::vector<Curve> first;   ///< where the x axis' variable stands still
  std::vector<Curve> second;  ///< where the y axis' variable stands still
  std::vector<Box> undefined; ///< plane boxes (two intervals) in which the field has no value
  bool isComplete = true;     ///< false when the budget ended on curves too many or too wild for it
};

/// Errors: cancelled. Method: factors apart; interval quadtree exclusion, edge roots, chains.
Result<Nullclines> computeNullclines(const Problem& problem, const ComputeNullclinesOptions& options = {},
                                     const std::stop_token& stop = {});

}  // namespace separatrix
