#pragma once

#include <functional>
#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/evidence.hpp"
#include "core/manifolds/manifold.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// Which attractor each cell of a grid over the plane's window goes to, the variables not shown being held.
struct Basins {
  int columns = 0, rows = 0;
  /// What the numbers in `cells` mean: the stable equilibria, the stable cycles, then whatever else some cell ends
  /// at (infinity, outside the window, unresolved, an attracting equilibrium that is not hyperbolic).
  std::vector<BranchDestination> attractors;
  std::vector<int> cells;  ///< index into attractors of the center of cell (c, r) at [r columns + c], rows upward
  int integrated = 0;      ///< cells whose center was followed to its end; the others are surrounded by equals
  Evidence evidence = Evidence::heuristic;  ///< converged: every cell was followed to an attractor, or to infinity
  bool finished = false;                    ///< false for the coarse versions a sink is shown

  int at(int column, int row) const { return cells[static_cast<std::size_t>(row) * columns + column]; }
  friend bool operator==(const Basins&, const Basins&) = default;
};

struct ComputeBasinsOptions {
  int columns = 200, rows = 200;
  double tolerance = 1e-6;  ///< of the trajectories, relative and absolute
  double time = 0;          ///< longest; 0: chosen from the slowest eigenvalue and the longest period
  int maximalSteps = 4'000; ///< per trajectory
  bool everyCell = false;   ///< follow all cells: slow, misses nothing wider than a cell
};

/// Shown the basins after each refinement: all cells are filled, coarsely at first.
using BasinsSink = std::function<void(const Basins&)>;

/// The basins of the attractors in a portrait of a flow, from coarse to fine.
///  1. Centers of every 16th cell are followed until they are caught by an attractor (see BasinTraps).
///  2. The spacing is halved: cells between equal neighbors inherit, unless a known border (stable manifold of a
///     saddle, unstable cycle) passes; the others are followed.
///  3. Inherited cells next to a cell of another basin are followed, until there are none.
/// A basin narrower than 16 cells whose border is not a manifold or cycle of the portrait may be missed.
/// One-dimensional flows get one row. Errors: usage (a map, a flow with resets, no cells); cancelled.
Result<Basins> computeBasins(const Portrait& portrait, const ComputeBasinsOptions& options = {},
                             const BasinsSink& sink = {}, const std::stop_token& stop = {});

}  // namespace separatrix
