#include "core/phaseplane/nullclines_segments.hpp"

#include <array>
#include <cmath>

#include "core/phaseplane/nullclines_roots.hpp"

namespace separatrix {
namespace {

// Corners counterclockwise from the lower left; edge k runs from corner k to corner k + 1.
std::array<PlanePoint, 4> corners(const Lattice& lattice, const LatticeCell& c) {
  const double x0 = lattice.xAt(c.u), x1 = lattice.xAt(c.u + c.size), y0 = lattice.yAt(c.v), y1 = lattice.yAt(c.v + c.size);
  return {PlanePoint{x0, y0}, PlanePoint{x1, y0}, PlanePoint{x1, y1}, PlanePoint{x0, y1}};
}

SegmentEnd endOn(const LatticeCell& c, int edge, const PlanePoint& point) {
  switch (edge) {
    case 0: return {point, false, c.v, 1};
    case 1: return {point, true, c.u + c.size, -1};
    case 2: return {point, false, c.v + c.size, -1};
    default: return {point, true, c.u, 1};
  }
}

struct EdgeCrossing {
  std::size_t cell;
  int edge;
};

// Neighboring cells must find the same point on their common edge: brackets run upward and rightward.
Bracket bracketOn(const std::array<PlanePoint, 4>& corner, const double* f, int edge) {
  const std::size_t p = static_cast<std::size_t>(edge), q = (p + 1) % 4;
  return edge < 2 ? Bracket{corner[p], corner[q], f[p], f[q]} : Bracket{corner[q], corner[p], f[q], f[p]};
}

}  // namespace

std::vector<CurveSegment> cutSegments(PlaneField& field, int component, const Lattice& lattice, std::span<const CurveCell> cells) {
  std::vector<PlanePoint> points;
  points.reserve(5 * cells.size());
  for (const CurveCell& cell : cells) {
    const auto corner = corners(lattice, cell.cell);
    points.insert(points.end(), corner.begin(), corner.end());
    points.push_back({(corner[0].x + corner[2].x) / 2, (corner[0].y + corner[2].y) / 2});
  }
  std::vector<double> values[2] = {std::vector<double>(points.size()), std::vector<double>(points.size())};
  field.values(points, values[0].data(), values[1].data());
  const std::vector<double>& f = values[component];

  std::vector<EdgeCrossing> crossings;
  std::vector<Bracket> brackets;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const double* at = f.data() + 5 * k;
    for (int edge = 0; edge < 4; ++edge) {
      const double a = at[edge], b = at[(edge + 1) % 4];
      if (!std::isfinite(a) || !std::isfinite(b) || (a >= 0) == (b >= 0)) continue;
      crossings.push_back({k, edge});
      brackets.push_back(bracketOn(corners(lattice, cells[k].cell), at, edge));
    }
  }
  const std::vector<BracketRoot> roots = solveBrackets(field, component, lattice, brackets);

  std::vector<CurveSegment> segments;
  for (std::size_t first = 0; first < crossings.size();) {
    const std::size_t k = crossings[first].cell;
    std::size_t last = first;
    while (last < crossings.size() && crossings[last].cell == k) ++last;
    const auto add = [&](std::size_t p, std::size_t q) {
      if (!roots[p].isZero || !roots[q].isZero) return;
      segments.push_back({cells[k], {endOn(cells[k].cell, crossings[p].edge, roots[p].point), endOn(cells[k].cell, crossings[q].edge, roots[q].point)}, {}});
    };
    if (last - first == 2) add(first, first + 1);
    if (last - first == 4) {
      // Opposite corners have equal signs: the center joins one pair of them.
      const bool centerLikeFirst = (f[5 * k + 4] >= 0) == (f[5 * k] >= 0);
      add(first, centerLikeFirst ? first + 1 : first + 3);
      add(centerLikeFirst ? first + 2 : first + 1, centerLikeFirst ? first + 3 : first + 2);
    }
    first = last;
  }
  return segments;
}

}  // namespace separatrix
