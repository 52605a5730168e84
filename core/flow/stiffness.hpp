#pragma once

#include <span>
#include <vector>

#include "core/model/field.hpp"

namespace separatrix {

/// Notices that an explicit method's steps are held short by stability rather than by accuracy:
/// h times the spectral radius of Df stays near the border of the stability region (3.3 for
/// Dormand–Prince) though the work ahead is long. Hairer and Wanner (1996), IV.2.
class StiffnessWatch {
 public:
  explicit StiffnessWatch(const Field& field);

  /// After each accepted step of length h; `left` is the time still to go. True when stiff.
  bool noteStep(std::span<const double> x, double t, double h, double left);

 private:
  double spectralRadius(std::span<const double> x, double t);

  Evaluator<double> field_;
  std::size_t n_;
  std::vector<double> values_, power_, square_;
  int steps_ = 0, suspicions_ = 0;
};

}  // namespace separatrix
