#include "core/flow/lane_field.hpp"

namespace separatrix {

LaneField::LaneField(const Field& field)
    : scalar_(field.values()),
      point_(static_cast<std::size_t>(field.dimension())),
      value_(static_cast<std::size_t>(field.dimension())) {}

void LaneField::operator()(const double* x, const double* t, double* out, std::size_t first, std::size_t last) {
  const std::size_t n = point_.size();
  for (std::size_t l = first; l < last; ++l) {
    for (std::size_t i = 0; i < n; ++i) point_[i] = x[i * kLaneWidth + l];
    scalar_(point_.data(), value_.data(), t[l]);
    for (std::size_t i = 0; i < n; ++i) out[i * kLaneWidth + l] = value_[i];
  }
}

}  // namespace separatrix
