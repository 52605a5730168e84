#include "core/manifolds/window_metric.hpp"

#include <limits>

namespace separatrix {

// On a segment a + s (b - a) the nearest point to x has s = <x - a, b - a> / <b - a, b - a>, cut to [0, 1].
double WindowMetric::distance(const Curve& line, std::span<const double> x) const {
  double nearest2 = std::numeric_limits<double>::infinity();
  for (std::size_t k = 0; k + 1 < line.size(); ++k) {
    const auto a = line[k], b = line[k + 1];
    double along = 0, length2 = 0, offset2 = 0;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const double d = (b[i] - a[i]) / widths_[i], o = (x[i] - a[i]) / widths_[i];
      along += d * o;
      length2 += d * d;
      offset2 += o * o;
    }
    const double s = length2 > 0 ? std::clamp(along / length2, 0.0, 1.0) : 0;
    nearest2 = std::min(nearest2, offset2 - s * (2 * along - s * length2));
  }
  return std::sqrt(std::max(nearest2, 0.0));
}

}  // namespace separatrix
