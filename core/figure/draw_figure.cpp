#include "core/figure/draw_figure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "core/figure/draw_cells.hpp"
#include "core/figure/place_labels.hpp"
#include "core/figure/visible_line.hpp"

namespace separatrix {
namespace {

constexpr double kAir = 0.8;  // points between a curve and the equilibrium it leaves free

bool usable(const PaperFrame& frame) {
  return frame.x.isBounded() && frame.y.isBounded() && frame.x.lo < frame.x.hi && frame.y.lo < frame.y.hi &&
         frame.width > 0 && frame.height > 0;
}

bool isFinite(PaperPoint p) { return std::isfinite(p.x) && std::isfinite(p.y); }

std::vector<double> scaled(std::vector<double> lengths, double factor) {
  for (double& length : lengths) length *= factor;
  return lengths;
}

// Equilibria lie under manifolds, orbits and cycles in the order of the layers, yet must be read
// before them: those curves end at the edge of the marker.
std::vector<FreeDisc> freePlaces(const Figure& figure, const Style& style, const PaperFrame& frame) {
  std::vector<FreeDisc> discs;
  for (const FigureMarker& marker : figure.markers) {
    if (marker.layer != Layer::equilibria) continue;
    const PaperPoint center = frame.at(marker.x, marker.y);
    const double radius = (style.marker(marker.role).size / 2 + kAir) * frame.point;
    if (isFinite(center)) discs.push_back({center, radius});
  }
  return discs;
}

// An arrowhead of length h on a curve: tip at arclength s + h/2, base across s - h/2.
void addArrow(Marks& marks, const std::vector<PaperLine>& pieces, double s, double h, bool reversed, Ink ink) {
  PaperPoint tip = pointAt(pieces, s + h / 2), foot = pointAt(pieces, s - h / 2);
  if (reversed) std::swap(tip, foot);
  const double ux = tip.x - foot.x, uy = tip.y - foot.y, u = std::hypot(ux, uy);
  if (u < h / 2 || u > 1.01 * h) return;  // a turn too sharp for a direction, or a gap
  const double nx = -uy / u * h * 0.42, ny = ux / u * h * 0.42;
  const PaperPoint left{foot.x + nx, foot.y + ny}, right{foot.x - nx, foot.y - ny};
  marks.emplace_back(PathMark{{{tip, left, right}}, true, ink, std::nullopt, 0, {}});
}

void drawLine(Marks& marks, const FigureLine& line, const Style& style, const PaperFrame& frame,
              const std::vector<FreeDisc>& free) {
  if (line.curve.dimension != 2) return;
  const Stroke stroke = style.stroke(line.role);
  std::vector<PaperLine> pieces = visiblePieces(line.curve, frame);
  if (!free.empty()) pieces = cutOut(std::move(pieces), free);
  if (pieces.empty()) return;
  const double width = stroke.width * frame.point, h = 3.2 * frame.point + 2.2 * width, total = length(pieces);
  std::vector<PaperLine> kept = pieces;
  marks.emplace_back(PathMark{std::move(kept), false, std::nullopt, stroke.ink, width, scaled(stroke.dash, width)});
  for (const double fraction : line.arrows)
    if (const double s = fraction * total; s > h && s < total - h) addArrow(marks, pieces, s, h, line.arrowsReversed, stroke.ink);
}

// The arrows of a field: one path of shafts, one of heads. Length: 8 points, less where they stand closer.
void drawArrows(Marks& marks, const FigureArrows& arrows, const Style& style, const PaperFrame& frame) {
  const std::size_t n = std::min({arrows.x.size(), arrows.y.size(), arrows.dx.size(), arrows.dy.size()});
  if (n == 0) return;
  const Stroke stroke = style.stroke(arrows.role);
  const double spacing = std::sqrt(frame.width * frame.height / static_cast<double>(n));
  const double l = std::min(8 * frame.point, 0.66 * spacing), h = 0.46 * l, w = 0.36 * h;
  PathMark shafts{{}, false, std::nullopt, stroke.ink, stroke.width * frame.point, {}};
  PathMark heads{{}, true, stroke.ink, std::nullopt, 0, {}};
  for (std::size_t k = 0; k < n; ++k) {
    const PaperPoint p = frame.at(arrows.x[k], arrows.y[k]);
    const double ux = arrows.dx[k] * frame.width, uy = -arrows.dy[k] * frame.height, u = std::hypot(ux, uy);
    if (!isFinite(p) || !frame.contains(p) || !(u > 0) || !std::isfinite(u)) continue;
    const double ex = ux / u, ey = uy / u;
    const PaperPoint tip{p.x + ex * l / 2, p.y + ey * l / 2}, neck{tip.x - ex * h, tip.y - ey * h};
    shafts.pieces.push_back({{p.x - ex * l / 2, p.y - ey * l / 2}, neck});
    heads.pieces.push_back({tip, {neck.x - ey * w, neck.y + ex * w}, {neck.x + ey * w, neck.y - ex * w}});
  }
  marks.emplace_back(std::move(shafts));
  marks.emplace_back(std::move(heads));
}

// 45 degree lines x + y = k d, in one phase for all boxes, so that neighbors join.
void drawUndefined(Marks& marks, const Figure& figure, const Style& style, const PaperFrame& frame) {
  const Stroke stroke = style.stroke(Role::undefinedRegion);
  const double d = 4 * frame.point;
  PathMark hatch{{}, false, std::nullopt, stroke.ink, stroke.width * frame.point, {}};
  for (const auto& [x, y] : figure.undefined) {
    const PaperPoint a = frame.at(x.lo, y.hi), b = frame.at(x.hi, y.lo);
    const double left = std::max(a.x, frame.left), right = std::min(b.x, frame.right());
    const double top = std::max(a.y, frame.top), bottom = std::min(b.y, frame.bottom());
    if (!(left < right && top < bottom)) continue;
    for (double k = std::ceil((left + top) / d); k * d < right + bottom; ++k) {
      const double x0 = std::max(left, k * d - bottom), x1 = std::min(right, k * d - top);
      if (x0 < x1) hatch.pieces.push_back({{x0, k * d - x0}, {x1, k * d - x1}});
    }
  }
  if (!hatch.pieces.empty()) marks.emplace_back(std::move(hatch));
}

void drawMarker(Marks& marks, const FigureMarker& marker, const Style& style, const PaperFrame& frame) {
  const PaperPoint c = frame.at(marker.x, marker.y);
  if (!isFinite(c) || !frame.contains(c)) return;
  const Marker look = style.marker(marker.role);
  const double r = look.size / 2 * frame.point, edge = std::min(1.3, look.size / 4) * frame.point;
  switch (look.shape) {
    case MarkerShape::disc: marks.emplace_back(DiscMark{c, r, look.fill, look.ink, 0}); return;
    case MarkerShape::circle: marks.emplace_back(DiscMark{c, r - edge / 2, look.fill, look.ink, edge}); return;
    case MarkerShape::smallCircle: marks.emplace_back(DiscMark{c, r, look.fill, look.ink, 0.5 * frame.point}); return;
    case MarkerShape::crossedCircle: {
      const double q = (r - edge / 2) * std::numbers::sqrt2 / 2;
      marks.emplace_back(DiscMark{c, r - edge / 2, look.fill, look.ink, edge});
      marks.emplace_back(PathMark{{{{c.x - q, c.y - q}, {c.x + q, c.y + q}}, {{c.x - q, c.y + q}, {c.x + q, c.y - q}}},
                                  false, std::nullopt, look.ink, 0.7 * edge, {}});
      return;
    }
    case MarkerShape::halfDiamond: {
      const PaperPoint north{c.x, c.y - r}, south{c.x, c.y + r}, west{c.x - r, c.y}, east{c.x + r, c.y};
      marks.emplace_back(PathMark{{{north, east, south, west}}, true, look.fill, look.ink, 0.8 * edge, {}});
      marks.emplace_back(PathMark{{{north, south, west}}, true, look.ink, std::nullopt, 0, {}});
      return;
    }
  }
}

void drawText(Marks& marks, const FigureText& text, const Style& style, const PaperFrame& frame) {
  const PaperPoint at = frame.at(text.x, text.y);
  if (!isFinite(at) || !frame.contains(at)) return;
  marks.emplace_back(TextMark{at, TextAlign::left, textRuns(text.text), 8 * frame.point, style.stroke(text.role).ink, false});
}

bool shows(const LayerSet& visible, Layer layer) { return visible[static_cast<std::size_t>(layer)]; }

}  // namespace

Marks drawLayer(const Figure& figure, Layer layer, const Style& style, const PaperFrame& frame, const LayerSet& visible) {
  Marks marks;
  if (!shows(visible, layer) || !usable(frame)) return marks;
  for (const FigureCells& grid : figure.cells)
    if (grid.layer == layer)
      for (Mark& area : drawCells(grid, style, frame)) marks.push_back(std::move(area));
  if (layer == Layer::nullclines) drawUndefined(marks, figure, style, frame);
  for (const FigureArrows& arrows : figure.arrows)
    if (arrows.layer == layer) drawArrows(marks, arrows, style, frame);
  std::vector<FreeDisc> free;
  if (layer > Layer::equilibria && shows(visible, Layer::equilibria)) free = freePlaces(figure, style, frame);
  for (const FigureLine& line : figure.lines)
    if (line.layer == layer) drawLine(marks, line, style, frame, free);
  for (const FigureMarker& marker : figure.markers)
    if (marker.layer == layer) drawMarker(marks, marker, style, frame);
  for (const FigureText& text : figure.texts)
    if (text.layer == layer) drawText(marks, text, style, frame);
  for (Mark& label : placeLabels(figure, layer, style, frame, visible)) marks.push_back(std::move(label));
  return marks;
}

std::optional<std::string> hitFigure(const Figure& figure, const Style& style, const PaperFrame& frame, PaperPoint p,
                                     double tolerance, const LayerSet& visible) {
  if (!usable(frame)) return std::nullopt;
  const std::string* nearest = nullptr;
  double least = tolerance;
  const auto meet = [&](const std::string& id, double distance) {
    if (id.empty() || !(distance <= least)) return;
    least = distance;
    nearest = &id;
  };
  for (const FigureMarker& marker : figure.markers) {
    const PaperPoint c = frame.at(marker.x, marker.y);
    const double edge = std::hypot(c.x - p.x, c.y - p.y) - style.marker(marker.role).size / 2 * frame.point;
    if (shows(visible, marker.layer) && frame.contains(c)) meet(marker.id, std::max(0.0, edge));
  }
  if (nearest != nullptr) return *nearest;
  for (const FigureLine& line : figure.lines)
    if (shows(visible, line.layer) && !line.id.empty() && line.curve.dimension == 2)
      for (const PaperLine& piece : visiblePieces(line.curve, frame)) meet(line.id, distance(piece, p));
  if (nearest == nullptr) return std::nullopt;
  return *nearest;
}

}  // namespace separatrix
