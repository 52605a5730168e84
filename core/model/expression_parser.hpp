#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/expression.hpp"
#include "core/model/lexer.hpp"

namespace separatrix {

/// What waits on the stack for its operands or its closing parenthesis.
struct PendingForm {
  enum class Form : std::uint8_t { group, call, condition, consequence, alternative, sumRange, sumBody, unary, binary };
  Form form;
  Operation operation = Operation::literal;
  int priority = 0;
  Span name;                    // of a call: its name; of a group: the parenthesis; else the operator
  std::uint32_t begin = 0;      // where the whole form begins
  std::uint32_t arguments = 0;  // operands collected so far
  bool isOpen() const { return form < Form::unary; }
};

/// Operator precedence with two stacks: operands that are finished, and what waits for operands.
class ExpressionParser {
 public:
  ExpressionParser(const SourceLine& line, std::uint32_t from, std::uint32_t until, Diagnostics& diagnostics)
      : line_(line), text_(std::string_view(line.text).substr(0, until)), diagnostics_(diagnostics) {
    token_ = nextToken(text_, from);
  }

  std::optional<Expression> parse();

 private:
  void advance() { token_ = nextToken(text_, token_.span.end); }

  void fail(std::string_view code, Span where, std::string sentence, std::string suggestion = {},
            std::string replacement = {}) {
    if (!failed_)
      sayError(diagnostics_, line_, where, code, std::move(sentence), std::move(suggestion), std::move(replacement));
    failed_ = true;
  }

  std::string quoted(Span span) const { return separatrix::quoted(line_[span]); }

  void operand();
  void nameOperand();
  void afterOperand();
  void comma();
  void close();
  void finish();
  void open(PendingForm pending);
  void openKeyword(PendingForm::Form form, Span name, std::uint32_t begin, std::string_view keyword);
  void reduce(int priority);
  void warnOfComparison(std::size_t operandCount, const PendingForm& parent) const;
  void unexpected();
  bool isDecimalComma() const;

  std::uint32_t push(ExpressionNode node, std::uint32_t childCount);

  const SourceLine& line_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  Token token_;
  Expression result_;
  std::vector<PendingForm> pending_;
  std::vector<std::uint32_t> operands_;
  std::vector<char> grouped_;  // per operand: stood in parentheses
  int depth_ = 0;
  bool wantsOperand_ = true, failed_ = false, inSum_ = false;
};

}  // namespace separatrix
