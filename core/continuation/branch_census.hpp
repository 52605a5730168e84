#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/evidence.hpp"
#include "core/continuation/branch_equations.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// A point (x, p) where branches meet the border of the window: coordinate `side` (n: the parameter)
/// stands at its lower or upper end.
struct BorderPoint {
  std::vector<double> z;
  std::size_t side = 0;
  bool upper = false;
};

/// Where branches must be looked for so that none is missed. A branch inside the window either meets
/// the window's border or is closed, and a closed one has folds.
struct BranchCensus {
  Box window;                             ///< of (x, p); a face on which zeros are not isolated is moved out a little
  std::vector<BorderPoint> border;
  std::vector<std::vector<double>> folds; ///< zeros (x, p) of f and det Df
  std::vector<Box> undecided;             ///< boxes (x, p) in which folds could be neither found nor excluded
  Evidence evidence = Evidence::heuristic;  ///< proved: with folds in `undecided` settled, nothing is missing
};

/// By interval branch and prune on the faces of the window, and on f = det Df = 0 inside it for up to
/// four variables (of maps only for fixed points). Empty when stopped.
std::optional<BranchCensus> takeCensus(const Problem& problem, const Unfolding& unfolding, const Interval& range,
                                       const std::stop_token& stop);

/// Equilibria of the flow, points of least period `unfolding.iterations` of the map, with the parameter
/// at `value`, as (x, p). Empty when stopped or where the box is unusable.
struct SlicePoints {
  std::vector<std::vector<double>> points;
  bool isProved = false;
};
std::optional<SlicePoints> pointsOfSlice(const Problem& problem, const Unfolding& unfolding, const Box& box, double value,
                                         const std::stop_token& stop);

}  // namespace separatrix
