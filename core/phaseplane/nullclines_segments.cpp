#include "core/phaseplane/nullclines_segments.hpp"

#include <algorithm>
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

// The corners of a cell at which the component has a value, counterclockwise; where it has none, the points on the
// edges up to which it has one. Side k joins corner k to the next; `edge` is the edge of the cell it lies on, -1 inside.
struct Outline {
  std::array<PlanePoint, 6> corner;
  std::array<double, 6> f{};
  std::array<int, 6> edge{};
  std::size_t count = 0;

  void push(const PlanePoint& point, double value, int edge_) {
    corner[count] = point;
    f[count] = value;
    edge[count++] = edge_;
  }
};

struct Crossing {
  std::size_t cell;
  int side, edge;
};

// Neighboring cells must find the same point on their common edge: brackets run upward and rightward.
Bracket bracketOn(const Outline& outline, int side) {
  const std::size_t p = static_cast<std::size_t>(side), q = (p + 1) % outline.count;
  const bool isForward = outline.edge[p] < 2;
  return isForward ? Bracket{outline.corner[p], outline.corner[q], outline.f[p], outline.f[q]}
                   : Bracket{outline.corner[q], outline.corner[p], outline.f[q], outline.f[p]};
}

// The last point with a value on the way from `a`, which has one, to `b`, which has none.
struct DomainEnd {
  PlanePoint a, b;
  double fa = 0;
};

void findDomainEnds(PlaneField& field, int component, std::vector<DomainEnd>& ends) {
  constexpr int kBisections = 40;
  std::vector<PlanePoint> middle(ends.size());
  std::vector<double> values[2] = {std::vector<double>(ends.size()), std::vector<double>(ends.size())};
  for (int step = 0; step < kBisections && !ends.empty(); ++step) {
    for (std::size_t k = 0; k < ends.size(); ++k) middle[k] = {(ends[k].a.x + ends[k].b.x) / 2, (ends[k].a.y + ends[k].b.y) / 2};
    field.values(middle, values[0].data(), values[1].data());
    for (std::size_t k = 0; k < ends.size(); ++k) {
      const double f = values[component][k];
      if (std::isfinite(f)) {
        ends[k].a = middle[k];
        ends[k].fa = f;
      } else {
        ends[k].b = middle[k];
      }
    }
  }
}

// From the values at the four corners of each cell (five per cell, the last in the center).
std::vector<Outline> outlines(PlaneField& field, int component, const Lattice& lattice, std::span<const CurveCell> cells, const std::vector<double>& f) {
  std::vector<DomainEnd> ends;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const auto corner = corners(lattice, cells[k].cell);
    for (std::size_t e = 0; e < 4; ++e) {
      const std::size_t q = (e + 1) % 4;
      const bool from = std::isfinite(f[5 * k + e]), to = std::isfinite(f[5 * k + q]);
      if (from && !to) ends.push_back({corner[e], corner[q], f[5 * k + e]});
      if (!from && to) ends.push_back({corner[q], corner[e], f[5 * k + q]});
    }
  }
  findDomainEnds(field, component, ends);
  std::vector<Outline> result(cells.size());
  std::size_t next = 0;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const auto corner = corners(lattice, cells[k].cell);
    Outline& outline = result[k];
    for (std::size_t e = 0; e < 4; ++e) {
      const std::size_t q = (e + 1) % 4;
      const bool from = std::isfinite(f[5 * k + e]), to = std::isfinite(f[5 * k + q]);
      if (from) outline.push(corner[e], f[5 * k + e], static_cast<int>(e));
      if (from != to) {
        outline.push(ends[next].a, ends[next].fa, from ? -1 : static_cast<int>(e));
        ++next;
      }
    }
  }
  return result;
}

// A curve that enters a cell of a quarter pixel at `p` ends inside at a jump met at `q` on another edge: the place up to
// which the component stays near zero along the tangent; halfway to `q` where that does not tell.
PlanePoint endAtJump(PlaneField& field, int component, const Lattice& lattice, const PlanePoint& p, const PlanePoint& q, double jump) {
  constexpr double kReach = 0.5;  // pixels
  const PlanePoint halfway{(p.x + q.x) / 2, (p.y + q.y) / 2};
  double f = 0, fx = 0, fy = 0;
  field.valuesAndSlopes({&p, 1}, component, &f, &fx, &fy);
  const double sx = 1 / lattice.pixelsPerX, sy = 1 / lattice.pixelsPerY, length = std::hypot(fx * sx, fy * sy);
  double tx = -fy * sy / length, ty = fx * sx / length;
  if (!std::isfinite(tx) || !std::isfinite(ty)) return halfway;
  if (tx * (q.x - p.x) / sx + ty * (q.y - p.y) / sy < 0) tx = -tx, ty = -ty;
  const auto at = [&](double s) { return PlanePoint{p.x + s * tx * sx, p.y + s * ty * sy}; };
  const auto isNear = [&](double s) {
    const PlanePoint point = at(s);
    double values[2];
    field.values({&point, 1}, &values[0], &values[1]);
    return std::fabs(values[component]) <= 0.1 * jump;
  };
  double near = 0, far = kReach;
  if (isNear(far)) return halfway;
  for (int step = 0; step < 20; ++step) {
    const double middle = (near + far) / 2;
    (isNear(middle) ? near : far) = middle;
  }
  return at(near);
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
  const std::vector<Outline> outline = outlines(field, component, lattice, cells, f);

  std::vector<Crossing> crossings;
  std::vector<Bracket> brackets;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const std::size_t sides = outline[k].count;
    for (std::size_t side = 0; side < sides; ++side) {
      if ((outline[k].f[side] >= 0) == (outline[k].f[(side + 1) % sides] >= 0)) continue;
      crossings.push_back({k, static_cast<int>(side), outline[k].edge[side]});
      brackets.push_back(bracketOn(outline[k], static_cast<int>(side)));
    }
  }
  const std::vector<BracketRoot> roots = solveBrackets(field, component, lattice, brackets);

  std::vector<CurveSegment> segments;
  const auto loose = [](const PlanePoint& point) { return SegmentEnd{point, true, -1, 0}; };
  const auto endAt = [&](std::size_t p) {
    return crossings[p].edge < 0 ? loose(roots[p].point) : endOn(cells[crossings[p].cell].cell, crossings[p].edge, roots[p].point);
  };
  for (std::size_t first = 0; first < crossings.size();) {
    const std::size_t k = crossings[first].cell;
    std::size_t last = first;
    while (last < crossings.size() && crossings[last].cell == k) ++last;
    const auto add = [&](std::size_t p, std::size_t q) {
      if (roots[p].isZero && roots[q].isZero) {
        segments.push_back({cells[k], {endAt(p), endAt(q)}, {}});
      } else if ((roots[p].isZero || roots[q].isZero) && cells[k].kind == CurveCell::Kind::flagged) {
        const std::size_t zero = roots[p].isZero ? p : q, other = roots[p].isZero ? q : p;
        const double jump = std::max(std::fabs(brackets[other].fa), std::fabs(brackets[other].fb));
        const PlanePoint end = endAtJump(field, component, lattice, roots[zero].point, roots[other].point, jump);
        segments.push_back({cells[k], {endAt(zero), loose(end)}, {}});
      }
    };
    if (last - first == 2) add(first, first + 1);
    if (last - first == 4) {
      // Opposite corners have equal signs: the center joins one pair of them.
      const bool centerLikeFirst = (f[5 * k + 4] >= 0) == (outline[k].f[0] >= 0);
      add(first, centerLikeFirst ? first + 1 : first + 3);
      add(centerLikeFirst ? first + 2 : first + 1, centerLikeFirst ? first + 3 : first + 2);
    }
    first = last;
  }
  return segments;
}

}  // namespace separatrix
