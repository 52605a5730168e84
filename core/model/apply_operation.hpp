#pragma once

#include <cmath>

#include "core/model/evaluate.hpp"

namespace separatrix {

/// operation(x, y, z) over doubles: the one place that says what every operation means for numbers.
/// Operands an operation does not have are ignored. Truth is "not zero"; comparisons give 0 or 1.
template <Operation operation>
inline double applyTo(double x, [[maybe_unused]] double y = 0, [[maybe_unused]] double z = 0) {
  using enum Operation;
  if constexpr (operation == negate)
    return -x;
  else if constexpr (operation == Operation::sqrt)
    return std::sqrt(x);
  else if constexpr (operation == Operation::exp)
    return std::exp(x);
  else if constexpr (operation == Operation::log)
    return std::log(x);
  else if constexpr (operation == Operation::log10)
    return std::log10(x);
  else if constexpr (operation == Operation::sin)
    return std::sin(x);
  else if constexpr (operation == Operation::cos)
    return std::cos(x);
  else if constexpr (operation == Operation::tan)
    return std::tan(x);
  else if constexpr (operation == Operation::asin)
    return std::asin(x);
  else if constexpr (operation == Operation::acos)
    return std::acos(x);
  else if constexpr (operation == Operation::atan)
    return std::atan(x);
  else if constexpr (operation == Operation::sinh)
    return std::sinh(x);
  else if constexpr (operation == Operation::cosh)
    return std::cosh(x);
  else if constexpr (operation == Operation::tanh)
    return std::tanh(x);
  else if constexpr (operation == Operation::abs)
    return std::fabs(x);
  else if constexpr (operation == Operation::sign)
    return separatrix::sign(x);
  else if constexpr (operation == Operation::heaviside)
    return separatrix::heaviside(x);
  else if constexpr (operation == Operation::floor)
    return std::floor(x);
  else if constexpr (operation == Operation::ceil)
    return std::ceil(x);
  else if constexpr (operation == logicalNot)
    return x == 0 ? 1 : 0;
  else if constexpr (operation == Operation::linearOverExpm1)
    return separatrix::linearOverExpm1(x);
  else if constexpr (operation == Operation::linearOverExpm1Slope)
    return separatrix::linearOverExpm1Slope(x);
  else if constexpr (operation == Operation::linearOverExpm1Curvature)
    return separatrix::linearOverExpm1Curvature(x);
  else if constexpr (operation == Operation::sinc)
    return separatrix::sinc(x);
  else if constexpr (operation == Operation::sincSlope)
    return separatrix::sincSlope(x);
  else if constexpr (operation == Operation::erf)
    return std::erf(x);
  else if constexpr (operation == Operation::erfc)
    return std::erfc(x);
  else if constexpr (operation == Operation::logGamma)
    return separatrix::logGamma(x);
  else if constexpr (operation == jumpSlope)
    return 0;
  else if constexpr (operation == Operation::linearOverExpm1Derivative)
    return separatrix::linearOverExpm1Derivative(x, y);
  else if constexpr (operation == Operation::sincDerivative)
    return separatrix::sincDerivative(x, y);
  else if constexpr (operation == Operation::polygamma)
    return separatrix::polygamma(x, y);
  else if constexpr (operation == square)
    return x * x;
  else if constexpr (operation == cube)
    return x * x * x;
  else if constexpr (operation == reciprocal)
    return 1 / x;
  else if constexpr (operation == add)
    return x + y;
  else if constexpr (operation == subtract)
    return x - y;
  else if constexpr (operation == multiply)
    return x * y;
  else if constexpr (operation == divide)
    return x / y;
  else if constexpr (operation == power)
    return std::pow(x, y);
  else if constexpr (operation == Operation::modulo)
    return separatrix::modulo(x, y);
  else if constexpr (operation == Operation::minimum)
    return separatrix::minimum(x, y);
  else if constexpr (operation == Operation::maximum)
    return separatrix::maximum(x, y);
  else if constexpr (operation == Operation::atan2)
    return std::atan2(x, y);
  else if constexpr (operation == less)
    return x < y ? 1 : 0;
  else if constexpr (operation == lessEqual)
    return x <= y ? 1 : 0;
  else if constexpr (operation == greater)
    return x > y ? 1 : 0;
  else if constexpr (operation == greaterEqual)
    return x >= y ? 1 : 0;
  else if constexpr (operation == equal)
    return x == y ? 1 : 0;
  else if constexpr (operation == notEqual)
    return x != y ? 1 : 0;
  else if constexpr (operation == logicalAnd)
    return x != 0 && y != 0 ? 1 : 0;
  else if constexpr (operation == logicalOr)
    return x != 0 || y != 0 ? 1 : 0;
  else if constexpr (operation == Operation::besselJ)
    return separatrix::besselJ(x, y);
  else if constexpr (operation == Operation::besselY)
    return separatrix::besselY(x, y);
  else if constexpr (operation == select)
    return x != 0 ? y : z;
  else
    return x;  // leaves: their value already stands in the register
}

}  // namespace separatrix
