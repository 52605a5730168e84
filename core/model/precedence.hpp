#pragma once

#include <optional>

#include "core/model/lexer.hpp"
#include "core/model/operation.hpp"

namespace separatrix {

/// An operator that stands between its operands, and how tightly it binds. XPPAUT's comparisons
/// bind as tightly as powers; operators of equal priority associate to the left.
struct Infix {
  Operation operation;
  int priority;
};

std::optional<Infix> infix(const Token& token);

constexpr int kUnaryPriority = 6;  ///< of a sign and of `not`

/// The priority of an operation between operands; 0 for any other.
int infixPriority(Operation operation);
std::string_view infixText(Operation operation);  ///< "+", "==", ...

bool isComparison(Operation operation);

}  // namespace separatrix
