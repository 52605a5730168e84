#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/model/lexer.hpp"
#include "core/model/ode_document.hpp"
#include "core/model/statement_words.hpp"

namespace separatrix {

/// Reads one logical line into the document.
class LineParser {
 public:
  using Kind = OdeStatement::Kind;

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
  std::string quoted(Span span) const { return separatrix::quoted(line_[span]); }

  void fail(std::string_view code, Span where, std::string sentence, std::string suggestion = {},
            std::string replacement = {}) {
    sayError(diagnostics_, line_, where, code, std::move(sentence), std::move(suggestion), std::move(replacement));
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
  void warnOfBackslash();
  bool oldFormat();
  void notUnderstood(Span where);

  OdeDocument& document_;
  const SourceLine& line_;
  Diagnostics& diagnostics_;
  OdeStatement statement_;
  Token token_;
};

}  // namespace separatrix
