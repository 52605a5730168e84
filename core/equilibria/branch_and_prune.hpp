#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/model/problem.hpp"

namespace separatrix {

/// n equations f(x) = 0 in n unknowns, known by enclosures over boxes (n intervals, flat).
/// Both callbacks return intervals that contain every value on the box; the whole line means
/// "cannot tell", an f_i without 0 that no zero lies in the box, for whatever reason. The Jacobian is
/// row-major, J[i n + j] encloses d f_i / d x_j, and bounds differences: across a jump it is the whole line.
struct EnclosedEquations {
  int dimension = 0;
  std::function<void(const Interval* x, Interval* f)> values;
  std::function<void(const Interval* x, Interval* f, Interval* J)> valuesAndJacobian;
};

struct BranchAndPruneOptions {
  int maximalBoxes = 20'000;        ///< boxes looked at; what is left then is undecided
  double smallestFraction = 1e-11;  ///< boxes below this fraction of the window are undecided
  double smallestUnbounded = 1e-3;  ///< the same where f has no bounded enclosure (poles, undefined regions)
  /// So many waiting boxes, each below a hundredth of the window, are taken for a curve of zeros and
  /// left undecided; a strongly stretching map has that many on the way to isolated zeros.
  std::size_t continuumBoxes = 2500;
};

/// One zero, enclosed to rounding in `enclosure`, the only zero in the wider `unique`.
struct EnclosedZero {
  Box enclosure;
  Box unique;
};

struct ZerosInBox {
  std::vector<EnclosedZero> zeros;  ///< different zeros, in the order found
  std::vector<Box> undecided;       ///< disjoint clusters; no zero lies outside `zeros` and these
  int boxes = 0;                    ///< boxes looked at
};

/// Every zero in the closed `window`, which must be bounded and not empty: branch and prune with
/// natural exclusion and the Hansen–Sengupta operator, preconditioned by the inverse of the
/// midpoint Jacobian, on boxes inflated by a tenth so that zeros on faces are proved too.
/// A zero is listed when its enclosure meets the window. Empty when `stop` fired.
/// Reference: Neumaier (1990), Interval Methods for Systems of Equations, theorem 5.1.8;
/// smear by sums of relative impacts: Trombettoni, Araya, Neveu (2011).
std::optional<ZerosInBox> branchAndPrune(const EnclosedEquations& equations, const Box& window,
                                         const BranchAndPruneOptions& options = {}, const std::stop_token& stop = {});

}  // namespace separatrix
