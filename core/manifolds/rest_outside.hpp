#pragma once

#include <span>
#include <vector>

#include "core/manifolds/window_metric.hpp"
#include "core/model/field.hpp"

namespace separatrix {

/// Notices that a branch outside the window has come to an equilibrium that is on no list: Newton's
/// correction there is below a thousandth of the window, and so is the next, much smaller one. What such a branch
/// does afterwards is decided by rounding.
class RestOutside {
 public:
  RestOutside(const Field& field, const WindowMetric& metric);
  bool holds(std::span<const double> x);

 private:
  bool correct(std::vector<double>& x);  // x <- x - Df^-1 f; false where that has no value

  Evaluator<double> f_;
  const WindowMetric& metric_;
  std::vector<double> values_, jacobian_, move_, x_;
};

}  // namespace separatrix
