#pragma once

#include <span>
#include <vector>

#include "core/base/curve.hpp"
#include "core/figure/paper.hpp"

namespace separatrix {

/// The parts of a data curve (dimension 2) that lie inside the frame, on paper, every point inside
/// or on its border. Non-finite points break the curve; points nearer than a twentieth of a
/// point to their predecessor are left out.
std::vector<PaperLine> visiblePieces(const Curve& curve, const PaperFrame& frame);

/// A round place on paper that curves leave free, so that the mark there stays readable.
struct FreeDisc {
  PaperPoint center;
  double radius = 0;
};
std::vector<PaperLine> cutOut(std::vector<PaperLine> pieces, std::span<const FreeDisc> discs);

/// Removes points that lie within `tolerance` of the line through their neighbors kept (Douglas and
/// Peucker 1973).
PaperLine simplify(const PaperLine& line, double tolerance);

double length(const std::vector<PaperLine>& pieces);

/// The point at arclength s along all pieces, their gaps not counted; s is clamped to the length.
PaperPoint pointAt(const std::vector<PaperLine>& pieces, double s);

/// Distance from p to the nearest point of the line; infinite for fewer than two points.
double distance(const PaperLine& line, PaperPoint p);

}  // namespace separatrix
