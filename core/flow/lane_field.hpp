#pragma once

#include <cstddef>

#include "core/model/field.hpp"

namespace separatrix {

/// How many lanes advance together.
inline constexpr std::size_t kLaneWidth = 128;

/// A field evaluated at up to 128 lanes in one call. Component i of lane l stands at
/// [i kLaneWidth + l], in and out; each lane has its own time. A lane's value never depends on the others'.
class LaneField {
 public:
  explicit LaneField(const Field& field);

  int dimension() const { return scalar_.stateCount(); }
  void operator()(const double* x, const double* t, double* out, std::size_t first, std::size_t last);

 private:
  Evaluator<double> scalar_;
  std::vector<double> point_, value_;
};

}  // namespace separatrix
