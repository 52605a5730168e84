#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include "core/phaseplane/nullclines.hpp"
#include "tests/core/fields.hpp"

// How far the curves drawn and curves known by a formula lie apart, in pixels of one picture.
namespace separatrix::test {

using Points = std::vector<std::pair<double, double>>;

inline constexpr int kWide = 800, kHigh = 600;
inline constexpr double kQuarterPixel = 0.25;

inline double toSegment(double px, double py, double ax, double ay, double bx, double by) {
  const double dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy;
  const double t = square > 0 ? std::clamp(((px - ax) * dx + (py - ay) * dy) / square, 0.0, 1.0) : 0;
  return std::hypot(px - ax - t * dx, py - ay - t * dy);
}

inline double toPolylines(double px, double py, const std::vector<Points>& lines) {
  double best = std::numeric_limits<double>::infinity();
  for (const Points& line : lines)
    for (std::size_t k = 0; k + 1 < line.size(); ++k) {
      const auto& [ax, ay] = line[k];
      const auto& [bx, by] = line[k + 1];
      const double dx = std::max(std::min(ax, bx) - px, px - std::max(ax, bx)), dy = std::max(std::min(ay, by) - py, py - std::max(ay, by));
      if (std::max(dx, dy) < best) best = std::min(best, toSegment(px, py, ax, ay, bx, by));
    }
  return best;
}

inline std::vector<Points> inPixels(const std::vector<Curve>& curves, const Box& box) {
  std::vector<Points> lines;
  for (const Curve& curve : curves) {
    lines.emplace_back();
    for (std::size_t k = 0; k < curve.size(); ++k)
      lines.back().emplace_back((curve[k][0] - box[0].lo) / box[0].width() * kWide, (curve[k][1] - box[1].lo) / box[1].width() * kHigh);
  }
  return lines;
}

// A curve t -> (x, y) over [from, to], cut at the window, as polylines of many pieces.
struct Truth {
  std::function<std::pair<double, double>(double)> point;
  double from = 0, to = 1;
};

// Pieces that meet the window; a piece may begin or end with one point outside.
inline std::vector<Points> inPixels(const std::vector<Truth>& truths, const Box& box) {
  std::vector<Points> lines;
  for (const Truth& truth : truths) {
    lines.emplace_back();
    constexpr int kPieces = 1500;
    bool wasInside = false;
    std::pair<double, double> last;
    for (int k = 0; k <= kPieces; ++k) {
      const auto [x, y] = truth.point(truth.from + (truth.to - truth.from) * k / kPieces);
      const std::pair point((x - box[0].lo) / box[0].width() * kWide, (y - box[1].lo) / box[1].width() * kHigh);
      const bool isInside = box[0].contains(x) && box[1].contains(y);
      if (isInside && !wasInside) {
        lines.emplace_back();
        if (k > 0) lines.back().push_back(last);
      }
      if (isInside || wasInside) lines.back().push_back(point);
      wasInside = isInside;
      last = point;
    }
  }
  return lines;
}

inline bool isInPicture(const std::pair<double, double>& p) { return p.first >= 0 && p.first <= kWide && p.second >= 0 && p.second <= kHigh; }

// The largest distances in pixels from a point of one to the other (the two halves of Hausdorff's distance).
struct CurveDistance {
  double away = 0;    // of what is drawn from the truth
  double missed = 0;  // of the truth from what is drawn
};

inline CurveDistance curveDistance(const std::vector<Curve>& curves, const std::vector<Truth>& truths, const Box& box) {
  const std::vector<Points> found = inPixels(curves, box), expected = inPixels(truths, box);
  CurveDistance distance;
  for (const Points& line : found)
    for (std::size_t k = 0; k + 1 < line.size(); ++k)
      for (const double t : {0.0, 0.3, 0.5, 0.7})
        distance.away = std::max(distance.away, toPolylines(line[k].first + t * (line[k + 1].first - line[k].first),
                                                            line[k].second + t * (line[k + 1].second - line[k].second), expected));
  for (const Points& line : expected)
    for (std::size_t k = 0; k < line.size(); k += 3)
      if (isInPicture(line[k])) distance.missed = std::max(distance.missed, toPolylines(line[k].first, line[k].second, found));
  return distance;
}

inline void expectSameCurves(const std::vector<Curve>& curves, const std::vector<Truth>& truths, const Box& box, double tolerance = kQuarterPixel) {
  const CurveDistance distance = curveDistance(curves, truths, box);
  EXPECT_LE(distance.away, tolerance) << "a point drawn is off the curve";
  EXPECT_LE(distance.missed, tolerance) << "a point of the curve is not drawn";
}

inline Nullclines compute(const Problem& problem) { return computeNullclines(problem, {kWide, kHigh}).value(); }

// The nullcline of x' = f, on a window.
inline std::vector<Curve> zeroSet(const Box& box, const std::function<Expr(Expr, Expr)>& f) {
  return compute(makeProblem(box, [&f](const Expressions& x, const Expressions&) { return Expressions{f(x[0], x[1]), 2.0 + cos(x[0])}; })).first;
}

inline bool isClosed(const Curve& curve) { return curve.size() > 2 && std::ranges::equal(curve.front(), curve.back()); }

inline const Box kSquare = {{-2, 2}, {-1.5, 1.5}};

}  // namespace separatrix::test
