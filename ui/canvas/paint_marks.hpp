#pragma once

#include <QFont>

#include "core/figure/paper.hpp"

class QPainter;

namespace separatrix {

struct PaintMarksOptions {
  QFont font;                ///< family of all text
  bool fastStrokes = false;  ///< on screen: wide lines as parallel one-pixel strokes, see strokeFast
};

/// Paints marks in the painter's units. The only place where a figure meets a painter.
void paintMarks(QPainter& painter, const Marks& marks, const PaintMarksOptions& options);

}  // namespace separatrix
