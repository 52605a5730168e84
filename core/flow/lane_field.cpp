#include "core/flow/lane_field.hpp"

#include <algorithm>

namespace separatrix {

LaneField::LaneField(const Field& field, bool scalar)
    : n_(static_cast<std::size_t>(field.dimension())),
      block_(field.share(field.program().field), field.parameters()),
      point_(n_),
      value_(n_) {
  if (scalar) scalar_.emplace(field.values());
}

void LaneField::operator()(const double* x, const double* t, double* out, std::size_t first, std::size_t last) {
  if (!scalar_) {
    const std::size_t count = last - first;
    for (std::size_t i = 0; i < n_; ++i)
      std::copy_n(x + i * kLaneWidth + first, count, block_.state(static_cast<int>(i)));
    std::copy_n(t + first, count, block_.times());
    block_.evaluate(static_cast<int>(count));
    for (std::size_t i = 0; i < n_; ++i)
      std::copy_n(block_.output(static_cast<int>(i)), count, out + i * kLaneWidth + first);
    return;
  }
  for (std::size_t l = first; l < last; ++l) {
    for (std::size_t i = 0; i < n_; ++i) point_[i] = x[i * kLaneWidth + l];
    (*scalar_)(point_.data(), value_.data(), t[l]);
    for (std::size_t i = 0; i < n_; ++i) out[i * kLaneWidth + l] = value_[i];
  }
}

}  // namespace separatrix
