#pragma once

#include <cstdint>
#include <string_view>

#include "core/model/source_line.hpp"

namespace separatrix {

/// What an expression is made of. Two-character operators have letters of their own.
struct Token {
  enum class Kind : std::uint8_t { number, name, symbol, end, unknown };
  Kind kind = Kind::end;
  char symbol = 0;  ///< + - * / ^ ( ) , & | < > = ' { } [ ] ;  and  e: ==  l: <=  g: >=  n: !=
  Span span;

  bool is(char wanted) const { return kind == Kind::symbol && symbol == wanted; }
};

bool isNameStart(char c);
bool isNamePart(char c);

/// The token of `text` that starts at or after byte `from` (blanks skipped).
Token nextToken(std::string_view text, std::uint32_t from);

}  // namespace separatrix
