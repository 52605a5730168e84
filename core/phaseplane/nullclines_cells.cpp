#include "core/phaseplane/nullclines_cells.hpp"

#include <cmath>

namespace separatrix {
namespace {

// A bump over an edge lower than this many pixels may be cut off.
constexpr double kFlat = 0.15;
constexpr int kSmallestUnbounded = 4;
constexpr std::size_t kManyCells = 4000;
constexpr int kLargestUndefined = 64;

class Quadtree {
 public:
  Quadtree(PlaneField& field, const Lattice& lattice, int maximalCells) : field_(field), lattice_(lattice), left_(maximalCells) {}

  std::optional<CurveCells> run(const std::stop_token& stop) {
    for (int r = 0; r < lattice_.tilesUp; ++r)
      for (int c = 0; c < lattice_.tilesAcross; ++c) level_.push_back({{c * Lattice::kTile, r * Lattice::kTile, Lattice::kTile}, 3});
    // Level by level, so that when the budget cannot last for the next level all cells are equally small.
    std::size_t previous = level_.size();
    while (!level_.empty()) {
      std::vector<Open> current;
      current.swap(level_);
      // Along curves each level has twice the cells of the last; four times as many fill an area.
      const bool isArea = current.size() > kManyCells && current.size() > 3 * previous;
      if (isArea || static_cast<int>(current.size()) > left_) left_ = 0;
      result_.isComplete = result_.isComplete && left_ > 0;
      previous = current.size();
      for (const Open& open : current) {
        if (stop.stop_requested()) return std::nullopt;
        examine(open);
      }
    }
    return std::move(result_);
  }

 private:
  struct Open {
    LatticeCell cell;
    int components = 3;  // bit c: component c may vanish here
  };

  void keep(const LatticeCell& cell, int components, CurveCell::Kind kind) {
    for (int c = 0; c < 2; ++c)
      if ((components >> c & 1) != 0) result_.component[c].push_back({cell, kind});
  }

  void examine(const Open& open) {
    const LatticeCell& cell = open.cell;
    if (left_-- <= 0) return keep(cell, open.components, CurveCell::Kind::unfinished);
    const Interval x = lattice_.xOf(cell), y = lattice_.yOf(cell);
    const bool mayBeSimple = cell.size <= Lattice::kLargestSimple;
    PlaneField::Enclosure e;
    if (mayBeSimple) {
      field_.enclose(x, y, e);
    } else {
      field_.enclose(x, y, e.f);
    }
    int open_ = 0, unbounded = 0;
    for (int c = 0; c < 2; ++c) {
      if ((open.components >> c & 1) == 0 || !e.f[c].contains(0.0)) continue;
      if (!e.f[c].isBounded()) unbounded |= 1 << c;
      open_ |= 1 << c;
    }
    if (mayBeSimple && open_ != 0 && !field_.mayJump(x, y))
      for (int c = 0; c < 2; ++c)
        if ((open_ & ~unbounded & 1 << c) != 0 && keepIfSimple(cell, x, y, c, e)) open_ &= ~(1 << c);
    if (unbounded != 0 && cell.size <= kLargestUndefined) open_ &= ~dropUndefined(cell, x, y, unbounded);
    if (unbounded != 0 && cell.size <= kSmallestUnbounded) {
      keep(cell, unbounded & open_, CurveCell::Kind::coarse);
      open_ &= ~unbounded;
    }
    if (open_ == 0) return;
    if (cell.size == 1) return keep(cell, open_, CurveCell::Kind::flagged);
    const int half = cell.size / 2;
    for (const int dv : {0, half})
      for (const int du : {0, half}) level_.push_back({{cell.u + du, cell.v + dv, half}, open_});
  }

  bool keepIfSimple(const LatticeCell& cell, const Interval& x, const Interval& y, int c, const PlaneField::Enclosure& e) {
    const Interval fx = e.df[c][0], fy = e.df[c][1];
    const bool inX = fx.isBounded() && !fx.contains(0.0), inY = fy.isBounded() && !fy.contains(0.0);
    CurveCell::Kind kind = CurveCell::Kind::monotone;
    if (!(inX && inY)) {
      const bool overX = inY && fx.isBounded() && isGraph(x, y, c, fx, fy, true);
      const bool overY = !overX && inX && fy.isBounded() && isGraph(x, y, c, fx, fy, false);
      if (!overX && !overY) return false;
      kind = overX ? CurveCell::Kind::graphOverX : CurveCell::Kind::graphOverY;
    }
    result_.component[c].push_back({cell, kind});
    return true;
  }

  // Monotone in y: does the arc avoid the bottom and the top edge, or cut off only bumps lower than kFlat?
  bool isGraph(const Interval& x, const Interval& y, int c, const Interval& fx, const Interval& fy, bool overX) {
    const double slope = overX ? fx.magnitude() / std::min(std::fabs(fy.lo), std::fabs(fy.hi)) * x.width() * lattice_.pixelsPerY
                               : fy.magnitude() / std::min(std::fabs(fx.lo), std::fabs(fx.hi)) * y.width() * lattice_.pixelsPerX;
    if (slope <= kFlat) return true;
    Interval f[2];
    for (const bool upper : {false, true}) {
      const Interval edgeX = overX ? x : Interval(upper ? x.hi : x.lo), edgeY = overX ? Interval(upper ? y.hi : y.lo) : y;
      field_.enclose(edgeX, edgeY, f);
      if (f[c].contains(0.0)) return false;
    }
    return true;
  }

  // The components of `unbounded` that have no value at any of nine points of the cell.
  int dropUndefined(const LatticeCell& cell, const Interval& x, const Interval& y, int unbounded) {
    PlanePoint points[9];
    double f[2][9];
    for (int k = 0; k < 9; ++k) points[k] = {x.lo + x.width() * (k % 3) / 2, y.lo + y.width() * (k / 3) / 2};
    field_.values(points, f[0], f[1]);
    int dropped = 0;
    for (int c = 0; c < 2; ++c) {
      if ((unbounded >> c & 1) == 0) continue;
      bool hasValue = false;
      for (const double value : f[c]) hasValue = hasValue || std::isfinite(value);
      if (!hasValue) dropped |= 1 << c;
    }
    if (dropped != 0) result_.undefined.push_back(cell);
    return dropped;
  }

  PlaneField& field_;
  const Lattice& lattice_;
  int left_;
  std::vector<Open> level_;
  CurveCells result_;
};

}  // namespace

std::optional<CurveCells> findCurveCells(PlaneField& field, const Lattice& lattice, int maximalCells, const std::stop_token& stop) {
  return Quadtree(field, lattice, maximalCells).run(stop);
}

}  // namespace separatrix
