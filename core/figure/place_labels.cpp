#include "core/figure/place_labels.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "core/figure/math_text.hpp"
#include "core/figure/visible_line.hpp"

namespace separatrix {
namespace {

constexpr double kSize = 8;           // points, of the letters
constexpr double kSpacing = 3;        // points between the samples of a curve
constexpr int kRings = 4;
constexpr double kForbidden = 1000;   // what no label may do
constexpr double kOnMarker = 12, kOnCurve = 1.5, kMostOnCurves = 9, kPerRing = 4;

struct Rect {
  double left = 0, top = 0, right = 0, bottom = 0;
  bool contains(PaperPoint p) const { return left <= p.x && p.x <= right && top <= p.y && p.y <= bottom; }
  bool meets(const Rect& o) const { return left < o.right && o.left < right && top < o.bottom && o.top < bottom; }
};

// To the upper right first, as in print; then around.
constexpr std::array<std::array<double, 2>, 8> kDirections = {
    {{0.75, -0.75}, {-0.75, -0.75}, {0.75, 0.75}, {-0.75, 0.75}, {0, -1}, {0, 1}, {1, 0}, {-1, 0}}};

// What labels should keep off: samples of the curves, and the markers.
struct Obstacles {
  std::vector<PaperPoint> curves, markers;
};

Obstacles obstaclesOf(const Figure& figure, const PaperFrame& frame, const LayerSet& visible) {
  const auto shows = [&](Layer layer) { return visible[static_cast<std::size_t>(layer)]; };
  Obstacles all;
  for (const FigureLine& line : figure.lines) {
    if (!shows(line.layer) || line.role == Role::ghost || line.curve.dimension != 2) continue;
    for (const PaperLine& piece : visiblePieces(line.curve, frame)) {
      const std::vector<PaperLine> one{piece};
      const double whole = length(one), step = kSpacing * frame.point;
      for (double s = 0; s <= whole; s += step) all.curves.push_back(pointAt(one, s));
    }
  }
  for (const FigureMarker& marker : figure.markers) {
    const PaperPoint p = frame.at(marker.x, marker.y);
    if (!shows(marker.layer) || marker.role == Role::ghost || !frame.contains(p)) continue;
    (marker.role == Role::specialPoint ? all.markers : all.curves).push_back(p);
  }
  return all;
}

struct Place {
  Rect box;
  int ring = 0;
  double cost = std::numeric_limits<double>::infinity();
};

double costOf(const Rect& box, int ring, const PaperFrame& frame, const Obstacles& obstacles, const std::vector<Rect>& taken) {
  const Rect inside{frame.left + 1, frame.top + 1, frame.right() - 1, frame.bottom() - 1};
  if (box.left < inside.left || box.right > inside.right || box.top < inside.top || box.bottom > inside.bottom)
    return kForbidden;
  for (const Rect& other : taken)
    if (box.meets(other)) return kForbidden;
  double cost = kPerRing * ring, onCurves = 0;
  for (const PaperPoint p : obstacles.markers)
    if (box.contains(p)) cost += kOnMarker;
  for (const PaperPoint p : obstacles.curves)
    if (box.contains(p)) onCurves += kOnCurve;
  return cost + std::min(onCurves, kMostOnCurves);
}

std::optional<Place> placeOf(PaperPoint anchor, double width, double height, const PaperFrame& frame,
                             const Obstacles& obstacles, const std::vector<Rect>& taken) {
  Place best;
  for (int ring = 0; ring < kRings; ++ring) {
    const double gap = (4 + 9.0 * ring) * frame.point;
    for (std::size_t k = 0; k < kDirections.size(); ++k) {
      const auto [ux, uy] = kDirections[k];
      const double cx = anchor.x + ux * gap + (ux > 0.1 ? width / 2 : ux < -0.1 ? -width / 2 : 0);
      const double cy = anchor.y + uy * gap + (uy > 0.1 ? height / 2 : uy < -0.1 ? -height / 2 : 0);
      const Rect box{cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2};
      const double cost = costOf(box, ring, frame, obstacles, taken) + 0.1 * static_cast<double>(k);
      if (cost < best.cost) best = {box, ring, cost};
    }
  }
  if (best.cost >= kForbidden) return std::nullopt;
  return best;
}

// From the point to the nearest place of the label's box.
PathMark leader(PaperPoint anchor, const Rect& box, Ink ink, double point) {
  const PaperPoint end{std::clamp(anchor.x, box.left, box.right), std::clamp(anchor.y, box.top, box.bottom)};
  return {{{anchor, end}}, false, std::nullopt, ink, 0.4 * point, {}};
}

}  // namespace

Marks placeLabels(const Figure& figure, Layer layer, const Style& style, const PaperFrame& frame, const LayerSet& visible) {
  Marks marks;
  if (std::ranges::none_of(figure.labels, [layer](const FigureLabel& label) { return label.layer == layer; })) return marks;
  const Obstacles obstacles = obstaclesOf(figure, frame, visible);
  std::vector<Rect> taken;
  for (const FigureLabel& label : figure.labels) {
    const PaperPoint anchor = frame.at(label.x, label.y);
    if (label.layer != layer || !std::isfinite(anchor.x) || !std::isfinite(anchor.y) || !frame.contains(anchor)) continue;
    const double size = kSize * frame.point, height = 0.95 * size;
    const TextRuns runs = textRuns(label.text);
    const double width = estimatedWidth(runs, size) * 1.08;
    const std::optional<Place> place = placeOf(anchor, width, height, frame, obstacles, taken);
    if (!place) continue;
    taken.push_back(place->box);
    const Ink ink = style.stroke(label.role).ink;
    if (place->ring > 0) marks.emplace_back(leader(anchor, place->box, ink, frame.point));
    const PaperPoint at{(place->box.left + place->box.right) / 2, place->box.bottom - 0.18 * size};
    marks.emplace_back(TextMark{at, TextAlign::center, runs, size, ink, false});
  }
  return marks;
}

}  // namespace separatrix
