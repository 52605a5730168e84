#include "core/figure/visible_line.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace separatrix {
namespace {

constexpr double kNearest = 0.05;  // points between neighbors

double norm(double x, double y) { return std::sqrt(x * x + y * y); }  // lengths on paper: no overflow

double toSegment(PaperPoint a, PaperPoint b, PaperPoint p) {
  const double ux = b.x - a.x, uy = b.y - a.y, u = ux * ux + uy * uy;
  const double t = u > 0 ? std::clamp(((p.x - a.x) * ux + (p.y - a.y) * uy) / u, 0.0, 1.0) : 0;
  return norm(p.x - a.x - t * ux, p.y - a.y - t * uy);
}

PaperPoint between(PaperPoint a, PaperPoint b, double t) { return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}; }

// The point of the line a b at which one coordinate, `along`, has the value `border` exactly.
PaperPoint onBorder(PaperPoint a, PaperPoint b, double PaperPoint::*along, double border) {
  PaperPoint p = between(a, b, (border - a.*along) / (b.*along - a.*along));
  p.*along = border;
  return p;
}

// Moves the ends a, b of a segment to the borders they lie beyond, one border after the other
// (Cohen and Sutherland); false when nothing of it is left inside.
bool clip(PaperPoint& a, PaperPoint& b, const PaperFrame& frame) {
  const auto halfPlane = [&](double PaperPoint::*along, double border, double sign) {
    const double da = sign * (a.*along - border), db = sign * (b.*along - border);  // positive: outside
    if (da > 0 && db > 0) return false;
    if (da > 0) a = onBorder(a, b, along, border);
    if (db > 0) b = onBorder(a, b, along, border);
    return true;
  };
  return halfPlane(&PaperPoint::x, frame.left, -1) && halfPlane(&PaperPoint::x, frame.right(), 1) &&
         halfPlane(&PaperPoint::y, frame.top, -1) && halfPlane(&PaperPoint::y, frame.bottom(), 1);
}

class PieceBuilder {
 public:
  explicit PieceBuilder(const PaperFrame& frame) : frame_(frame), nearest_(kNearest * frame.point) {}

  void segment(PaperPoint a, PaperPoint b) {
    if (frame_.contains(a) && frame_.contains(b)) {  // nearly always
      if (line_.empty()) line_.push_back(a);
      return add(b);
    }
    PaperPoint from = a, to = b;
    if (!clip(from, to, frame_)) return finish();
    if (!(from == a)) finish();
    if (line_.empty()) line_.push_back(from);
    add(to);
    if (!(to == b)) finish();
  }

  void finish() {
    if (skipped_) line_.push_back(*skipped_);
    skipped_.reset();
    if (line_.size() > 1) pieces_.push_back(std::move(line_));
    line_.clear();
  }

  std::vector<PaperLine> take() {
    finish();
    return std::move(pieces_);
  }

 private:
  // The last point of a piece is always kept, however near.
  void add(PaperPoint p) {
    const PaperPoint last = line_.back();
    if (std::fabs(p.x - last.x) + std::fabs(p.y - last.y) < nearest_) {
      skipped_ = p;
      return;
    }
    skipped_.reset();
    line_.push_back(p);
  }

  const PaperFrame& frame_;
  double nearest_;
  PaperLine line_;
  std::optional<PaperPoint> skipped_;
  std::vector<PaperLine> pieces_;
};

// The parts of a line outside a disc: on a segment a + t (b - a) the circle is met where
// |a - c + t (b - a)|^2 = r^2, A t^2 + 2 B t + C = 0.
void cutOne(const PaperLine& line, const FreeDisc& disc, std::vector<PaperLine>& left) {
  PaperLine part;
  const auto finish = [&] {
    if (part.size() > 1) left.push_back(std::move(part));
    part.clear();
  };
  for (std::size_t k = 0; k < line.size(); ++k) {
    const PaperPoint b = line[k], a = line[k == 0 ? 0 : k - 1];
    const double ux = b.x - a.x, uy = b.y - a.y, wx = a.x - disc.center.x, wy = a.y - disc.center.y;
    const double A = ux * ux + uy * uy, B = ux * wx + uy * wy, C = wx * wx + wy * wy - disc.radius * disc.radius;
    if (A > 0 && B * B > A * C) {
      const double root = std::sqrt(B * B - A * C), in = (-B - root) / A, out = (-B + root) / A;
      if (in > 0 && in < 1) {
        part.push_back(between(a, b, in));
        finish();
      }
      if (out > 0 && out < 1) part = {between(a, b, out)};
    }
    if (norm(b.x - disc.center.x, b.y - disc.center.y) >= disc.radius) part.push_back(b);
  }
  finish();
}

}  // namespace

std::vector<PaperLine> visiblePieces(const Curve& curve, const PaperFrame& frame) {
  SEPARATRIX_EXPECTS(curve.dimension == 2);
  PieceBuilder builder(frame);
  const double ax = frame.width / (frame.x.hi - frame.x.lo), ay = frame.height / (frame.y.hi - frame.y.lo);
  const std::size_t n = curve.size();
  PaperPoint last;
  bool known = false;
  for (std::size_t k = 0; k < n; ++k) {
    const double* c = curve.coordinates.data() + 2 * k;
    const PaperPoint p{frame.left + (c[0] - frame.x.lo) * ax, frame.bottom() - (c[1] - frame.y.lo) * ay};
    const bool finite = std::isfinite(p.x) && std::isfinite(p.y);
    if (finite && known) builder.segment(last, p);
    if (!finite) builder.finish();
    last = p;
    known = finite;
  }
  return builder.take();
}

std::vector<PaperLine> cutOut(std::vector<PaperLine> pieces, std::span<const FreeDisc> discs) {
  for (const FreeDisc& disc : discs) {
    std::vector<PaperLine> left;
    for (PaperLine& line : pieces) {
      if (distance(line, disc.center) >= disc.radius)
        left.push_back(std::move(line));
      else
        cutOne(line, disc, left);
    }
    pieces = std::move(left);
  }
  return pieces;
}

PaperLine simplify(const PaperLine& line, double tolerance) {
  if (line.size() < 3) return line;
  std::vector<bool> keep(line.size(), false);
  keep.front() = keep.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, line.size() - 1}};
  while (!open.empty()) {
    const auto [from, to] = open.back();
    open.pop_back();
    std::size_t farthest = from;
    double most = tolerance;
    for (std::size_t k = from + 1; k < to; ++k)
      if (const double d = toSegment(line[from], line[to], line[k]); d > most) most = d, farthest = k;
    if (farthest == from) continue;
    keep[farthest] = true;
    open.emplace_back(from, farthest);
    open.emplace_back(farthest, to);
  }
  PaperLine kept;
  for (std::size_t k = 0; k < line.size(); ++k)
    if (keep[k]) kept.push_back(line[k]);
  return kept;
}

double length(const std::vector<PaperLine>& pieces) {
  double sum = 0;
  for (const PaperLine& line : pieces)
    for (std::size_t k = 1; k < line.size(); ++k) sum += norm(line[k].x - line[k - 1].x, line[k].y - line[k - 1].y);
  return sum;
}

PaperPoint pointAt(const std::vector<PaperLine>& pieces, double s) {
  SEPARATRIX_EXPECTS(!pieces.empty());
  for (const PaperLine& line : pieces)
    for (std::size_t k = 1; k < line.size(); ++k) {
      const double step = norm(line[k].x - line[k - 1].x, line[k].y - line[k - 1].y);
      if (s <= step && step > 0) return between(line[k - 1], line[k], std::max(0.0, s / step));
      s -= step;
    }
  return pieces.back().back();
}

double distance(const PaperLine& line, PaperPoint p) {
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t k = 1; k < line.size(); ++k) least = std::min(least, toSegment(line[k - 1], line[k], p));
  return least;
}

}  // namespace separatrix
