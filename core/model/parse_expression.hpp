#pragma once

#include <optional>

#include "core/model/expression.hpp"

namespace separatrix {

/// The expression that stands in bytes [from, until) of `line`, by XPPAUT's rules of precedence:
///
///   10  functions, if() then() else(), sum() of()
///    7  ^ **  and the comparisons  < > <= >= == !=       left to right
///    6  * / &  and unary -, not
///    4  + - |
///
/// so -x^2 = -(x^2), 2^3^2 = (2^3)^2 and V + 1 > 2 is V + (1 > 2), which draws a warning.
/// Beyond XPPAUT a sign may follow an operator: a*-b.
/// Errors (said, and nothing returned): anything else; more than 1,000 nested parentheses.
std::optional<Expression> parseExpression(const SourceLine& line, std::uint32_t from, std::uint32_t until,
                                          Diagnostics& diagnostics);

}  // namespace separatrix
