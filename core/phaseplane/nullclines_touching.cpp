#include "core/phaseplane/nullclines_touching.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace separatrix {
namespace {

constexpr int kSteps = 30;
constexpr double kFarthest = 1.5;    // pixels a point may move, of cells of a pixel and less; of larger ones their size
constexpr double kVanishing = 1e-6;  // of the values at the cells' corners
constexpr double kGap = 2.2;         // pixels between neighbors of a chain
constexpr double kSpacing = 0.7;

double squaredPixels(const Lattice& lattice, const PlanePoint& a, const PlanePoint& b) {
  const double dx = (a.x - b.x) * lattice.pixelsPerX, dy = (a.y - b.y) * lattice.pixelsPerY;
  return dx * dx + dy * dy;
}

// Points of the zero set near the centers, one per square of about a pixel.
//   p <- p - f grad f / |grad f|^2   in pixels; halves the distance to a double zero
std::vector<PlanePoint> polish(PlaneField& field, int component, const Lattice& lattice, std::span<const LatticeCell> cells) {
  std::vector<PlanePoint> start, corners;
  std::set<std::pair<int, int>> seen;
  for (const LatticeCell& c : cells) {
    corners.push_back({lattice.xAt(c.u), lattice.yAt(c.v)});
    if (seen.insert({c.u / 4, c.v / 4}).second) start.push_back({lattice.xOf(c).middle(), lattice.yOf(c).middle()});
  }
  std::vector<double> values[2] = {std::vector<double>(corners.size()), std::vector<double>(corners.size())};
  field.values(corners, values[0].data(), values[1].data());
  double scale = 0;
  for (const double value : values[component])
    if (std::isfinite(value)) scale = std::max(scale, std::fabs(value));

  if (scale == 0) return {};  // zero all over
  int largest = 0;
  for (const LatticeCell& c : cells) largest = std::max(largest, c.size);
  const double farthest = std::max(kFarthest, 0.25 * largest);

  std::vector<PlanePoint> p = start;
  std::vector<double> f(p.size()), fx(p.size()), fy(p.size());
  for (int step = 0; step < kSteps; ++step) {
    field.valuesAndSlopes(p, component, f.data(), fx.data(), fy.data());
    for (std::size_t k = 0; k < p.size(); ++k) {
      const double gx = fx[k] / lattice.pixelsPerX, gy = fy[k] / lattice.pixelsPerY, square = gx * gx + gy * gy;
      const double factor = f[k] / square;
      if (!std::isfinite(factor) || square == 0) continue;
      p[k].x -= factor * gx / lattice.pixelsPerX;
      p[k].y -= factor * gy / lattice.pixelsPerY;
    }
  }
  field.valuesAndSlopes(p, component, f.data(), fx.data(), fy.data());
  std::vector<PlanePoint> reached;
  for (std::size_t k = 0; k < p.size(); ++k) {
    const bool isReached = std::fabs(f[k]) <= kVanishing * scale && lattice.pixels(p[k], start[k]) <= farthest;
    const auto isClose = [&](const PlanePoint& q) { return squaredPixels(lattice, p[k], q) < kSpacing * kSpacing; };
    if (isReached && std::ranges::none_of(reached, isClose)) reached.push_back(p[k]);
  }
  return reached;
}

}  // namespace

std::vector<std::vector<PlanePoint>> traceTouching(PlaneField& field, int component, const Lattice& lattice, std::span<const LatticeCell> cells) {
  std::vector<PlanePoint> left = polish(field, component, lattice, cells);
  std::vector<std::vector<PlanePoint>> chains;
  while (!left.empty()) {
    std::vector<PlanePoint> chain{left.back()};
    left.pop_back();
    for (const bool reverse : {true, false}) {  // to one end, then back from there
      for (;;) {
        std::size_t nearest = left.size();
        double best = kGap * kGap;
        for (std::size_t k = 0; k < left.size(); ++k)
          if (const double distance = squaredPixels(lattice, chain.back(), left[k]); distance < best) {
            best = distance;
            nearest = k;
          }
        if (nearest == left.size()) break;
        chain.push_back(left[nearest]);
        left[nearest] = left.back();
        left.pop_back();
      }
      if (reverse) std::ranges::reverse(chain);
    }
    if (chain.size() != 2 && lattice.pixels(chain.front(), chain.back()) < kGap) chain.push_back(chain.front());
    chains.push_back(std::move(chain));
  }
  return chains;
}

}  // namespace separatrix
