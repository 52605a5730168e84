#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/model.hpp"
#include "core/model/ode_document.hpp"
#include "core/model/symbols.hpp"

namespace separatrix {

/// A word of a `#:` line: a run without blanks, or what stands between double quotes (which the
/// span includes and `text` does not). Braces keep blanks inside them together.
struct AnnotationWord {
  std::string_view text;
  Span span;
  bool quoted = false;
};

std::vector<AnnotationWord> annotationWords(const SourceLine& line);

/// Reads the `#:` lines of `document` (grammar: DESIGN.md, section 10) into `model`, whose variables
/// and parameters are known. Unknown words are warnings, malformed lines errors with their place.
void readAnnotations(const OdeDocument& document, const Symbols& symbols, Model& model, Diagnostics& diagnostics);

/// What a line's reader needs: its words, and how to complain about one of them.
class AnnotationReader {
 public:
  AnnotationReader(const SourceLine& line, const Symbols& symbols, Model& model, Diagnostics& diagnostics);

  void read();

 private:
  using Word = AnnotationWord;

  bool atEnd() const { return next_ >= words_.size(); }
  const Word& word() const { return words_[next_]; }
  Span here() const;
  bool fail(Span where, std::string sentence, std::string suggestion = {}, std::string_view code = "E122");
  bool unknownName(const Word& name, std::string_view text);
  std::string restOfLine() const;

  bool range();
  bool rangeDetails(std::string& unit, std::string& label, std::string& text, bool& logarithmic);
  bool slider();
  bool plane();
  bool step();
  bool fact();
  bool factSubject(Fact& fact);
  bool typeAt(Fact& fact);
  bool cycleFact(Fact& fact);
  bool number(std::string_view text, const Word& in, double& value);
  bool interval(std::string_view text, const Word& in, Interval& value);
  bool assignment(const Word& in, std::string& name, double& value);
  bool places(Fact& fact);

  std::optional<int> variable(std::string_view name) const { return indexOf(name, Symbol::Kind::state); }
  std::optional<int> parameter(std::string_view name) const { return indexOf(name, Symbol::Kind::parameter); }
  std::optional<int> indexOf(std::string_view name, Symbol::Kind kind) const;

  const SourceLine& line_;
  const Symbols& symbols_;
  Model& model_;
  Diagnostics& diagnostics_;
  std::vector<Word> words_;
  std::size_t next_ = 0;
};

}  // namespace separatrix
