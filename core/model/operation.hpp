#pragma once

#include <cstdint>
#include <string_view>

namespace separatrix {

/// What a node of the expression graph, and an instruction of the tape, can do.
///
/// `linearOverExpm1(x) = x / (1 - exp(-x))` is the removable singularity of every Hodgkin–Huxley
/// rate: analytic, 1 at x = 0; the graph recognizes the quotient and evaluates it by its limit.
/// `linearOverExpm1Slope` is its derivative, 1/2 at 0. `sinc(x) = sin(x)/x`, 1 at 0.
/// `linearOverExpm1Derivative(x, k)`, `sincDerivative(x, k)`: the k-th derivative, k a literal 0 .. 8.
/// `polygamma(x, k)`: the (k+1)-th derivative of log Gamma.
/// `jumpSlope(x)`: the derivative of a step at 0: zero, except that no interval around 0 has a bounded slope.
enum class Operation : std::uint8_t {
  literal,    ///< index into the graph's literals
  state,      ///< index of a state variable
  time,       ///< t
  parameter,  ///< index of a parameter
  // one operand
  negate, sqrt, exp, log, log10, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, abs, sign, heaviside, floor, ceil,
  logicalNot, linearOverExpm1, linearOverExpm1Slope, linearOverExpm1Curvature, sinc, sincSlope, erf, erfc, logGamma,
  jumpSlope, square, cube, reciprocal,
  // two operands
  add, subtract, multiply, divide, power, modulo, minimum, maximum, atan2, linearOverExpm1Derivative,
  sincDerivative, polygamma,
  less, lessEqual, greater, greaterEqual, equal, notEqual, logicalAnd, logicalOr, besselJ, besselY,
  // three operands
  select,  ///< a != 0 ? b : c
};

/// How many operands `operation` has: 0 for the leaves, which carry an index instead.
int arity(Operation operation);

/// "add", "tanh": for messages and dumps.
std::string_view name(Operation operation);

}  // namespace separatrix
