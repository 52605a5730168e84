#pragma once

#include <array>

namespace separatrix {

/// Four Gauss points on [0, 1] and what collocation needs of polynomials of degree 4 that are known
/// at 0 and at these points: every array with five entries belongs to the nodes 0, c_1 .. c_4.
struct GaussPoints {
  static constexpr int kCount = 4;
  std::array<double, 4> c{};                     ///< the points, ascending
  std::array<double, 4> b{};                     ///< weights: exact to degree 7
  std::array<std::array<double, 4>, 4> a{};      ///< integral from 0 to c_i of the Lagrange polynomial of c_l
  std::array<double, 4> d{};                     ///< value at 1 = value at 0 + sum d_i value at c_i (they sum to 0)
  std::array<std::array<double, 5>, 4> slope{};  ///< derivative at c_i
  std::array<double, 5> fourth{};                ///< the fourth derivative (constant)
};
const GaussPoints& gaussPoints();

/// The Lagrange polynomials of the nodes 0, c_1 .. c_4 at theta, and their derivatives.
std::array<double, 5> nodeBasis(double theta);
std::array<double, 5> nodeBasisSlope(double theta);

}  // namespace separatrix
