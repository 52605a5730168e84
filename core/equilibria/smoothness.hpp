#pragma once

#include <span>
#include <vector>

#include "core/equilibria/careful_enclosure.hpp"
#include "core/model/field.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// Is a field differentiable at a point? Its derivatives over a box of rounding size then are nearly numbers, against what
/// they are around the point, and nothing may jump in it.
class Smoothness {
 public:
  explicit Smoothness(const Field& field);

  /// `scale` holds one length per variable.
  bool isSmoothAt(std::span<const double> x, std::span<const double> scale);
  /// Of the derivatives around the point last asked about, within a thousandth of `scale`: the largest, where bounded.
  double typicalSlope() const;

 private:
  void enclose(std::span<const double> x, std::span<const double> scale, double fraction, std::vector<Interval>& out);

  std::size_t n_;
  Evaluator<Interval> evaluate_;
  CarefulEnclosure careful_;
  Box box_;
  std::vector<Interval> at_, around_;
};

}  // namespace separatrix
