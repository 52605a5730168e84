#pragma once

#include <vector>

#include "core/model/problem.hpp"

namespace separatrix {

/// Directions of the field on a regular grid over the plane's window, for arrows. Point (c, r) has
/// number r columns + c; the anchors are the centers of the grid's cells, rows counted upward.
struct DirectionField {
  int columns = 0, rows = 0;
  std::vector<double> x, y;    ///< anchor points, plane coordinates
  std::vector<double> dx, dy;  ///< f in fractions of the window's extents, scaled to unit length; 0 where undefined or zero
  std::vector<double> speed;   ///< length before scaling, window fractions per time; 0 where undefined
};

/// The field (of a map: the displacement f(x) - x) at columns x rows points of the plane, the other
/// variables held. In one dimension there is one row, at height 0. Empty for a grid without cells.
DirectionField computeDirections(const Problem& problem, int columns, int rows);

}  // namespace separatrix
