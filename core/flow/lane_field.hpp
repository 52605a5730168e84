#pragma once

#include <cstddef>
#include <optional>

#include "core/model/block.hpp"
#include "core/model/field.hpp"

namespace separatrix {

/// How many lanes advance together.
inline constexpr std::size_t kLaneWidth = BlockEvaluator::kSize;

/// A field evaluated at up to 128 lanes in one call. Component i of lane l stands at
/// [i kLaneWidth + l], in and out; each lane has its own time. A lane's value never depends on the others'.
class LaneField {
 public:
  /// `scalar`: by the scalar tape (bitwise what `field.values()` gives) instead of the block kernel.
  LaneField(const Field& field, bool scalar);

  /// out = f(x, t) for the lanes first .. last - 1.
  void operator()(const double* x, const double* t, double* out, std::size_t first, std::size_t last);

 private:
  std::size_t n_;
  BlockEvaluator block_;
  std::optional<Evaluator<double>> scalar_;
  std::vector<double> point_, value_;
};

}  // namespace separatrix
