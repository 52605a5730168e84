#include <algorithm>
#include <cmath>
#include <optional>

#include "core/phaseplane/nullclines_roots.hpp"
#include "core/phaseplane/nullclines_segments.hpp"

namespace separatrix {
namespace {

constexpr double kDeviation = 0.08;  // pixels
constexpr int kDeepest = 10;
constexpr int kSmallCoarse = 4;  // units; larger ones of this kind were never looked at

// A straight piece between two points of the curve; its place along the segment for sorting.
struct Chord {
  std::size_t segment;
  PlanePoint a, b;
  double from = 0, to = 1;
};

PlanePoint between(const Chord& chord, double t) {
  return {chord.a.x + t * (chord.b.x - chord.a.x), chord.a.y + t * (chord.b.y - chord.a.y)};
}

class Refinement {
 public:
  Refinement(PlaneField& field, int component, const Lattice& lattice, std::vector<CurveSegment>& segments)
      : field_(field), component_(component), lattice_(lattice), segments_(segments) {}

  void run() {
    std::vector<Chord> chords;
    for (std::size_t k = 0; k < segments_.size(); ++k)
      if (const auto& [cell, kind] = segments_[k].cell; kind < CurveCell::Kind::flagged || cell.size <= kSmallCoarse) chords.push_back({k, segments_[k].ends[0].point, segments_[k].ends[1].point});
    for (int depth = 0; depth < kDeepest && !chords.empty(); ++depth) chords = halve(bent(chords));
    std::ranges::stable_sort(added_, {}, [](const Added& a) { return std::pair(a.segment, a.place); });
    for (const Added& a : added_) segments_[a.segment].inner.push_back(a.point);
  }

 private:
  struct Added {
    std::size_t segment;
    double place;
    PlanePoint point;
  };

  // The chords whose distance from the curve, |f| / |grad f|, exceeds kDeviation at a quarter, half or three quarters.
  std::vector<Chord> bent(const std::vector<Chord>& chords) {
    std::vector<PlanePoint> points;
    for (const Chord& chord : chords)
      for (const double t : {0.25, 0.5, 0.75}) points.push_back(between(chord, t));
    std::vector<double> f(points.size()), fx(points.size()), fy(points.size());
    field_.valuesAndSlopes(points, component_, f.data(), fx.data(), fy.data());
    std::vector<Chord> result;
    for (std::size_t k = 0; k < chords.size(); ++k) {
      bool isBent = false;
      for (std::size_t p = 3 * k; p < 3 * k + 3; ++p) {
        const double gradient = std::hypot(fx[p] / lattice_.pixelsPerX, fy[p] / lattice_.pixelsPerY);
        isBent = isBent || std::fabs(f[p]) > kDeviation * gradient;
      }
      if (isBent) result.push_back(chords[k]);
    }
    return result;
  }

  // The line across the middle of a chord on which the curve is met once.
  Bracket across(const Chord& chord) const {
    const PlanePoint m = between(chord, 0.5);
    const CurveCell& cell = segments_[chord.segment].cell;
    const double dx = std::fabs(chord.b.x - chord.a.x) * lattice_.pixelsPerX, dy = std::fabs(chord.b.y - chord.a.y) * lattice_.pixelsPerY;
    const bool free = cell.kind != CurveCell::Kind::graphOverX && cell.kind != CurveCell::Kind::graphOverY;
    const bool upward = free ? dx >= dy : cell.kind == CurveCell::Kind::graphOverX;
    Interval span = upward ? lattice_.yOf(cell.cell) : lattice_.xOf(cell.cell);
    if (cell.kind == CurveCell::Kind::monotone)
      span = upward ? Interval(std::min(chord.a.y, chord.b.y), std::max(chord.a.y, chord.b.y))
                    : Interval(std::min(chord.a.x, chord.b.x), std::max(chord.a.x, chord.b.x));
    return upward ? Bracket{{m.x, span.lo}, {m.x, span.hi}} : Bracket{{span.lo, m.y}, {span.hi, m.y}};
  }

  std::vector<Chord> halve(const std::vector<Chord>& chords) {
    std::vector<Bracket> brackets;
    std::vector<PlanePoint> points;
    for (const Chord& chord : chords) {
      brackets.push_back(across(chord));
      points.insert(points.end(), {brackets.back().a, brackets.back().b});
    }
    std::vector<double> values[2] = {std::vector<double>(points.size()), std::vector<double>(points.size())};
    field_.values(points, values[0].data(), values[1].data());
    const std::vector<double>& f = values[component_];
    std::vector<Bracket> usable;
    std::vector<const Chord*> parents;
    for (std::size_t k = 0; k < chords.size(); ++k) {
      const double a = f[2 * k], b = f[2 * k + 1];
      if (!std::isfinite(a) || !std::isfinite(b) || (a >= 0) == (b >= 0)) continue;
      usable.push_back({brackets[k].a, brackets[k].b, a, b});
      parents.push_back(&chords[k]);
    }
    const std::vector<BracketRoot> roots = solveBrackets(field_, component_, lattice_, usable);
    std::vector<Chord> halves;
    for (std::size_t k = 0; k < roots.size(); ++k) {
      if (!roots[k].isZero) continue;
      const Chord& chord = *parents[k];
      const double place = (chord.from + chord.to) / 2;
      added_.push_back({chord.segment, place, roots[k].point});
      halves.push_back({chord.segment, chord.a, roots[k].point, chord.from, place});
      halves.push_back({chord.segment, roots[k].point, chord.b, place, chord.to});
    }
    return halves;
  }

  PlaneField& field_;
  int component_;
  const Lattice& lattice_;
  std::vector<CurveSegment>& segments_;
  std::vector<Added> added_;
};

}  // namespace

void refineSegments(PlaneField& field, int component, const Lattice& lattice, std::vector<CurveSegment>& segments) {
  Refinement(field, component, lattice, segments).run();
}

}  // namespace separatrix
