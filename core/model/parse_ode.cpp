#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/number.hpp"
#include "core/model/lexer.hpp"
#include "core/model/model.hpp"
#include "core/model/ode_document.hpp"
#include "core/model/parse_expression.hpp"
#include "core/model/statement_words.hpp"

namespace separatrix {
namespace {

using Kind = OdeStatement::Kind;

// Reads one logical line into the document.
class LineParser {
 public:
  LineParser(OdeDocument& document, std::uint32_t index, Diagnostics& diagnostics)
      : document_(document), line_(document.lines[index]), diagnostics_(diagnostics) {
    statement_.line = index;
    advance(0);
  }

  /// False once the line says `done`.
  bool parse();

 private:
  void advance(std::uint32_t from) { token_ = nextToken(line_.text, from); }
  void advance() { advance(token_.span.end); }
  bool atEnd() const { return token_.kind == Token::Kind::end; }
  std::uint32_t end() const { return static_cast<std::uint32_t>(line_.text.size()); }
  std::string quoted(Span span) const { return "`" + std::string(line_[span]) + "`"; }

  void fail(std::string_view code, Span where, std::string sentence, std::string suggestion = {}, std::string replacement = {}) {
    diagnostics_.error(code, line_.extent(where), std::move(sentence), std::move(suggestion), std::move(replacement));
  }
  void keep(Kind kind) {
    statement_.kind = kind;
    document_.statements.push_back(std::move(statement_));
  }

  void definition();
  void parenthesized(Span name);
  void slashed(Span name);
  void derived();
  bool command(const StatementWord& word, Span name);
  bool assignments(bool numbersOnly, std::uint32_t until);
  void value(Assignment& assignment, bool numbersOnly, std::uint32_t until);
  void preset();
  void reset();
  bool resetAssignments(std::uint32_t from);
  void named(Kind kind);
  void rightHandSide(Kind kind);
  void comment();
  void notUnderstood(Span where);

  OdeDocument& document_;
  const SourceLine& line_;
  Diagnostics& diagnostics_;
  OdeStatement statement_;
  Token token_;
};

bool LineParser::parse() {
  if (atEnd()) {
    comment();
    return true;
  }
  const char first = line_.text[token_.span.begin];
  if (first == '#' || first == '"' || first == '%') {
    comment();
    return true;
  }
  if (first == '@') {
    advance();
    assignments(false, end());
    keep(Kind::options);
    return true;
  }
  if (first == '!') {
    advance();
    derived();
    return true;
  }
  if (token_.kind != Token::Kind::name) {
    if (line_.text[token_.span.begin] == '0' && nextToken(line_.text, token_.span.end).is('='))
      fail("E111", token_.span, "Algebraic equations `0=` are not supported yet.");
    else if (token_.kind == Token::Kind::number && nextToken(line_.text, token_.span.end).kind == Token::Kind::end)
      fail("E123", token_.span, "A file that begins with the number of its equations is in XPPAUT's old format, which is not read.",
           "Open and save it with XPPAUT's `-convert`.");
    else
      notUnderstood(token_.span);
    return true;
  }
  const Span name = token_.span;
  const Token after = nextToken(line_.text, name.end);
  const bool defines = after.is('=') || after.is('\'') || after.is('(') || after.is('/') || after.is('[');
  const auto word = defines && !after.is('[') ? std::nullopt : statementWord(line_[name]);
  if (word && (after.kind != Token::Kind::end || word->takesNothing)) return command(*word, name);
  definition();
  return true;
}

void LineParser::comment() {
  const std::string_view rest = std::string_view(line_.text).substr(token_.span.begin);
  if (rest.starts_with("#include"))
    return fail("E111", {token_.span.begin, token_.span.begin + 8}, "`#include` is not supported yet.", "Paste the file's lines here.");
  if (rest.starts_with("%") && rest.find('[') != std::string_view::npos && rest.find("..") != std::string_view::npos &&
      nextToken(line_.text, token_.span.end).is('['))
    return fail("E111", token_.span, "Loops over arrays `%[...]` are not supported yet.", "Write the equations out.");
  keep(rest.starts_with("#:") ? Kind::annotation : Kind::comment);
}

void LineParser::notUnderstood(Span where) {
  fail("E110", where, "This line is not understood.", "A statement is `x'=...`, `f(x)=...`, `q=...` or begins with a word such as `par`.");
}

void LineParser::rightHandSide(Kind kind) {
  auto expression = parseExpression(line_, token_.span.end, end(), diagnostics_);
  if (!expression) expression.emplace();  // the name stands; an empty expression means an error was said
  statement_.expression = std::move(*expression);
  keep(kind);
}

// x'=   q=   f(..)=   dx/dt=   with the name as the present token.
void LineParser::definition() {
  const Span name = token_.span;
  statement_.name = name;
  advance();
  if (token_.is('=')) return rightHandSide(Kind::quantity);
  if (token_.is('\'')) {
    advance();
    if (!token_.is('=')) return fail("E108", token_.span, "`=` is missing after " + quoted(name) + "'.");
    return rightHandSide(Kind::differential);
  }
  if (token_.is('(')) return parenthesized(name);
  if (token_.is('/')) return slashed(name);
  if (token_.is('[')) return fail("E111", name, "Arrays are not supported yet.", "Write the equations out.");
  std::string nearest = nearestName(line_[name], statementWords());
  fail("E110", name, "This line is not understood: " + quoted(name) + " is no statement.",
       nearest.empty() ? "A statement is `x'=...`, `f(x)=...`, `q=...` or begins with a word such as `par`."
                       : "Did you mean `" + nearest + "`?", nearest);
}

// dx/dt = ...
void LineParser::slashed(Span name) {
  advance();
  const bool d = name.end - name.begin > 1 && sameName(line_[{name.begin, name.begin + 1}], "d");
  if (!d || token_.kind != Token::Kind::name || !sameName(line_[token_.span], "dt"))
    return fail("E108", name, "Only `dx/dt=` may stand before `=` with a `/`.");
  statement_.name = {name.begin + 1, name.end};
  advance();
  if (!token_.is('=')) return fail("E108", token_.span, "`=` is missing after `dt`.");
  rightHandSide(Kind::differential);
}

// x(t+1)=   x(0)=   x(t)=int{..}   f(a,b)=
void LineParser::parenthesized(Span name) {
  const Token first = nextToken(line_.text, token_.span.end);
  const Token second = nextToken(line_.text, first.span.end);
  if (first.kind == Token::Kind::number && line_[first.span] == "0" && second.is(')')) {
    advance(second.span.end);
    if (!token_.is('=')) return fail("E108", token_.span, "`=` is missing after " + quoted({name.begin, second.span.end}) + ".");
    return rightHandSide(Kind::initialValue);
  }
  if (first.kind == Token::Kind::name && sameName(line_[first.span], "t") && second.is('+')) {
    const Token one = nextToken(line_.text, second.span.end), close = nextToken(line_.text, one.span.end);
    advance(close.span.end);
    if (one.kind != Token::Kind::number || line_[one.span] != "1" || !close.is(')') || !token_.is('='))
      return fail("E108", first.span, "A map is written " + std::string(line_[name]) + "(t+1)=.");
    return rightHandSide(Kind::iteration);
  }
  advance();
  while (token_.kind == Token::Kind::name) {
    for (const Span& earlier : statement_.arguments)
      if (sameName(line_[earlier], line_[token_.span]))
        return fail("E106", token_.span, quoted(token_.span) + " is an argument twice.");
    statement_.arguments.push_back(token_.span);
    advance();
    if (!token_.is(',')) break;
    advance();
  }
  if (!token_.is(')') || statement_.arguments.empty())
    return fail("E108", token_.span, "The arguments of " + quoted(name) + " are names between commas.");
  advance();
  if (!token_.is('=')) return fail("E108", token_.span, "`=` is missing after " + quoted({name.begin, token_.span.begin}) + ".");
  rightHandSide(Kind::function);
}

void LineParser::derived() {
  const Span name = token_.span;
  if (token_.kind != Token::Kind::name) return fail("E108", name, "A derived parameter is written `!name=expression`.");
  statement_.name = name;
  advance();
  if (!token_.is('=')) return fail("E108", token_.span, "`=` is missing after " + quoted(name) + ".");
  rightHandSide(Kind::derived);
}

// aux name=expression
void LineParser::named(Kind kind) {
  if (token_.kind != Token::Kind::name) return fail("E108", token_.span, "A name is missing here.");
  statement_.name = token_.span;
  advance();
  if (!token_.is('=')) return fail("E108", token_.span, "`=` is missing after " + quoted(statement_.name) + ".");
  rightHandSide(kind);
}

bool LineParser::command(const StatementWord& word, Span name) {
  using Meaning = StatementWord::Meaning;
  advance();
  switch (word.meaning) {
    case Meaning::done: return false;
    case Meaning::parameters:
      assignments(true, end());
      keep(Kind::parameters);
      break;
    case Meaning::numbers:
      assignments(true, end());
      keep(Kind::numbers);
      break;
    case Meaning::initials:
      assignments(true, end());
      keep(Kind::initials);
      break;
    case Meaning::only:
      assignments(true, end());
      keep(Kind::only);
      break;
    case Meaning::auxiliary: named(Kind::auxiliary); break;
    case Meaning::preset: preset(); break;
    case Meaning::reset: reset(); break;
    case Meaning::note:
      diagnostics_.warning("W114", line_.extent(name), std::string(word.about));
      keep(Kind::note);
      break;
    case Meaning::later: fail("E111", name, std::string(word.about)); break;
  }
  return true;
}

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
          line_.text[token_.span.begin - 1] == ',' && statement_.assignments.back().value.end + 1 == token_.span.begin) {
        const Span whole{statement_.assignments.back().value.begin, token_.span.end};
        std::string mended(line_[whole]);
        mended[mended.find(',')] = '.';
        fail("E104", whole, quoted(whole) + ": decimal commas are not used in equations.", "Write `" + mended + "`.", mended);
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
    return fail("E103", token_.span, "What happens stands between `{` and `}`.", "Write `global 1 {v-30} {v=c;u=u+d}`.");
  std::size_t conditionEnd = open;
  const std::size_t firstOpen = text.find_first_not_of(" \t", begin);
  if (text[firstOpen] == '{' && firstOpen < open) {
    begin = firstOpen + 1;
    conditionEnd = text.find('}', begin);
  }
  if (conditionEnd > open) return fail("E103", {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(open)}, "This `{` is never closed.");
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

}  // namespace

OdeDocument parseOde(std::string_view text, Diagnostics& diagnostics) {
  OdeDocument document;
  document.lines = splitLines(text, diagnostics);
  for (std::uint32_t i = 0; i < document.lines.size(); ++i)
    if (!LineParser(document, i, diagnostics).parse()) break;
  return document;
}

}  // namespace separatrix
