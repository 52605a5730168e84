#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <vector>

#include "core/base/contract.hpp"

namespace separatrix {

/// A polyline in n dimensions: points one after the other in one flat array. Plane curves have
/// n = 2; orbits, cycles and manifolds carry all n coordinates, a view chooses two.
struct Curve {
  int dimension = 2;
  std::vector<double> coordinates;  ///< point k is [k n, (k+1) n)

  std::size_t size() const { return coordinates.size() / static_cast<std::size_t>(dimension); }
  bool empty() const { return coordinates.empty(); }
  std::span<const double> operator[](std::size_t k) const {
    return {coordinates.data() + k * static_cast<std::size_t>(dimension), static_cast<std::size_t>(dimension)};
  }
  std::span<const double> front() const { return (*this)[0]; }
  std::span<const double> back() const { return (*this)[size() - 1]; }
  void append(std::span<const double> point) {
    SEPARATRIX_EXPECTS(point.size() == static_cast<std::size_t>(dimension));
    coordinates.insert(coordinates.end(), point.begin(), point.end());
  }
  void append(std::initializer_list<double> point) { append(std::span(point.begin(), point.size())); }

  friend bool operator==(const Curve&, const Curve&) = default;
};

}  // namespace separatrix
