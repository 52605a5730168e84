#include "ui/canvas/paint_marks.hpp"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QPaintDevice>
#include <algorithm>
#include <cmath>

#include "ui/canvas/fast_stroke.hpp"
#include "ui/style/qt_style.hpp"

namespace separatrix {
namespace {

QPen penOf(const PathMark& path) {
  if (!path.ink || path.width <= 0) return Qt::NoPen;
  QPen pen(color(*path.ink), path.width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
  if (!path.dash.empty()) {
    QList<qreal> pattern;
    for (const double part : path.dash) pattern.append(part / path.width);
    pen.setDashPattern(pattern);
  }
  return pen;
}

bool isManyTriangles(const PathMark& path) {
  return path.fill && !path.ink && path.pieces.size() > 20 &&
         std::ranges::all_of(path.pieces, [](const PaperLine& piece) { return piece.size() == 3; });
}

void paintPath(QPainter& painter, const PathMark& path, const PaintMarksOptions& options) {
  if (options.fastStrokes && !path.closed && !path.fill) return strokeFast(painter, path);
  if (options.fastStrokes && isManyTriangles(path)) return fillTrianglesFast(painter, path);
  QPainterPath outline;
  outline.setFillRule(Qt::WindingFill);  // pieces that overlap are one area
  for (const PaperLine& piece : path.pieces) {
    if (piece.empty()) continue;
    outline.moveTo(piece.front().x, piece.front().y);
    for (std::size_t k = 1; k < piece.size(); ++k) outline.lineTo(piece[k].x, piece[k].y);
    if (path.closed) outline.closeSubpath();
  }
  painter.setPen(penOf(path));
  painter.setBrush(path.fill ? QBrush(color(*path.fill)) : QBrush(Qt::NoBrush));
  painter.drawPath(outline);
}

void paintDisc(QPainter& painter, const DiscMark& disc) {
  painter.setPen(disc.width > 0 ? QPen(color(disc.ink), disc.width) : QPen(Qt::NoPen));
  painter.setBrush(color(disc.fill));
  painter.drawEllipse(QPointF(disc.center.x, disc.center.y), disc.radius, disc.radius);
}

struct SetRun {
  QString text;
  QFont font;
  double advance = 0, rise = 0;  ///< device pixels
};

// Text is set in device pixels, where fonts know their true size; `perUnit` is their number per
// painter unit.
std::vector<SetRun> setRuns(const QPainter& painter, const TextMark& text, const PaintMarksOptions& options, double perUnit) {
  std::vector<SetRun> runs;
  for (const TextRun& run : text.runs) {
    const double size = text.size * perUnit * (run.script == 0 ? 1 : kScriptScale);
    QFont font = options.font;
    font.setPointSizeF(std::max(0.5, size * 72 / painter.device()->logicalDpiY()));
    font.setItalic(run.italic);
    const QString string = QString::fromStdString(run.text);
    const double rise = run.script == 0 ? 0 : run.script > 0 ? kSuperscriptRise : -kSubscriptDrop;
    runs.push_back({string, font, QFontMetricsF(font, painter.device()).horizontalAdvance(string), rise * text.size * perUnit});
  }
  return runs;
}

void paintText(QPainter& painter, const TextMark& text, const PaintMarksOptions& options) {
  const QTransform transform = painter.worldTransform();
  const double perUnit = std::hypot(transform.m11(), transform.m12());
  if (!(perUnit > 0) || !(text.size > 0)) return;
  const std::vector<SetRun> runs = setRuns(painter, text, options, perUnit);
  double width = 0;
  for (const SetRun& run : runs) width += run.advance;

  painter.save();
  painter.translate(text.at.x, text.at.y);
  if (text.upward) painter.rotate(-90);
  painter.scale(1 / perUnit, 1 / perUnit);
  painter.setPen(color(text.ink));
  double x = text.align == TextAlign::left ? 0 : text.align == TextAlign::right ? -width : -width / 2;
  for (const SetRun& run : runs) {
    painter.setFont(run.font);
    painter.drawText(QPointF(x, -run.rise), run.text);
    x += run.advance;
  }
  painter.restore();
}

}  // namespace

void paintMarks(QPainter& painter, const Marks& marks, const PaintMarksOptions& options) {
  for (const Mark& mark : marks) {
    if (const auto* path = std::get_if<PathMark>(&mark)) {
      paintPath(painter, *path, options);
    } else if (const auto* disc = std::get_if<DiscMark>(&mark)) {
      paintDisc(painter, *disc);
    } else if (const auto* text = std::get_if<TextMark>(&mark)) {
      paintText(painter, *text, options);
    }
  }
}

}  // namespace separatrix
