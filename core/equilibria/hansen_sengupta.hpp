#pragma once

#include <vector>

#include "core/equilibria/branch_and_prune.hpp"

namespace separatrix {

/// What one step of the Hansen–Sengupta operator tells about the zeros in a box.
enum class Verdict {
  empty,       ///< none
  unique,      ///< exactly one
  contracted,  ///< all of them lie in the box as it is now
  tooFine,     ///< rounding exceeds what the equations vary over the box: smaller boxes tell no more
  unknown,     ///< nothing learnt (no usable Jacobian)
};

/// The operator with its work space, for boxes of one system of equations.
class HansenSengupta {
 public:
  explicit HansenSengupta(const EnclosedEquations& equations);

  /// Narrows `box` around the zeros in it.
  Verdict narrow(Box& box);
  /// A box that holds exactly one zero, narrowed until rounding stops it.
  void tighten(Box& box);
  /// Impact of each variable on the equations over the last box narrowed, for bisection; 0 when not known.
  const std::vector<double>& smear() const { return smear_; }

 private:
  bool invertMiddle();
  bool isTooFine(const Box& box) const;

  const EnclosedEquations& equations_;
  std::size_t n_;
  std::vector<Interval> point_, f_, fOfPoint_, J_, A_, b_;
  std::vector<double> C_, work_, smear_;
};

}  // namespace separatrix
