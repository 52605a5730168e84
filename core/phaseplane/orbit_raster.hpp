#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/curve.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// The pixels of a picture that lie within about a pixel of a curve: whether a point is on the
/// drawn curve is then one look-up, however long the curve. Points outside the window are never on it.
class OrbitRaster {
 public:
  OrbitRaster(const Problem& problem, const Curve& orbit, int pixelsWide, int pixelsHigh);

  bool holds(std::span<const double> state) const {
    const double x = (state[i_] - left_) * perX_, y = (state[j_] - bottom_) * perY_;
    if (!(x >= 0 && y >= 0 && x < kLargest && y < kLargest)) return false;
    const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
    return column < wide_ && row < high_ && marked_[row * wide_ + column] != 0;
  }

 private:
  static constexpr double kLargest = 1e6;  // pixels of any picture

  void mark(double x, double y);

  std::size_t i_, j_, wide_, high_;
  double left_, bottom_, perX_, perY_;
  std::vector<char> marked_;
};

}  // namespace separatrix
