#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "core/figure/figure.hpp"
#include "core/figure/math_text.hpp"
#include "core/figure/style.hpp"

namespace separatrix {

/// A point on paper or on the screen: x to the right, y down.
struct PaperPoint {
  double x = 0, y = 0;
  friend bool operator==(const PaperPoint&, const PaperPoint&) = default;
};
using PaperLine = std::vector<PaperPoint>;

/// The box of the axes on paper and the intervals it shows. `point` is the number of paper units
/// per typographic point: 1 in files, pixels per point on screen.
struct PaperFrame {
  double left = 0, top = 0, width = 1, height = 1;
  Interval x{0, 1}, y{0, 1};
  double point = 1;

  double right() const { return left + width; }
  double bottom() const { return top + height; }
  PaperPoint at(double dataX, double dataY) const {
    return {left + (dataX - x.lo) / (x.hi - x.lo) * width, bottom() - (dataY - y.lo) / (y.hi - y.lo) * height};
  }
  bool contains(PaperPoint p) const { return left <= p.x && p.x <= right() && top <= p.y && p.y <= bottom(); }
  friend bool operator==(const PaperFrame&, const PaperFrame&) = default;
};

/// Lines and areas: one path of several pieces, stroked, filled or both.
struct PathMark {
  std::vector<PaperLine> pieces;
  bool closed = false;
  std::optional<Ink> fill;
  std::optional<Ink> ink;    ///< of the stroke
  double width = 0;          ///< of the stroke, paper units
  std::vector<double> dash;  ///< on, off, ... in paper units; empty: solid
};

struct DiscMark {
  PaperPoint center;
  double radius = 1;
  Ink fill, ink;
  double width = 0;  ///< of the edge; 0: none
};

enum class TextAlign { left, center, right };
struct TextMark {
  PaperPoint at;  ///< on the baseline
  TextAlign align = TextAlign::center;
  TextRuns runs;
  double size = 9;
  Ink ink;
  bool upward = false;  ///< turned by 90 degrees, reading upward
};

/// What is left of a figure once roles have become inks and data has become paper.
using Mark = std::variant<PathMark, DiscMark, TextMark>;
using Marks = std::vector<Mark>;

}  // namespace separatrix
