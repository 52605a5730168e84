#include <utility>

#include "core/model/expression_parser.hpp"
#include "core/model/precedence.hpp"

// What is wrong with an expression, in words.
namespace separatrix {

using Kind = ExpressionNode::Kind;

bool ExpressionParser::isDecimalComma() const {
  const std::uint32_t at = token_.span.begin;
  const auto digit = [this](std::size_t i) { return i < text_.size() && text_[i] >= '0' && text_[i] <= '9'; };
  if (at == 0 || !digit(at - 1) || !digit(at + 1)) return false;
  std::uint32_t begin = at;
  while (begin > 0 && digit(begin - 1)) --begin;
  return begin == 0 || (!isNamePart(text_[begin - 1]) && text_[begin - 1] != '.');
}

void ExpressionParser::comma() {
  reduce(0);
  const bool takesArguments = !pending_.empty() && (pending_.back().form == PendingForm::Form::call ||
                                                    pending_.back().form == PendingForm::Form::sumRange);
  if (!takesArguments) {
    if (!isDecimalComma()) return fail("E108", token_.span, "A `,` cannot stand here.");
    std::uint32_t begin = token_.span.begin, end = token_.span.end;
    while (begin > 0 && text_[begin - 1] >= '0' && text_[begin - 1] <= '9') --begin;
    while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
    const Span number{begin, end};
    std::string mended(line_[number]);
    mended[token_.span.begin - begin] = '.';
    return fail("E104", number, quoted(number) + ": decimal commas are not used in equations.",
                "Write `" + mended + "`.", mended);
  }
  ++pending_.back().arguments;
  advance();
  wantsOperand_ = true;
}

// XPPAUT's comparisons bind more tightly than + and *, which hardly anyone means.
void ExpressionParser::warnOfComparison(std::size_t operandCount, const PendingForm& parent) const {
  for (std::size_t k = operands_.size() - operandCount; k < operands_.size(); ++k) {
    const ExpressionNode& child = result_.nodes[operands_[k]];
    if (grouped_[k] != 0 || child.kind != Kind::binary || !isComparison(child.operation)) continue;
    sayWarning(diagnostics_, line_, child.span, "W113",
               quoted(child.span) + " is compared first, then `" + std::string(line_[parent.name]) +
                   "` applies: so XPPAUT reads it.",
               "Add parentheses to say which is meant.");
  }
}

void ExpressionParser::unexpected() {
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
  if (token_.is('='))
    return fail("E108", token_.span, "A second `=` stands here.", "A comparison is written `==`.", "==");
  if (token_.kind == Token::Kind::unknown)
    return fail("E108", token_.span, what + " is not a character of the model language.");
  if (wantsOperand_) return fail("E108", token_.span, "A value is missing before " + what + ".");
  fail("E108", token_.span, "An operator is missing before " + what + ".", "Products are written with `*`.",
       "*" + std::string(line_[token_.span]));
}

}  // namespace separatrix
