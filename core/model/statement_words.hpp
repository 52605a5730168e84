#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace separatrix {

/// What the first word of a line means. XPPAUT goes by the first letters: `p`, `par` and `param`
/// are one word.
struct StatementWord {
  enum class Meaning { parameters, numbers, initials, auxiliary, preset, reset, only, done, note, later };
  Meaning meaning;
  std::string_view about;     ///< of note and later: the sentence to say
  bool takesNothing = false;  ///< may stand alone
};

/// Empty for a word XPPAUT does not know.
std::optional<StatementWord> statementWord(std::string_view word);

/// The words in full, for suggestions.
std::vector<std::string> statementWords();

/// Whether `key` is an option of XPPAUT's `@` lines.
bool isOption(std::string_view key);

}  // namespace separatrix
