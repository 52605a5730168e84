#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace separatrix {

/// P M = L U with row pivots, of the small square systems of continuation. Memory is kept between
/// factorizations.
class DenseLu {
 public:
  /// M is n x n, row-major. False when a pivot is zero or not a number.
  bool factor(std::span<const double> M, std::size_t n);

  void solve(std::span<double> b) const;            ///< b <- M^-1 b
  void solveTransposed(std::span<double> b) const;  ///< b <- M^-T b
  int determinantSign() const { return sign_; }

 private:
  std::size_t n_ = 0;
  int sign_ = 0;
  std::vector<double> M_;
  std::vector<std::size_t> pivot_;
};

}  // namespace separatrix
