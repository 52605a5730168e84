#include "core/model/precedence.hpp"

#include <algorithm>
#include <array>

namespace separatrix {
namespace {

struct Row {
  char symbol;  // of the token
  Operation operation;
  int priority;
  std::string_view text;
};

constexpr auto kRows = std::to_array<Row>({
    {'+', Operation::add, 4, "+"},
    {'-', Operation::subtract, 4, "-"},
    {'|', Operation::logicalOr, 4, "|"},
    {'*', Operation::multiply, 6, "*"},
    {'/', Operation::divide, 6, "/"},
    {'&', Operation::logicalAnd, 6, "&"},
    {'^', Operation::power, 7, "^"},
    {'<', Operation::less, 7, "<"},
    {'>', Operation::greater, 7, ">"},
    {'l', Operation::lessEqual, 7, "<="},
    {'g', Operation::greaterEqual, 7, ">="},
    {'e', Operation::equal, 7, "=="},
    {'n', Operation::notEqual, 7, "!="},
});

}  // namespace

std::optional<Infix> infix(const Token& token) {
  if (token.kind != Token::Kind::symbol) return std::nullopt;
  const auto row = std::ranges::find(kRows, token.symbol, &Row::symbol);
  if (row == kRows.end()) return std::nullopt;
  return Infix{row->operation, row->priority};
}

int infixPriority(Operation operation) {
  const auto row = std::ranges::find(kRows, operation, &Row::operation);
  return row == kRows.end() ? 0 : row->priority;
}

std::string_view infixText(Operation operation) {
  const auto row = std::ranges::find(kRows, operation, &Row::operation);
  return row == kRows.end() ? std::string_view() : row->text;
}

bool isComparison(Operation operation) { return operation >= Operation::less && operation <= Operation::notEqual; }

}  // namespace separatrix
