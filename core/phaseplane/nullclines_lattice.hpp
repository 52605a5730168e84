#pragma once

#include <algorithm>
#include <cmath>

#include "core/phaseplane/plane_field.hpp"

namespace separatrix {

/// A square of the lattice: its lower left corner (u, v) and its side, in units.
struct LatticeCell {
  int u = 0, v = 0, size = 0;

  friend bool operator==(const LatticeCell&, const LatticeCell&) = default;
};

/// The lattice under a picture of `pixelsWide` x `pixelsHigh`: units of a quarter pixel or a little
/// less, gathered in square tiles. It reaches 0.4 pixels beyond the window, so that curves on the
/// window's border lie inside, and is bent by a fraction of a pixel per tile, so that no lattice line
/// runs along a straight curve at a round number.
struct Lattice {
  static constexpr int kTile = 512;           ///< units; about 128 pixels
  static constexpr int kLargestSimple = 128;  ///< cells that may hold one smooth arc
  static constexpr int kLeaf = 16;            ///< about 4 pixels

  Interval x, y;  ///< the window, widened
  int tilesAcross = 1, tilesUp = 1;
  double pixelsPerX = 1, pixelsPerY = 1;

  Lattice(const Interval& windowX, const Interval& windowY, int pixelsWide, int pixelsHigh)
      : tilesAcross(std::max(1, (pixelsWide + 127) / 128)),
        tilesUp(std::max(1, (pixelsHigh + 127) / 128)),
        pixelsPerX(pixelsWide / windowX.width()),
        pixelsPerY(pixelsHigh / windowY.width()) {
    x = {windowX.lo - 0.4 / pixelsPerX, windowX.hi + 0.4 / pixelsPerX};
    y = {windowY.lo - 0.4 / pixelsPerY, windowY.hi + 0.4 / pixelsPerY};
  }

  double xAt(int u) const { return along(x, u, tilesAcross * kTile); }
  double yAt(int v) const { return along(y, v, tilesUp * kTile); }
  Interval xOf(const LatticeCell& c) const { return {xAt(c.u), xAt(c.u + c.size)}; }
  Interval yOf(const LatticeCell& c) const { return {yAt(c.v), yAt(c.v + c.size)}; }
  double pixels(const PlanePoint& a, const PlanePoint& b) const {
    return std::hypot((a.x - b.x) * pixelsPerX, (a.y - b.y) * pixelsPerY);
  }

 private:
  static double along(const Interval& side, int k, int count) {
    if (k == count) return side.hi;
    const double t = static_cast<double>(k) / count;
    return side.lo + side.width() * (t + 0.0137 * t * (1 - t));
  }
};

}  // namespace separatrix
