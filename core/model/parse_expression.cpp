#include "core/model/parse_expression.hpp"

#include <utility>

#include "core/model/lexer.hpp"
#include "core/model/model.hpp"
#include "core/model/precedence.hpp"

namespace separatrix {
namespace {

using Kind = ExpressionNode::Kind;

constexpr int kDeepest = 1000;

// What waits on the stack for its operands or its closing parenthesis.
struct Pending {
  enum class Form : std::uint8_t { group, call, condition, consequence, alternative, sumRange, sumBody, unary, binary };
  Form form;
  Operation operation = Operation::literal;
  int priority = 0;
  Span name;                     // of a call: its name; of a group: the parenthesis; else the operator
  std::uint32_t begin = 0;       // where the whole form begins
  std::uint32_t arguments = 0;   // operands collected so far
  bool isOpen() const { return form < Form::unary; }
};

class Parser {
 public:
  Parser(const SourceLine& line, std::uint32_t from, std::uint32_t until, Diagnostics& diagnostics)
      : line_(line), text_(std::string_view(line.text).substr(0, until)), diagnostics_(diagnostics) {
    token_ = nextToken(text_, from);
  }

  std::optional<Expression> parse() {
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

 private:
  void advance() { token_ = nextToken(text_, token_.span.end); }

  void fail(std::string_view code, Span where, std::string sentence, std::string suggestion = {},
            std::string replacement = {}) {
    if (!failed_) sayError(diagnostics_, line_, where, code, std::move(sentence), std::move(suggestion), std::move(replacement));
    failed_ = true;
  }

  std::string quoted(Span span) const { return separatrix::quoted(line_[span]); }

  void operand();
  void nameOperand();
  void afterOperand();
  void comma();
  void close();
  void finish();
  void open(Pending pending);
  void openKeyword(Pending::Form form, Span name, std::uint32_t begin, std::string_view keyword);
  void reduce(int priority);
  void warnOfComparison(std::size_t operandCount, const Pending& parent) const;
  void unexpected();
  bool isDecimalComma() const;

  std::uint32_t push(ExpressionNode node, std::uint32_t childCount);

  const SourceLine& line_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  Token token_;
  Expression result_;
  std::vector<Pending> pending_;
  std::vector<std::uint32_t> operands_;
  std::vector<char> grouped_;  // per operand: stood in parentheses
  int depth_ = 0;
  bool wantsOperand_ = true, failed_ = false, inSum_ = false;
};

std::uint32_t Parser::push(ExpressionNode node, std::uint32_t childCount) {
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

void Parser::open(Pending pending) {
  if (++depth_ > kDeepest)
    return fail("E114", token_.span, "More than 1,000 parentheses are nested here.", "Name parts of the expression.");
  pending_.push_back(pending);
  advance();
  wantsOperand_ = true;
}

// The parenthesis that must follow `if`, `then`, `else`, `sum`, `of`.
void Parser::openKeyword(Pending::Form form, Span name, std::uint32_t begin, std::string_view keyword) {
  if (!token_.is('('))
    return fail("E108", name, "`" + std::string(keyword) + "` must be followed by `(`.",
                keyword.size() > 3 || keyword == "if" ? "Write `if(condition)then(value)else(value)`."
                                                      : "Write `sum(from,to)of(term)`.");
  open({form, Operation::literal, 0, name, begin, 0});
}

void Parser::operand() {
  if (token_.kind == Token::Kind::number) {
    const auto literal = parseLiteral(line_[token_.span]);
    if (!literal) return fail("E112", token_.span, quoted(token_.span) + " is not a number that fits a double.");
    ExpressionNode node{.kind = Kind::number, .value = static_cast<std::uint32_t>(result_.literals.size()), .span = token_.span};
    result_.literals.push_back(*literal);
    push(node, 0);
    advance();
    wantsOperand_ = false;
  } else if (token_.kind == Token::Kind::name) {
    nameOperand();
  } else if (token_.is('(')) {
    open({Pending::Form::group, Operation::literal, 0, token_.span, token_.span.begin, 0});
  } else if (token_.is('-')) {
    pending_.push_back({Pending::Form::unary, Operation::negate, kUnaryPriority, token_.span, token_.span.begin, 0});
    advance();
  } else if (token_.is('+')) {
    advance();
  } else {
    unexpected();
  }
}

void Parser::nameOperand() {
  const Span name = token_.span;
  const std::string_view word = line_[name];
  advance();
  if (sameName(word, "not")) {
    pending_.push_back({Pending::Form::unary, Operation::logicalNot, kUnaryPriority, name, name.begin, 0});
  } else if (sameName(word, "if")) {
    openKeyword(Pending::Form::condition, name, name.begin, "if");
  } else if (sameName(word, "sum")) {
    if (inSum_) return fail("E111", name, "A sum within a sum is not supported: both would count with i'.");
    openKeyword(Pending::Form::sumRange, name, name.begin, "sum");
  } else if (sameName(word, "then") || sameName(word, "else") || sameName(word, "of")) {
    fail("E108", name, quoted(name) + " stands here without its " + (sameName(word, "of") ? "`sum`." : "`if`."));
  } else if (token_.is('(')) {
    open({Pending::Form::call, Operation::literal, 0, name, name.begin, 0});
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
void Parser::reduce(int priority) {
  while (!pending_.empty() && !pending_.back().isOpen() && pending_.back().priority >= priority) {
    const Pending top = pending_.back();
    pending_.pop_back();
    const bool unary = top.form == Pending::Form::unary;
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

void Parser::afterOperand() {
  if (const auto op = infix(token_)) {
    reduce(op->priority);
    pending_.push_back({Pending::Form::binary, op->operation, op->priority, token_.span, token_.span.begin, 0});
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

bool Parser::isDecimalComma() const {
  const std::uint32_t at = token_.span.begin;
  const auto digit = [this](std::size_t i) { return i < text_.size() && text_[i] >= '0' && text_[i] <= '9'; };
  if (at == 0 || !digit(at - 1) || !digit(at + 1)) return false;
  std::uint32_t begin = at;
  while (begin > 0 && digit(begin - 1)) --begin;
  return begin == 0 || (!isNamePart(text_[begin - 1]) && text_[begin - 1] != '.');
}

void Parser::comma() {
  reduce(0);
  const bool takesArguments = !pending_.empty() && (pending_.back().form == Pending::Form::call ||
                                                   pending_.back().form == Pending::Form::sumRange);
  if (!takesArguments) {
    if (!isDecimalComma()) return fail("E108", token_.span, "A `,` cannot stand here.");
    std::uint32_t begin = token_.span.begin, end = token_.span.end;
    while (begin > 0 && text_[begin - 1] >= '0' && text_[begin - 1] <= '9') --begin;
    while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
    const Span number{begin, end};
    std::string mended(line_[number]);
    mended[token_.span.begin - begin] = '.';
    return fail("E104", number, quoted(number) + ": decimal commas are not used in equations.", "Write `" + mended + "`.", mended);
  }
  ++pending_.back().arguments;
  advance();
  wantsOperand_ = true;
}

void Parser::close() {
  reduce(0);
  if (pending_.empty()) return fail("E103", token_.span, "This `)` closes nothing.", "Remove it or add `(`.");
  const Pending top = pending_.back();
  pending_.pop_back();
  --depth_;
  const std::uint32_t end = token_.span.end;
  advance();
  switch (top.form) {
    case Pending::Form::group: grouped_.back() = 1; return;
    case Pending::Form::call: {
      ExpressionNode node{.kind = Kind::call, .span = {top.begin, end}, .nameLength = top.name.end - top.name.begin};
      push(node, top.arguments + 1);
      return;
    }
    case Pending::Form::condition:
    case Pending::Form::consequence: {
      const bool then = top.form == Pending::Form::condition;
      const std::string_view keyword = then ? "then" : "else";
      if (token_.kind != Token::Kind::name || !sameName(line_[token_.span], keyword))
        return fail("E108", {end - 1, end}, "`" + std::string(keyword) + "` is missing after this `)`.",
                    "Write `if(condition)then(value)else(value)`.");
      const Span name = token_.span;
      advance();
      return openKeyword(then ? Pending::Form::consequence : Pending::Form::alternative, name, top.begin, keyword);
    }
    case Pending::Form::alternative: push({.kind = Kind::conditional, .span = {top.begin, end}}, 3); return;
    case Pending::Form::sumRange: {
      if (top.arguments != 1) return fail("E109", top.name, "`sum` takes two limits.", "Write `sum(from,to)of(term)`.");
      if (token_.kind != Token::Kind::name || !sameName(line_[token_.span], "of"))
        return fail("E108", {end - 1, end}, "`of` is missing after this `)`.", "Write `sum(from,to)of(term)`.");
      const Span name = token_.span;
      advance();
      result_.nodes.push_back({.kind = Kind::sumBody, .span = name});
      inSum_ = true;
      openKeyword(Pending::Form::sumBody, name, top.begin, "of");
      if (!failed_) pending_.back().arguments = result_.root();  // where its marker is
      return;
    }
    case Pending::Form::sumBody:
      push({.kind = Kind::sum, .span = {top.begin, end}}, 3);
      result_.nodes[top.arguments].value = result_.root();
      result_.nodes.back().value = top.arguments;
      inSum_ = false;
      return;
    case Pending::Form::unary:
    case Pending::Form::binary: return;
  }
}

void Parser::finish() {
  reduce(0);
  if (!pending_.empty()) {
    const Pending& top = pending_.back();
    std::uint32_t at = top.form == Pending::Form::group ? top.name.begin : top.name.end;
    while (at < text_.size() && text_[at] != '(') ++at;
    const Span parenthesis{at, at + 1};
    return fail("E103", parenthesis, "This `(` at column " + std::to_string(line_.extent(parenthesis).column) + " is never closed.",
                "Insert `)`.");
  }
}

// XPPAUT's comparisons bind more tightly than + and *, which hardly anyone means.
void Parser::warnOfComparison(std::size_t operandCount, const Pending& parent) const {
  for (std::size_t k = operands_.size() - operandCount; k < operands_.size(); ++k) {
    const ExpressionNode& child = result_.nodes[operands_[k]];
    if (grouped_[k] != 0 || child.kind != Kind::binary || !isComparison(child.operation)) continue;
    sayWarning(diagnostics_, line_, child.span, "W113",
               quoted(child.span) + " is compared first, then `" + std::string(line_[parent.name]) + "` applies: so XPPAUT reads it.",
               "Add parentheses to say which is meant.");
  }
}

void Parser::unexpected() {
  if (token_.kind == Token::Kind::end) {
    if (result_.nodes.empty() && pending_.empty()) return fail("E108", token_.span, "An expression is missing here.");
    if (!pending_.empty() && pending_.back().isOpen()) return finish();
    const Span last = pending_.empty() ? token_.span : pending_.back().name;
    return fail("E108", last, "The expression ends after " + quoted(last) + ".", "A value is missing there.");
  }
  const std::string what = quoted(token_.span);
  if (token_.is('[') || token_.is(']'))
    return fail("E111", token_.span, "Arrays are not supported yet.", "Write the equations out.");
  if (token_.is('{') || token_.is('}')) return fail("E111", token_.span, "Integrals `int{...}` are not supported yet.");
  if (token_.is('=')) return fail("E108", token_.span, "A second `=` stands here.", "A comparison is written `==`.", "==");
  if (token_.kind == Token::Kind::unknown) return fail("E108", token_.span, what + " is not a character of the model language.");
  if (wantsOperand_) return fail("E108", token_.span, "A value is missing before " + what + ".");
  fail("E108", token_.span, "An operator is missing before " + what + ".", "Products are written with `*`.", "*" + std::string(line_[token_.span]));
}

}  // namespace

std::optional<Expression> parseExpression(const SourceLine& line, std::uint32_t from, std::uint32_t until,
                                          Diagnostics& diagnostics) {
  return Parser(line, from, until, diagnostics).parse();
}

}  // namespace separatrix
