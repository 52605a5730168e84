#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "core/base/curve.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// Distances in fractions of the window, the largest over all n coordinates: what lies near on a
/// picture of two variables may be far in the others.
class WindowMetric {
 public:
  explicit WindowMetric(const Box& box) : box_(box) {
    for (const Interval& range : box) widths_.push_back(range.width());
  }

  std::size_t dimension() const { return widths_.size(); }
  double width(std::size_t i) const { return widths_[i]; }
  double length(std::span<const double> v) const {
    double largest = 0;
    for (std::size_t i = 0; i < widths_.size(); ++i) largest = std::max(largest, std::fabs(v[i]) / widths_[i]);
    return largest;
  }
  double distance(std::span<const double> a, std::span<const double> b) const {
    double largest = 0;
    for (std::size_t i = 0; i < widths_.size(); ++i) largest = std::max(largest, std::fabs(a[i] - b[i]) / widths_[i]);
    return largest;
  }
  /// How many window widths x lies outside; 0 inside.
  double outside(std::span<const double> x) const {
    double largest = 0;
    for (std::size_t i = 0; i < widths_.size(); ++i)
      largest = std::max(largest, std::max(box_[i].lo - x[i], x[i] - box_[i].hi) / widths_[i]);
    return largest;
  }
  /// Distance from x to the polyline, Euclidean in fractions of the window.
  double distance(const Curve& line, std::span<const double> x) const;

 private:
  Box box_;
  std::vector<double> widths_;
};

/// A thousandth of the window: what counts as one pixel where no picture is known.
inline constexpr double kPixel = 1e-3;

}  // namespace separatrix
