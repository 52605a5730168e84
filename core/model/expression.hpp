#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/graph.hpp"
#include "core/model/source_line.hpp"

namespace separatrix {

/// One operation of an expression as written. Names stand in the line's text.
struct ExpressionNode {
  enum class Kind : std::uint8_t {
    number,       ///< `value` indexes Expression::literals
    name,         ///< a name used as a value
    call,         ///< name(children ...)
    unary,        ///< `operation` of one child
    binary,       ///< `operation` of two children
    conditional,  ///< if (child 0) then (child 1) else (child 2)
    sumBody,      ///< marker: what follows, up to the sum at index `value`, is the body of a sum
    sum           ///< sum(child 0, child 1) of (child 2), summation index i'
  };
  /// What a name means; found by resolve().
  enum class Binding : std::uint8_t { none, argument, symbol, builtIn, time, pi, sumIndex };

  Kind kind = Kind::number;
  Operation operation = Operation::literal;
  Binding binding = Binding::none;
  std::uint32_t value = 0;                       ///< by kind; for names the index that `binding` calls for
  std::uint32_t firstChild = 0, childCount = 0;  ///< stretch of Expression::children
  Span span;                                     ///< all of it, without parentheses around it
  std::uint32_t nameLength = 0;                  ///< of names and calls: the name is the first bytes of the span
};

/// An expression as written, flat: children stand before their parents, the root is last. Nothing
/// that walks it needs recursion, so a line of a million operators is as safe as a short one.
struct Expression {
  std::vector<ExpressionNode> nodes;
  std::vector<std::uint32_t> children;
  std::vector<Literal> literals;

  bool empty() const { return nodes.empty(); }
  std::uint32_t root() const { return static_cast<std::uint32_t>(nodes.size() - 1); }
  std::uint32_t child(const ExpressionNode& node, std::uint32_t k) const { return children[node.firstChild + k]; }
};

/// The literal that the digits of `text` spell, with doubles around the decimal number when it is
/// not a double itself. Empty when it overflows or underflows.
std::optional<Literal> parseLiteral(std::string_view text);

/// The expression in canonical spelling: blanks around + and -, only the parentheses XPPAUT needs.
/// Numbers and names as written in `line`.
std::string writeExpression(const Expression& expression, const SourceLine& line);

}  // namespace separatrix
