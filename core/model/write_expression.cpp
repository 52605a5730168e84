#include <initializer_list>
#include <iterator>
#include <utility>
#include <variant>

#include "core/model/expression.hpp"
#include "core/model/precedence.hpp"

namespace separatrix {
namespace {

using Node = ExpressionNode;

// Writes with a stack of its own: what is still to be written, last first.
class Writer {
 public:
  Writer(const Expression& expression, const SourceLine& line)
      : e_(expression), line_(line), startsWithSign_(e_.nodes.size(), 0), endsWithNumber_(e_.nodes.size(), 0) {
    for (std::uint32_t i = 0; i < e_.nodes.size(); ++i) lookAtEnds(i);
  }

  std::string write() {
    if (e_.empty()) return {};
    stack_.emplace_back(e_.root());
    while (!stack_.empty()) {
      const Item item = stack_.back();
      stack_.pop_back();
      if (const auto* text = std::get_if<std::string_view>(&item))
        out_ += *text;
      else
        node(std::get<std::uint32_t>(item));
    }
    return std::move(out_);
  }

 private:
  using Item = std::variant<std::uint32_t, std::string_view>;

  int priority(const Node& node) const {
    if (node.kind == Node::Kind::unary) return kUnaryPriority;
    return node.kind == Node::Kind::binary ? infixPriority(node.operation) : 10;
  }

  static bool isArithmetic(const Node& node) {
    return node.operation == Operation::negate ||
           (node.operation >= Operation::add && node.operation <= Operation::power);
  }

  // Whether operand k of `parent` needs parentheses, for XPPAUT as well as for us: a sign may
  // begin an expression only, a number cannot stand before `!=`.
  bool isParenthesized(const Node& parent, std::uint32_t k) const {
    const std::uint32_t index = e_.child(parent, k);
    const Node& child = e_.nodes[index];
    if (child.kind == Node::Kind::binary && isComparison(child.operation) && isArithmetic(parent)) return true;
    if (parent.kind == Node::Kind::unary)
      return parent.operation == Operation::logicalNot || priority(child) <= kUnaryPriority;
    if (k == 0)
      return priority(child) < priority(parent) ||
             (parent.operation == Operation::notEqual && endsWithNumber_[index] != 0);
    return priority(child) <= priority(parent) || startsWithSign_[index] != 0;
  }

  void lookAtEnds(std::uint32_t i) {
    const Node& n = e_.nodes[i];
    if (n.kind == Node::Kind::number) endsWithNumber_[i] = 1;
    if (n.kind == Node::Kind::unary) startsWithSign_[i] = n.operation == Operation::negate ? 1 : 0;
    if (n.kind == Node::Kind::binary && !isParenthesized(n, 0)) startsWithSign_[i] = startsWithSign_[e_.child(n, 0)];
    if (n.kind != Node::Kind::unary && n.kind != Node::Kind::binary) return;
    const std::uint32_t last = n.childCount - 1;
    if (!isParenthesized(n, last)) endsWithNumber_[i] = endsWithNumber_[e_.child(n, last)];
  }

  // Parts are pushed in reverse, so that the first is written next.
  void push(std::initializer_list<Item> parts) {
    for (auto part = std::rbegin(parts); part != std::rend(parts); ++part) stack_.push_back(*part);
  }

  void pushOperand(const Node& parent, std::uint32_t k) {
    if (isParenthesized(parent, k))
      push({std::string_view("("), e_.child(parent, k), std::string_view(")")});
    else
      push({e_.child(parent, k)});
  }

  std::string_view name(const Node& n) const { return line_[{n.span.begin, n.span.begin + n.nameLength}]; }

  void node(std::uint32_t index) {
    const Node& n = e_.nodes[index];
    switch (n.kind) {
      case Node::Kind::number: out_ += line_[n.span]; break;
      case Node::Kind::name:
        out_ += name(n);
        if (n.binding == Node::Binding::sumIndex) out_ += '\'';
        break;
      case Node::Kind::unary:
        out_ += n.operation == Operation::negate ? "-" : "not";
        pushOperand(n, 0);
        break;
      case Node::Kind::binary: {
        pushOperand(n, 1);
        const bool wide = n.operation == Operation::add || n.operation == Operation::subtract;
        if (wide)
          push({std::string_view(" "), infixText(n.operation), std::string_view(" ")});
        else
          push({infixText(n.operation)});
        pushOperand(n, 0);
        break;
      }
      case Node::Kind::call:
        out_ += name(n);
        out_ += '(';
        push({std::string_view(")")});
        for (std::uint32_t k = n.childCount; k-- > 0;)
          push({k > 0 ? Item(std::string_view(",")) : Item(std::string_view()), e_.child(n, k)});
        break;
      case Node::Kind::conditional:
        out_ += "if(";
        push({e_.child(n, 0), std::string_view(")then("), e_.child(n, 1), std::string_view(")else("), e_.child(n, 2),
              std::string_view(")")});
        break;
      case Node::Kind::sum:
        out_ += "sum(";
        push({e_.child(n, 0), std::string_view(","), e_.child(n, 1), std::string_view(")of("), e_.child(n, 2),
              std::string_view(")")});
        break;
      case Node::Kind::sumBody: break;
    }
  }

  const Expression& e_;
  const SourceLine& line_;
  std::vector<char> startsWithSign_, endsWithNumber_;
  std::vector<Item> stack_;
  std::string out_;
};

}  // namespace

std::string writeExpression(const Expression& expression, const SourceLine& line) {
  return Writer(expression, line).write();
}

}  // namespace separatrix
