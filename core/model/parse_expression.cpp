#include "core/model/parse_expression.hpp"

#include <algorithm>
#include <utility>

#include "core/model/expression_parser.hpp"
#include "core/model/model.hpp"
#include "core/model/precedence.hpp"

namespace separatrix {

using Kind = ExpressionNode::Kind;

namespace {

constexpr int kDeepest = 1000;

}  // namespace

std::optional<Expression> ExpressionParser::parse() {
  while (!failed_) {
    if (wantsOperand_) {
      operand();
    } else if (token_.kind == Token::Kind::end) {
      break;
    } else {
      afterOperand();
    }
  }
  if (!failed_) finish();
  if (failed_) return std::nullopt;
  return std::move(result_);
}

std::uint32_t ExpressionParser::push(ExpressionNode node, std::uint32_t childCount) {
  node.firstChild = static_cast<std::uint32_t>(result_.children.size());
  node.childCount = childCount;
  result_.children.insert(result_.children.end(), operands_.end() - childCount, operands_.end());
  operands_.resize(operands_.size() - childCount);
  grouped_.resize(operands_.size());
  result_.nodes.push_back(node);
  operands_.push_back(result_.root());
  grouped_.push_back(0);
  return result_.root();
}

void ExpressionParser::open(PendingForm pending) {
  if (++depth_ > kDeepest)
    return fail("E114", token_.span, "More than 1,000 parentheses are nested here.", "Name parts of the expression.");
  pending_.push_back(pending);
  advance();
  wantsOperand_ = true;
}

// The parenthesis that must follow `if`, `then`, `else`, `sum`, `of`.
void ExpressionParser::openKeyword(PendingForm::Form form, Span name, std::uint32_t begin, std::string_view keyword) {
  if (!token_.is('('))
    return fail("E108", name, "`" + std::string(keyword) + "` must be followed by `(`.",
                keyword.size() > 3 || keyword == "if" ? "Write `if(condition)then(value)else(value)`."
                                                      : "Write `sum(from,to)of(term)`.");
  open({form, Operation::literal, 0, name, begin, 0});
}

void ExpressionParser::operand() {
  if (token_.kind == Token::Kind::number) {
    const auto literal = parseLiteral(line_[token_.span]);
    if (!literal) return fail("E112", token_.span, quoted(token_.span) + " is not a number that fits a double.");
    ExpressionNode node{
        .kind = Kind::number, .value = static_cast<std::uint32_t>(result_.literals.size()), .span = token_.span};
    result_.literals.push_back(*literal);
    push(node, 0);
    advance();
    wantsOperand_ = false;
  } else if (token_.kind == Token::Kind::name) {
    nameOperand();
  } else if (token_.is('(')) {
    open({PendingForm::Form::group, Operation::literal, 0, token_.span, token_.span.begin, 0});
  } else if (token_.is('-')) {
    pending_.push_back(
        {PendingForm::Form::unary, Operation::negate, kUnaryPriority, token_.span, token_.span.begin, 0});
    advance();
  } else if (token_.is('+')) {
    advance();
  } else {
    unexpected();
  }
}

void ExpressionParser::nameOperand() {
  const Span name = token_.span;
  const std::string_view word = line_[name];
  advance();
  if (sameName(word, "not")) {
    pending_.push_back({PendingForm::Form::unary, Operation::logicalNot, kUnaryPriority, name, name.begin, 0});
  } else if (sameName(word, "if")) {
    openKeyword(PendingForm::Form::condition, name, name.begin, "if");
  } else if (sameName(word, "sum")) {
    if (inSum_) return fail("E111", name, "A sum within a sum is not supported: both would count with i'.");
    openKeyword(PendingForm::Form::sumRange, name, name.begin, "sum");
  } else if (sameName(word, "then") || sameName(word, "else") || sameName(word, "of")) {
    fail("E108", name, quoted(name) + " stands here without its " + (sameName(word, "of") ? "`sum`." : "`if`."));
  } else if (token_.is('(')) {
    open({PendingForm::Form::call, Operation::literal, 0, name, name.begin, 0});
    if (!failed_ && token_.is(')')) fail("E109", name, quoted(name) + " is called without an argument.");
  } else {
    ExpressionNode node{.kind = Kind::name, .span = name, .nameLength = name.end - name.begin};
    if (token_.is('\'')) {
      if (!sameName(word, "i") || !inSum_)
        return fail("E111", {name.begin, token_.span.end}, "`" + std::string(word) + "'` cannot be used as a value.",
                    "Name the right-hand side and use that name.");
      node.binding = ExpressionNode::Binding::sumIndex;
      node.span.end = token_.span.end;
      advance();
    }
    push(node, 0);
    wantsOperand_ = false;
  }
}

// Makes nodes of the operators that bind at least as tightly as `priority`, innermost first.
void ExpressionParser::reduce(int priority) {
  while (!pending_.empty() && !pending_.back().isOpen() && pending_.back().priority >= priority) {
    const PendingForm top = pending_.back();
    pending_.pop_back();
    const bool unary = top.form == PendingForm::Form::unary;
    const Span right = result_.nodes[operands_.back()].span;
    const Span left = unary ? top.name : result_.nodes[operands_[operands_.size() - 2]].span;
    if (top.operation <= Operation::negate || (top.operation >= Operation::add && top.operation <= Operation::power))
      warnOfComparison(unary ? 1 : 2, top);
    const ExpressionNode node{.kind = unary ? Kind::unary : Kind::binary,
                              .operation = top.operation,
                              .span = {std::min(left.begin, top.name.begin), std::max(right.end, top.name.end)}};
    push(node, unary ? 1 : 2);
  }
}

void ExpressionParser::afterOperand() {
  if (const auto op = infix(token_)) {
    reduce(op->priority);
    pending_.push_back({PendingForm::Form::binary, op->operation, op->priority, token_.span, token_.span.begin, 0});
    advance();
    wantsOperand_ = true;
  } else if (token_.is(',')) {
    comma();
  } else if (token_.is(')')) {
    close();
  } else {
    unexpected();
  }
}

void ExpressionParser::close() {
  reduce(0);
  if (pending_.empty()) return fail("E103", token_.span, "This `)` closes nothing.", "Remove it or add `(`.");
  const PendingForm top = pending_.back();
  pending_.pop_back();
  --depth_;
  const std::uint32_t end = token_.span.end;
  advance();
  switch (top.form) {
    case PendingForm::Form::group: grouped_.back() = 1; return;
    case PendingForm::Form::call: {
      ExpressionNode node{.kind = Kind::call, .span = {top.begin, end}, .nameLength = top.name.end - top.name.begin};
      push(node, top.arguments + 1);
      return;
    }
    case PendingForm::Form::condition:
    case PendingForm::Form::consequence: {
      const bool then = top.form == PendingForm::Form::condition;
      const std::string_view keyword = then ? "then" : "else";
      if (token_.kind != Token::Kind::name || !sameName(line_[token_.span], keyword))
        return fail("E108", {end - 1, end}, "`" + std::string(keyword) + "` is missing after this `)`.",
                    "Write `if(condition)then(value)else(value)`.");
      const Span name = token_.span;
      advance();
      return openKeyword(then ? PendingForm::Form::consequence : PendingForm::Form::alternative, name, top.begin,
                         keyword);
    }
    case PendingForm::Form::alternative: push({.kind = Kind::conditional, .span = {top.begin, end}}, 3); return;
    case PendingForm::Form::sumRange: {
      if (top.arguments != 1) return fail("E109", top.name, "`sum` takes two limits.", "Write `sum(from,to)of(term)`.");
      if (token_.kind != Token::Kind::name || !sameName(line_[token_.span], "of"))
        return fail("E108", {end - 1, end}, "`of` is missing after this `)`.", "Write `sum(from,to)of(term)`.");
      const Span name = token_.span;
      advance();
      result_.nodes.push_back({.kind = Kind::sumBody, .span = name});
      inSum_ = true;
      openKeyword(PendingForm::Form::sumBody, name, top.begin, "of");
      if (!failed_) pending_.back().arguments = result_.root();  // where its marker is
      return;
    }
    case PendingForm::Form::sumBody:
      push({.kind = Kind::sum, .span = {top.begin, end}}, 3);
      result_.nodes[top.arguments].value = result_.root();
      result_.nodes.back().value = top.arguments;
      inSum_ = false;
      return;
    case PendingForm::Form::unary:
    case PendingForm::Form::binary: return;
  }
}

void ExpressionParser::finish() {
  reduce(0);
  if (!pending_.empty()) {
    const PendingForm& top = pending_.back();
    std::uint32_t at = top.form == PendingForm::Form::group ? top.name.begin : top.name.end;
    while (at < text_.size() && text_[at] != '(') ++at;
    const Span parenthesis{at, at + 1};
    return fail("E103", parenthesis,
                "This `(` at column " + std::to_string(line_.extent(parenthesis).column) + " is never closed.",
                "Insert `)`.");
  }
}

std::optional<Expression> parseExpression(const SourceLine& line, std::uint32_t from, std::uint32_t until,
                                          Diagnostics& diagnostics) {
  return ExpressionParser(line, from, until, diagnostics).parse();
}

}  // namespace separatrix
