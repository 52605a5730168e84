#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/phaseplane/nullclines_lattice.hpp"

namespace separatrix {

/// What is known of one component over a cell that may hold a piece of its zero set.
struct CurveCell {
  enum class Kind {
    monotone,    ///< strictly monotone in x and in y: at most one arc, monotone itself
    graphOverX,  ///< strictly monotone in y, the arc runs from the left to the right edge
    graphOverY,  ///< strictly monotone in x, the arc runs from the bottom to the top edge
    flagged,     ///< as small as cells get and still not simple
    coarse,      ///< not bounded (poles, edges of the domain)
    unfinished,  ///< not looked at: the budget is spent
  };
  LatticeCell cell;
  Kind kind = Kind::flagged;
};

struct CurveCells {
  std::vector<CurveCell> component[2];
  std::vector<LatticeCell> undefined;  ///< cells in which no sample has a value
  bool isComplete = true;              ///< the budget lasted
};

/// All cells that may hold a piece of the zero set of either component: a quadtree from the tiles
/// down, cells dropped where an interval enclosure excludes 0, and kept as soon as they are simple.
/// Looks at no more than `maximalCells` cells. Empty when `stop` fired.
std::optional<CurveCells> findCurveCells(PlaneField& field, const Lattice& lattice, int maximalCells, const std::stop_token& stop);

}  // namespace separatrix
