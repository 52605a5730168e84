#pragma once

#include "core/figure/paper.hpp"

class QPainter;

namespace separatrix {

/// Strokes an open path the way Qt's raster engine is fast at: a few cosmetic polylines of one
/// device pixel, side by side along the normal (12 times faster than one antialiased wide pen, the
/// same to the eye). Dashes are cut first, so that parallel strokes keep in step. Opaque inks only.
void strokeFast(QPainter& painter, const PathMark& path);

/// Fills many small triangles (first point: the tip) with fans of one-pixel lines: the heads of a
/// field's arrows, whose common outline costs Qt more than all curves together.
void fillTrianglesFast(QPainter& painter, const PathMark& path);

/// The dashes of a line: pattern on, off, ... along its arclength, starting with on.
std::vector<PaperLine> dashed(const PaperLine& line, const std::vector<double>& pattern);

}  // namespace separatrix
