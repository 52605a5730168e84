#pragma once

#include <span>
#include <vector>

#include "core/phaseplane/nullclines_cells.hpp"

namespace separatrix {

/// Where a piece of curve meets the border of its cell.
struct SegmentEnd {
  PlanePoint point;
  bool onVertical = false;  ///< the edge lies on a vertical lattice line, else on a horizontal one
  int line = 0;             ///< which
  int side = 1;             ///< of the line on which the cell lies: 1 right or above, -1 left or below; 0: an end inside the cell, at a jump or at an edge of the domain
};

/// A piece of a zero set inside one cell, from border to border; `inner` lies between the ends, in order.
struct CurveSegment {
  CurveCell cell;
  SegmentEnd ends[2];
  std::vector<PlanePoint> inner;
};

/// The pieces in `cells`, by the signs of the component at the corners and its zeros on the edges
/// where the sign changes. Edges on which it jumps or has a pole give nothing. Where it has no value at some
/// corners, the cell is cut off where the values end.
std::vector<CurveSegment> cutSegments(PlaneField& field, int component, const Lattice& lattice, std::span<const CurveCell> cells);

/// Adds points until the pieces follow the curve to within a tenth of a pixel.
void refineSegments(PlaneField& field, int component, const Lattice& lattice, std::vector<CurveSegment>& segments);

}  // namespace separatrix
