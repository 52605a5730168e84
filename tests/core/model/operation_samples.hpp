#pragma once

#include <random>
#include <vector>

#include "core/model/operation.hpp"

namespace separatrix::test {

/// An operation with the box of operands on which it is smooth and finite (jumps lie outside).
struct OperationSample {
  Operation operation;
  double lo, hi;            ///< of the first operand
  double lo2 = 0, hi2 = 0;  ///< of the second and third
  bool continuous = true;   ///< differentiable inside the box except on a null set
};

inline std::vector<OperationSample> operationSamples() {
  using enum Operation;
  return {{negate, -9, 9}, {sqrt, 1e-3, 90}, {exp, -40, 40}, {log, 1e-3, 1e3}, {log10, 1e-3, 1e3}, {sin, -30, 30},
          {cos, -30, 30}, {tan, -1.5, 1.5}, {asin, -0.99, 0.99}, {acos, -0.99, 0.99}, {atan, -50, 50}, {sinh, -20, 20},
          {cosh, -20, 20}, {tanh, -20, 20}, {abs, -9, 9}, {sign, -9, 9}, {heaviside, -9, 9}, {floor, -9, 9},
          {ceil, -9, 9}, {logicalNot, -9, 9}, {linearOverExpm1, -30, 30}, {linearOverExpm1Slope, -30, 30},
          {linearOverExpm1Curvature, -30, 30}, {sinc, -20, 20}, {sincSlope, -20, 20}, {erf, -4, 4}, {erfc, -4, 4},
          {logGamma, 0.1, 60}, {square, -9, 9}, {cube, -9, 9}, {reciprocal, 0.01, 50}, {add, -9, 9, -9, 9},
          {subtract, -9, 9, -9, 9}, {multiply, -9, 9, -9, 9}, {divide, -9, 9, 0.1, 9}, {power, 0.1, 9, -5, 5},
          {modulo, -9, 9, 0.7, 3}, {minimum, -9, 9, -9, 9}, {maximum, -9, 9, -9, 9}, {atan2, -9, 9, -9, 9},
          {less, -9, 9, -9, 9}, {lessEqual, -9, 9, -9, 9}, {greater, -9, 9, -9, 9}, {greaterEqual, -9, 9, -9, 9},
          {equal, -9, 9, -9, 9}, {notEqual, -9, 9, -9, 9}, {logicalAnd, -9, 9, -9, 9}, {logicalOr, -9, 9, -9, 9},
          {besselJ, 2, 2, 0.5, 20}, {besselY, 2, 2, 0.5, 20}, {select, -9, 9, -9, 9}};
}

}  // namespace separatrix::test
