#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace separatrix {

/// A stretch of one line of a text; lines and columns count from 1, columns and lengths in
/// characters (code points), not bytes. Line 0: the text as a whole.
struct Extent {
  int line = 0, column = 0, length = 1;
};

/// One thing to say about a model text, with its place.
struct Diagnostic {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  std::string code;  ///< "E101"
  int line = 0, column = 0, length = 1;
  std::string sentence;     ///< "`gCaa` is not defined."
  std::string suggestion;   ///< "Did you mean `gCa`?"; empty when there is none
  std::string replacement;  ///< text that would mend it in place; empty when there is none

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

/// What is collected while a text is read. Says at most `kMost` things, so that a hostile text
/// cannot make a report larger than itself.
class Diagnostics {
 public:
  static constexpr std::size_t kMost = 200;

  void error(std::string_view code, const Extent& where, std::string sentence, std::string suggestion = {},
             std::string replacement = {});
  void warning(std::string_view code, const Extent& where, std::string sentence, std::string suggestion = {},
               std::string replacement = {});

  /// Nothing more will be listed: places and words need not be worked out any more.
  bool full() const { return said_.size() > kMost; }
  bool hasErrors() const { return errors_ > 0; }
  std::size_t errorCount() const { return errors_; }
  std::vector<Diagnostic> inOrder() const;  ///< sorted by place

 private:
  void add(Diagnostic diagnostic);
  std::vector<Diagnostic> said_;
  std::size_t errors_ = 0;
};

/// The candidate nearest to `name` by edit distance (at most 2, and less than the name's length),
/// letters compared without regard to case; empty when there is none.
std::string nearestName(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace separatrix
