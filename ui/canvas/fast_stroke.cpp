#include "ui/canvas/fast_stroke.hpp"

#include <QPainter>
#include <QPaintDevice>
#include <algorithm>
#include <cmath>

#include "ui/style/qt_style.hpp"

namespace separatrix {
namespace {

// Qt's one-pixel line is one pixel high, not thick: only 0.7 thick where it is steep. Parallel
// strokes this far apart, in pixels, leave no gaps; a pixel of coverage is shared by their edges.
constexpr double kClosest = 0.6;

struct Normals {
  std::vector<QPointF> at;  ///< one per point, length 1 / cos(half the turn), bounded
};

// At a corner between unit directions u and v the offset point lies along the bisector of their
// normals, longer by 1 / cos(turn / 2); bounded by 2 where the line turns back.
Normals normalsOf(const PaperLine& line) {
  Normals normals;
  normals.at.resize(line.size());
  QPointF before;
  bool known = false;
  for (std::size_t k = 0; k < line.size(); ++k) {
    QPointF after = before;
    if (k + 1 < line.size()) {
      const double dx = line[k + 1].x - line[k].x, dy = line[k + 1].y - line[k].y, d = std::hypot(dx, dy);
      if (d > 0) after = {-dy / d, dx / d};
    }
    if (!known) before = after;
    known = true;
    const QPointF sum = before + after;
    const double square = QPointF::dotProduct(sum, sum);  // 4 cos^2(turn / 2)
    normals.at[k] = square > 0.5 ? sum * (2 / square) : after;
    before = after;
  }
  return normals;
}

void strokeOne(QPainter& painter, const PaperLine& line, int strokes, double step, std::vector<QPointF>& points) {
  points.resize(line.size());
  if (strokes == 1) {
    for (std::size_t k = 0; k < line.size(); ++k) points[k] = {line[k].x, line[k].y};
    painter.drawPolyline(points.data(), static_cast<int>(points.size()));
    return;
  }
  const Normals normals = normalsOf(line);
  for (int s = 0; s < strokes; ++s) {
    const double offset = (s - (strokes - 1) / 2.0) * step;
    for (std::size_t k = 0; k < line.size(); ++k) points[k] = QPointF(line[k].x, line[k].y) + offset * normals.at[k];
    painter.drawPolyline(points.data(), static_cast<int>(points.size()));
  }
}

}  // namespace

std::vector<PaperLine> dashed(const PaperLine& line, const std::vector<double>& pattern) {
  double period = 0;
  for (const double part : pattern) period += part;
  if (line.size() < 2 || !(period > 0.01)) return {line};
  std::vector<PaperLine> dashes;
  PaperLine dash{line.front()};
  std::size_t part = 0;
  double left = pattern[0];
  for (std::size_t k = 1; k < line.size(); ++k) {
    const PaperPoint a = line[k - 1], b = line[k];
    const double d = std::hypot(b.x - a.x, b.y - a.y);
    double done = 0;
    while (d - done > left) {
      done += left;
      const PaperPoint p{a.x + done / d * (b.x - a.x), a.y + done / d * (b.y - a.y)};
      if (part % 2 == 0) {
        dash.push_back(p);
        dashes.push_back(std::move(dash));
        dash = {};
      } else {
        dash = {p};
      }
      part = (part + 1) % pattern.size();
      left = pattern[part];
    }
    left -= d - done;
    if (part % 2 == 0) dash.push_back(b);
  }
  if (part % 2 == 0 && dash.size() > 1) dashes.push_back(std::move(dash));
  return dashes;
}

void strokeFast(QPainter& painter, const PathMark& path) {
  if (!path.ink || path.width <= 0) return;
  const double ratio = painter.device()->devicePixelRatioF(), wide = path.width * ratio;  // device pixels
  const int strokes = wide <= 1.25 ? 1 : 1 + static_cast<int>(std::ceil((wide - 0.8) / kClosest));
  const double step = strokes > 1 ? (wide - 0.8) / (strokes - 1) / ratio : 0;
  QPen pen(color(*path.ink), std::clamp(wide, 0.5, 1.0));
  pen.setCosmetic(true);
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  std::vector<QPointF> points;
  for (const PaperLine& piece : path.pieces) {
    if (path.dash.empty()) {
      strokeOne(painter, piece, strokes, step, points);
    } else {
      for (const PaperLine& dash : dashed(piece, path.dash)) strokeOne(painter, dash, strokes, step, points);
    }
  }
}

void fillTrianglesFast(QPainter& painter, const PathMark& path) {
  if (!path.fill) return;
  const double ratio = painter.device()->devicePixelRatioF();
  QPen pen(color(*path.fill), 1);
  pen.setCosmetic(true);
  painter.setPen(pen);
  std::vector<QLineF> lines;
  for (const PaperLine& t : path.pieces) {
    const double base = std::hypot(t[2].x - t[1].x, t[2].y - t[1].y) * ratio;
    const int count = std::clamp(static_cast<int>(std::ceil(base)), 1, 20);
    for (int k = 0; k <= count; ++k) {
      const double s = static_cast<double>(k) / count;
      lines.emplace_back(t[0].x, t[0].y, t[1].x + s * (t[2].x - t[1].x), t[1].y + s * (t[2].y - t[1].y));
    }
  }
  painter.drawLines(lines.data(), static_cast<int>(lines.size()));
}

}  // namespace separatrix
