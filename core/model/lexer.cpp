#include "core/model/lexer.hpp"

#include <algorithm>

namespace separatrix {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v' || c == '\x1a'; }

// digits [. digits] [e [+-] digits], or . digits ...; an e without digits is not part of it.
std::size_t numberEnd(std::string_view text, std::size_t at) {
  while (at < text.size() && isDigit(text[at])) ++at;
  if (at < text.size() && text[at] == '.') ++at;
  while (at < text.size() && isDigit(text[at])) ++at;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    std::size_t exponent = at + 1;
    if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
    if (exponent < text.size() && isDigit(text[exponent])) {
      at = exponent;
      while (at < text.size() && isDigit(text[at])) ++at;
    }
  }
  return at;
}

char pair(char first, char second) {
  if (first == '*' && second == '*') return '^';
  if (second != '=') return 0;
  switch (first) {
    case '=': return 'e';
    case '<': return 'l';
    case '>': return 'g';
    case '!': return 'n';
    default: return 0;
  }
}

}  // namespace

bool isNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isNamePart(char c) { return isNameStart(c) || isDigit(c); }

Token nextToken(std::string_view text, std::uint32_t from) {
  std::size_t at = from;
  while (at < text.size() && isBlank(text[at])) ++at;
  const auto token = [&](Token::Kind kind, std::size_t end, char symbol = 0) {
    return Token{kind, symbol, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}};
  };
  if (at >= text.size()) return token(Token::Kind::end, at);
  const char c = text[at], next = at + 1 < text.size() ? text[at + 1] : '\0';
  if (isNameStart(c)) {
    std::size_t end = at + 1;
    while (end < text.size() && isNamePart(text[end])) ++end;
    return token(Token::Kind::name, end);
  }
  if (isDigit(c) || (c == '.' && isDigit(next))) return token(Token::Kind::number, numberEnd(text, at));
  if (const char both = pair(c, next); both != 0) return token(Token::Kind::symbol, at + 2, both);
  constexpr std::string_view kSingle = "+-*/^(),&|<>='{}[];";
  if (kSingle.find(c) != std::string_view::npos) return token(Token::Kind::symbol, at + 1, c);
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return token(Token::Kind::unknown, end);
}

}  // namespace separatrix
