#pragma once

#include <cstdint>
#include <string_view>

namespace separatrix {

/// What a node of the expression graph, and an instruction of the tape, can do.
///
/// `linearOverExpm1(x) = x / (1 - exp(-x))` is the removable singularity of every Hodgkin–Huxley
/// rate: analytic, 1 at x = 0; the graph recognizes the quotient and evaluates it by its limit.
/// `linearOverExpm1Slope` is its derivative, 1/2 at 0. `sinc(x) = sin(x)/x`, 1 at 0.
enum class Operation : std::uint8_t {
  literal,    ///< index into the graph's literals
  state,      ///< index of a state variable
  time,       ///< t
  parameter,  ///< index of a parameter
  // one operand
  negate, sqrt, exp, log, log10, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, abs, sign, heaviside, floor, ceil,
  logicalNot, linearOverExpm1, linearOverExpm1Slope, linearOverExpm1Curvature, sinc, sincSlope, erf, erfc, logGamma,
  square, cube, reciprocal,
  // two operands
  add, subtract, multiply, divide, power, modulo, minimum, maximum, atan2,
  less, lessEqual, greater, greaterEqual, equal, notEqual, logicalAnd, logicalOr, besselJ, besselY,
  // three operands
  select,  ///< a != 0 ? b : c
};

/// How many operands `operation` has: 0 for the leaves, which carry an index instead.
int arity(Operation operation);

/// "add", "tanh": for messages and dumps.
std::string_view name(Operation operation);

}  // namespace separatrix
