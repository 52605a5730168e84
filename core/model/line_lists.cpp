#include <algorithm>
#include <utility>

#include "core/base/number.hpp"
#include "core/model/line_parser.hpp"
#include "core/model/parse_expression.hpp"

namespace separatrix {

// name=value, name = value, name: separated by commas or blanks.
bool LineParser::assignments(bool numbersOnly, std::uint32_t until) {
  const std::size_t errors = diagnostics_.errorCount();
  while (token_.span.begin < until && !atEnd()) {
    if (token_.is(',')) {
      advance();
      continue;
    }
    if (token_.kind != Token::Kind::name) {
      if (token_.kind == Token::Kind::number && !statement_.assignments.empty() && token_.span.begin > 0 &&
          line_.text[token_.span.begin - 1] == ',' &&
          statement_.assignments.back().value.end + 1 == token_.span.begin) {
        const Span whole{statement_.assignments.back().value.begin, token_.span.end};
        std::string mended(line_[whole]);
        mended[mended.find(',')] = '.';
        fail("E104", whole, quoted(whole) + ": decimal commas are not used in equations.", "Write `" + mended + "`.",
             mended);
        advance();
        continue;
      } else if (token_.is('[')) {
        fail("E111", token_.span, "Arrays are not supported yet.");
      } else {
        fail("E108", token_.span, "A name is expected here, not " + quoted(token_.span) + ".");
      }
      return false;
    }
    Assignment assignment{.name = token_.span};
    advance();
    if (token_.is('=')) value(assignment, numbersOnly, until);
    statement_.assignments.push_back(assignment);
  }
  return diagnostics_.errorCount() == errors;
}

// The value runs to the next blank or comma, as XPPAUT reads it.
void LineParser::value(Assignment& assignment, bool numbersOnly, std::uint32_t until) {
  const std::string_view text = line_.text;
  std::size_t begin = text.find_first_not_of(" \t", token_.span.end);
  if (begin == std::string_view::npos || begin >= until) {
    fail("E112", assignment.name, quoted(assignment.name) + " is given no value.");
    return advance();
  }
  std::size_t stop = std::min<std::size_t>(text.find_first_of(" \t,;", begin), until);
  assignment.value = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(stop)};
  const auto number = parseNumber(line_[assignment.value]);
  assignment.isNumber = number.has_value();
  assignment.number = number.value_or(0);
  if (!number && numbersOnly)
    fail("E112", assignment.value, quoted(assignment.value) + " is not a number: only numbers stand here.",
         "A parameter made of others is written `!name=expression`.");
  advance(assignment.value.end);
}

// set name {a=1,b=2}
void LineParser::preset() {
  if (token_.kind != Token::Kind::name && token_.kind != Token::Kind::number)
    return fail("E108", token_.span, "A set is written `set name {a=1,b=2}`.");
  const std::string_view text = line_.text;
  const std::uint32_t begin = token_.span.begin;
  const std::size_t open = text.find('{', begin), close = text.find('}', begin);
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return fail("E103", token_.span, "The values of a set stand between `{` and `}`.", "Write `set name {a=1,b=2}`.");
  std::size_t nameEnd = open;
  while (nameEnd > begin && (text[nameEnd - 1] == ' ' || text[nameEnd - 1] == '\t')) --nameEnd;
  statement_.name = {begin, static_cast<std::uint32_t>(nameEnd)};
  advance(static_cast<std::uint32_t>(open) + 1);
  const std::size_t errors = diagnostics_.errorCount();
  if (!assignments(false, static_cast<std::uint32_t>(close))) return;
  for (const Assignment& a : statement_.assignments)
    if (!a.isNumber && !isOption(line_[a.name])) fail("E112", a.value, quoted(a.value) + " is not a number.");
  if (diagnostics_.errorCount() == errors) keep(Kind::preset);
}

// global sign {condition} {x=..;y=..}, where the first braces may be left out
void LineParser::reset() {
  const std::string_view text = line_.text;
  int direction = 1;
  if (token_.is('-') || token_.is('+')) {
    direction = token_.is('-') ? -1 : 1;
    advance();
  }
  const auto sign = token_.kind == Token::Kind::number ? parseNumber(line_[token_.span]) : std::nullopt;
  if (!sign || (*sign != 0 && *sign != 1))
    return fail("E108", token_.span, "`global` is followed by the direction of the crossing: 1, -1 or 0.",
                "Write `global 1 {v-30} {v=c;u=u+d}`.");
  statement_.sign = *sign == 0 ? 0 : direction;
  std::size_t begin = token_.span.end;
  const std::size_t close = text.rfind('}'), open = text.rfind('{');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open)
    return fail("E103", token_.span, "What happens stands between `{` and `}`.",
                "Write `global 1 {v-30} {v=c;u=u+d}`.");
  std::size_t conditionEnd = open;
  const std::size_t firstOpen = text.find_first_not_of(" \t", begin);
  if (text[firstOpen] == '{' && firstOpen < open) {
    begin = firstOpen + 1;
    conditionEnd = text.find('}', begin);
  }
  if (conditionEnd > open)
    return fail("E103", {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(open)},
                "This `{` is never closed.");
  statement_.name = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(conditionEnd)};
  auto condition = parseExpression(line_, statement_.name.begin, statement_.name.end, diagnostics_);
  const bool understood = resetAssignments(static_cast<std::uint32_t>(open) + 1);
  if (!condition || !understood) return;
  statement_.expression = std::move(*condition);
  keep(Kind::reset);
}

bool LineParser::resetAssignments(std::uint32_t from) {
  const std::string_view text = line_.text;
  const auto close = static_cast<std::uint32_t>(text.rfind('}'));
  bool understood = true;
  while (from < close) {
    const auto until = static_cast<std::uint32_t>(std::min<std::size_t>(text.find(';', from), close));
    const Token name = nextToken(text, from);
    const Token equals = nextToken(text, name.span.end);
    if (name.span.begin < until) {
      if (name.kind != Token::Kind::name || !equals.is('=')) {
        fail("E108", name.span, "What happens is written `{x=value;y=value}`.");
        return false;
      }
      auto expression = parseExpression(line_, equals.span.end, until, diagnostics_);
      if (expression) statement_.resets.push_back({name.span, std::move(*expression)});
      understood = understood && expression.has_value();
    }
    from = until + 1;
  }
  if (understood && statement_.resets.empty()) fail("E108", {close, close + 1}, "Nothing happens at this crossing.");
  return understood && !statement_.resets.empty();
}

}  // namespace separatrix
