#include "core/phaseplane/orbit_raster.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {

OrbitRaster::OrbitRaster(const Problem& problem, const Curve& orbit, int pixelsWide, int pixelsHigh)
    : i_(static_cast<std::size_t>(problem.plane.i)),
      j_(static_cast<std::size_t>(problem.plane.j)),
      wide_(static_cast<std::size_t>(pixelsWide)),
      high_(static_cast<std::size_t>(pixelsHigh)),
      left_(problem.box[i_].lo),
      bottom_(problem.box[j_].lo),
      perX_(pixelsWide / problem.box[i_].width()),
      perY_(pixelsHigh / problem.box[j_].width()),
      marked_(wide_ * high_, 0) {
  for (std::size_t k = 0; k + 1 < orbit.size(); ++k) {
    const double ax = (orbit[k][i_] - left_) * perX_, ay = (orbit[k][j_] - bottom_) * perY_;
    const double bx = (orbit[k + 1][i_] - left_) * perX_, by = (orbit[k + 1][j_] - bottom_) * perY_;
    const double longest = std::max(std::fabs(bx - ax), std::fabs(by - ay));
    const int steps = static_cast<int>(std::clamp(std::ceil(longest), 1.0, 4096.0));
    for (int s = 0; s <= steps; ++s) mark(ax + (bx - ax) * s / steps, ay + (by - ay) * s / steps);
  }
}

// The pixel of (x, y) and its eight neighbors.
void OrbitRaster::mark(double x, double y) {
  const double wide = static_cast<double>(wide_), high = static_cast<double>(high_);
  for (double row = std::floor(y) - 1; row <= std::floor(y) + 1; ++row)
    for (double column = std::floor(x) - 1; column <= std::floor(x) + 1; ++column)
      if (row >= 0 && column >= 0 && row < high && column < wide)
        marked_[static_cast<std::size_t>(row) * wide_ + static_cast<std::size_t>(column)] = 1;
}

}  // namespace separatrix
