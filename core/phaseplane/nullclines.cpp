#include "core/phaseplane/nullclines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "core/phaseplane/nullclines_chains.hpp"
#include "core/phaseplane/nullclines_clip.hpp"
#include "core/phaseplane/nullclines_factors.hpp"
#include "core/phaseplane/nullclines_singular.hpp"
#include "core/phaseplane/nullclines_touching.hpp"

namespace separatrix {
namespace {

constexpr int kMaximalCells = 48'000;
constexpr int kSmallCluster = 24;   // units: about six pixels
constexpr int kSingularCluster = 160;
constexpr double kNear = 0.01;      // pixels
constexpr std::size_t kMostUnfinished = 30'000;

using Cells = std::vector<LatticeCell>;

// Flagged cells that touch one another, also at corners.
std::vector<Cells> clusters(const Cells& cells) {
  std::map<std::pair<int, int>, std::size_t> at;
  for (std::size_t k = 0; k < cells.size(); ++k) at.emplace(std::pair(cells[k].u, cells[k].v), k);
  std::vector<char> isTaken(cells.size(), 0);
  std::vector<Cells> result;
  for (std::size_t seed = 0; seed < cells.size(); ++seed) {
    if (isTaken[seed] != 0) continue;
    isTaken[seed] = 1;
    Cells cluster{cells[seed]};
    for (std::size_t k = 0; k < cluster.size(); ++k)
      for (const int dv : {-1, 0, 1})
        for (const int du : {-1, 0, 1}) {
          const auto found = at.find({cluster[k].u + du, cluster[k].v + dv});
          if (found == at.end() || isTaken[found->second] != 0) continue;
          isTaken[found->second] = 1;
          cluster.push_back(cells[found->second]);
        }
    result.push_back(std::move(cluster));
  }
  return result;
}

struct Hull {
  LatticeCell corner;
  int across = 0, up = 0;
};

Hull hullOf(const Cells& cells) {
  int u0 = cells[0].u, u1 = u0, v0 = cells[0].v, v1 = v0;
  for (const LatticeCell& c : cells) {
    u0 = std::min(u0, c.u);
    v0 = std::min(v0, c.v);
    u1 = std::max(u1, c.u + c.size);
    v1 = std::max(v1, c.v + c.size);
  }
  return {{u0, v0, 0}, u1 - u0, v1 - v0};
}

std::vector<CurveCell> asFlagged(const Cells& cells) {
  std::vector<CurveCell> result;
  for (const LatticeCell& cell : cells) result.push_back({cell, CurveCell::Kind::flagged});
  return result;
}

// The zero set of one component as chains of points.
class Tracing {
 public:
  Tracing(PlaneField& field, int component, const Lattice& lattice) : field_(field), component_(component), lattice_(lattice) {}

  std::vector<std::vector<PlanePoint>> run(const std::vector<CurveCell>& cells) {
    std::vector<CurveCell> simple;
    Cells flagged, unfinished;
    for (const CurveCell& cell : cells) {
      if (cell.kind == CurveCell::Kind::unfinished) unfinished.push_back(cell.cell);
      if (cell.kind == CurveCell::Kind::flagged) {
        flagged.push_back(cell.cell);
      } else {
        simple.push_back(cell);
      }
    }
    SegmentChains chains(lattice_, refined(simple));
    std::vector<std::vector<PlanePoint>> touching;
    // A double curve written out eats the budget; then no sign changes in what is left.
    if (!unfinished.empty() && unfinished.size() <= kMostUnfinished && chains.isEmpty()) touching = traceTouching(field_, component_, lattice_, unfinished);
    std::vector<CurveSegment> steps;
    for (const Cells& cluster : clusters(flagged)) cross(chains, cluster, steps, touching);
    chains.add(std::move(steps));
    chains.joinCutBumps();
    std::vector<std::vector<PlanePoint>> result = chains.walk();
    std::ranges::move(touching, std::back_inserter(result));
    return result;
  }

 private:
  std::vector<CurveSegment> refined(const std::vector<CurveCell>& cells) {
    std::vector<CurveSegment> segments = cutSegments(field_, component_, lattice_, cells);
    refineSegments(field_, component_, lattice_, segments);
    return segments;
  }

  // What happens in a cluster of cells that are not simple: a crossing or a kink of curves that come from
  // outside, a long stretch to be followed by signs, or a zero set without a change of sign.
  void cross(SegmentChains& chains, const Cells& cluster, std::vector<CurveSegment>& steps, std::vector<std::vector<PlanePoint>>& touching) {
    const Hull hull = hullOf(cluster);
    const auto [u, v, none] = hull.corner;
    const double mx = 0.2 / lattice_.pixelsPerX, my = 0.2 / lattice_.pixelsPerY;
    const Interval x{lattice_.xAt(u) - mx, lattice_.xAt(u + hull.across) + mx}, y{lattice_.yAt(v) - my, lattice_.yAt(v + hull.up) + my};
    if (const int size = std::max(hull.across, hull.up); size <= kSingularCluster) {
      const std::vector<int> ends = chains.freeEnds(x, cluster);
      std::optional<PlanePoint> through;
      if (ends.size() >= 2) through = findSingularPoint(field_, component_, lattice_, x, y);
      if (!through && ends.size() == 2)
        if (const std::optional<PlanePoint> direction = chains.commonDirection(ends[0], ends[1]))
          through = findTurningPoint(field_, component_, lattice_, x, y, *direction);
      if (ends.size() >= 2 && (through || size <= kSmallCluster)) return chains.joinAcross(x, y, ends, through);
    }
    std::vector<CurveSegment> segments = cutSegments(field_, component_, lattice_, asFlagged(cluster));
    if (segments.empty()) {
      if (field_.mayJump(x, y)) return;
      std::ranges::move(traceTouching(field_, component_, lattice_, cluster), std::back_inserter(touching));
    } else {
      std::ranges::move(segments, std::back_inserter(steps));
    }
  }

  PlaneField& field_;
  int component_;
  const Lattice& lattice_;
};

// The part of a curve along which a component has a value; a factor of it may vanish where another has none.
class WhereDefined {
 public:
  WhereDefined(PlaneField& field, int component, const Lattice& lattice)
      : field_(field), component_(component), dx_(kNear / lattice.pixelsPerX), dy_(kNear / lattice.pixelsPerY) {}

  std::vector<Curve> partsOf(const Curve& curve) {
    std::vector<Curve> parts;
    bool wasDefined = false;
    const auto begin = [&](const PlanePoint& p) {
      parts.emplace_back();
      parts.back().append({p.x, p.y});
    };
    for (std::size_t k = 0; k < curve.size(); ++k) {
      const PlanePoint q{curve[k][0], curve[k][1]};
      const bool isDefined = hasValue(q);
      if (k > 0 && isDefined != wasDefined) {
        const PlanePoint p{curve[k - 1][0], curve[k - 1][1]};
        const PlanePoint end = wasDefined ? lastDefined(p, q) : lastDefined(q, p);
        if (wasDefined)
          parts.back().append({end.x, end.y});
        else
          begin(end);
      }
      if (isDefined && parts.empty()) begin(q);
      else if (isDefined) parts.back().append({q.x, q.y});
      wasDefined = isDefined;
    }
    std::erase_if(parts, [](const Curve& part) { return part.size() < 2; });
    return parts;
  }

 private:
  // There or next to it: where a root of a square root is, rounding decides on which side of its domain a point lies.
  bool hasValue(const PlanePoint& p) {
    const std::array<PlanePoint, 5> points = {p, PlanePoint{p.x + dx_, p.y}, {p.x - dx_, p.y}, {p.x, p.y + dy_}, {p.x, p.y - dy_}};
    std::array<double, 5> f[2];
    field_.values(points, f[0].data(), f[1].data());
    return std::ranges::any_of(f[component_], [](double value) { return std::isfinite(value); });
  }

  PlanePoint lastDefined(PlanePoint a, PlanePoint b) {
    for (int step = 0; step < 40; ++step) {
      const PlanePoint middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
      (hasValue(middle) ? a : b) = middle;
    }
    return a;
  }

  PlaneField& field_;
  int component_;
  double dx_, dy_;
};

void keepWhereDefined(const Problem& problem, const Lattice& lattice, Nullclines& nullclines) {
  PlaneField field(problem);
  for (const int c : {0, 1}) {
    WhereDefined whereDefined(field, c, lattice);
    std::vector<Curve> kept;
    for (const Curve& curve : c == 0 ? nullclines.first : nullclines.second) std::ranges::move(whereDefined.partsOf(curve), std::back_inserter(kept));
    (c == 0 ? nullclines.first : nullclines.second) = std::move(kept);
  }
}

// Rows of neighboring cells as one box each.
std::vector<Box> gather(Cells cells, const Lattice& lattice, const Interval& x, const Interval& y) {
  std::ranges::sort(cells, {}, [](const LatticeCell& c) { return std::tuple(c.v, c.size, c.u); });
  const auto [first, last] = std::ranges::unique(cells);
  cells.erase(first, last);
  std::vector<Box> boxes;
  for (std::size_t k = 0; k < cells.size();) {
    std::size_t end = k + 1;
    while (end < cells.size() && cells[end].v == cells[k].v && cells[end].size == cells[k].size &&
           cells[end].u == cells[end - 1].u + cells[k].size)
      ++end;
    const Interval across = hull(lattice.xOf(cells[k]), lattice.xOf(cells[end - 1])), up = lattice.yOf(cells[k]);
    boxes.push_back({Interval(std::max(across.lo, x.lo), std::min(across.hi, x.hi)), Interval(std::max(up.lo, y.lo), std::min(up.hi, y.hi))});
    k = end;
  }
  return boxes;
}

}  // namespace

Result<Nullclines> computeNullclines(const Problem& problem, const ComputeNullclinesOptions& options, const std::stop_token& stop) {
  Nullclines nullclines;
  const auto [i, j, held] = problem.plane;
  if (i == j) return nullclines;
  const Interval x = problem.box[static_cast<std::size_t>(i)], y = problem.box[static_cast<std::size_t>(j)];
  if (!(x.width() > 0 && y.width() > 0 && std::isfinite(x.width()) && std::isfinite(y.width()))) return nullclines;
  const Lattice lattice(x, y, std::clamp(options.pixelsWide, 16, 8192), std::clamp(options.pixelsHigh, 16, 8192));
  const std::vector<Problem> rounds = splitFactors(problem);
  std::vector<LatticeCell> undefined;
  for (const Problem& round : rounds) {
    PlaneField field(round);
    const std::optional<CurveCells> cells = findCurveCells(field, lattice, kMaximalCells, stop);
    if (!cells) return std::unexpected(Error{Error::Code::cancelled, "The nullclines were cancelled."});
    for (const int c : {0, 1}) {
      std::vector<Curve>& curves = c == 0 ? nullclines.first : nullclines.second;
      for (const std::vector<PlanePoint>& chain : Tracing(field, c, lattice).run(cells->component[c]))
        std::ranges::move(clipChain(chain, x, y, lattice), std::back_inserter(curves));
    }
    undefined.insert(undefined.end(), cells->undefined.begin(), cells->undefined.end());
    nullclines.isComplete = nullclines.isComplete && cells->isComplete;
  }
  if (rounds.front().model != problem.model) keepWhereDefined(problem, lattice, nullclines);
  nullclines.undefined = gather(std::move(undefined), lattice, x, y);
  return nullclines;
}

}  // namespace separatrix
