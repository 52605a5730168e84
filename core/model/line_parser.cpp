#include "core/model/line_parser.hpp"

#include <optional>

#include "core/model/model.hpp"
#include "core/model/parse_expression.hpp"

namespace separatrix {

namespace {

constexpr std::size_t kMostArguments = 64;

}  // namespace

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
    else if (token_.kind == Token::Kind::number && line_.firstLine() == 1)
      return oldFormat();
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
    return fail("E111", {token_.span.begin, token_.span.begin + 8}, "`#include` is not supported yet.",
                "Paste the file's lines here.");
  if (rest.starts_with("%") && rest.find('[') != std::string_view::npos && rest.find("..") != std::string_view::npos &&
      nextToken(line_.text, token_.span.end).is('['))
    return fail("E111", token_.span, "Loops over arrays `%[...]` are not supported yet.", "Write the equations out.");
  warnOfBackslash();
  keep(rest.starts_with("#:") ? Kind::annotation : Kind::comment);
}

// XPPAUT continues any line that has a backslash in it, a comment too.
void LineParser::warnOfBackslash() {
  const std::size_t at = line_.text.find('\\');
  if (at == std::string::npos || statement_.line + 1 >= document_.lines.size()) return;
  const Token next = nextToken(document_.lines[statement_.line + 1].text, 0);
  if (next.kind == Token::Kind::end) return;
  const char first = document_.lines[statement_.line + 1].text[next.span.begin];
  if (first == '#' || first == '"' || first == '%') return;
  const auto offset = static_cast<std::uint32_t>(at);
  sayWarning(diagnostics_, line_, {offset, offset + 1}, "W116",
             "Because of this backslash XPPAUT takes the next line for a part of the comment.",
             "Put an empty comment `#` between them.");
}

bool LineParser::oldFormat() {
  fail("E123", token_.span,
       "A file that begins with the number of its equations is in XPPAUT's old format, which is not read.",
       "XPPAUT rewrites it when started with `-convert`.");
  return false;
}

void LineParser::notUnderstood(Span where) {
  fail("E110", where, "This line is not understood.",
       "A statement is `x'=...`, `f(x)=...`, `q=...` or begins with a word such as `par`.");
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
                       : "Did you mean `" + nearest + "`?",
       nearest);
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
    if (!token_.is('='))
      return fail("E108", token_.span, "`=` is missing after " + quoted({name.begin, second.span.end}) + ".");
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
    if (statement_.arguments.size() == kMostArguments)
      return fail("E109", token_.span, quoted(name) + " has more than 64 arguments.");
    statement_.arguments.push_back(token_.span);
    advance();
    if (!token_.is(',')) break;
    advance();
  }
  if (!token_.is(')') || statement_.arguments.empty())
    return fail("E108", token_.span, "The arguments of " + quoted(name) + " are names between commas.");
  advance();
  if (!token_.is('='))
    return fail("E108", token_.span, "`=` is missing after " + quoted({name.begin, token_.span.begin}) + ".");
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
      sayWarning(diagnostics_, line_, name, "W114", std::string(word.about));
      keep(Kind::note);
      break;
    case Meaning::later:
      fail("E111", name, std::string(word.about));
      keep(Kind::unsupported);
      break;
  }
  return true;
}

OdeDocument parseOde(std::string_view text, Diagnostics& diagnostics) {
  OdeDocument document;
  document.lines = splitLines(text, diagnostics);
  const auto count = static_cast<std::uint32_t>(document.lines.size());
  while (document.end < count && diagnostics.errorCount() <= Diagnostics::kMost &&
         LineParser(document, document.end, diagnostics).parse())
    ++document.end;
  return document;
}

}  // namespace separatrix
