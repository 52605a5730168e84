#include "core/model/operation.hpp"

#include <array>

namespace separatrix {
namespace {

// In the order of the enumeration.
constexpr std::size_t kCount = static_cast<std::size_t>(Operation::select) + 1;
constexpr std::array<std::string_view, kCount> kNames = {
    "literal", "state", "time", "parameter",
    "negate", "sqrt", "exp", "log", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "abs",
    "sign", "heaviside", "floor", "ceil", "not", "linear over expm1", "slope of linear over expm1",
    "curvature of linear over expm1", "sinc", "slope of sinc", "erf", "erfc", "log gamma", "slope of a jump", "square",
    "cube", "reciprocal",
    "add", "subtract", "multiply", "divide", "power", "modulo", "minimum", "maximum", "atan2",
    "derivative of linear over expm1", "derivative of sinc", "polygamma",
    "less", "less or equal", "greater", "greater or equal", "equal", "not equal", "and", "or", "bessel J", "bessel Y",
    "select"};
static_assert(kNames.back() == "select");

}  // namespace

int arity(Operation operation) {
  if (operation <= Operation::parameter) return 0;
  if (operation <= Operation::reciprocal) return 1;
  if (operation <= Operation::besselY) return 2;
  return 3;
}

std::string_view name(Operation operation) { return kNames[static_cast<std::size_t>(operation)]; }

}  // namespace separatrix
