#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/diagnostic.hpp"

namespace separatrix {

/// Bytes [begin, end) of a SourceLine's text.
struct Span {
  std::uint32_t begin = 0, end = 0;
};

/// One logical line of a model text: continuation lines (a backslash at the end) joined into one,
/// without losing where each part stands.
struct SourceLine {
  struct Piece {
    std::uint32_t offset = 0;  ///< the bytes of `text` from here on ...
    int line = 0;              ///< ... stand on this line, from column 1 on
  };
  std::string text;
  std::vector<Piece> pieces;

  int firstLine() const { return pieces.front().line; }
  std::string_view operator[](Span span) const {
    return std::string_view(text).substr(span.begin, span.end - span.begin);
  }
  int lineAt(std::uint32_t offset) const;  ///< the line on which byte `offset` stands
  /// Takes time proportional to span.begin: call it for what is said, not for what is read.
  Extent extent(Span span) const;
};

/// "`text`" for a sentence, cut short when it is long.
std::string quoted(std::string_view text);

/// Says something about a stretch of `line`, unless so much has been said already that it would
/// not be listed.
void sayError(Diagnostics& diagnostics, const SourceLine& line, Span where, std::string_view code, std::string sentence,
              std::string suggestion = {}, std::string replacement = {});
void sayWarning(Diagnostics& diagnostics, const SourceLine& line, Span where, std::string_view code,
                std::string sentence, std::string suggestion = {}, std::string replacement = {});

/// The logical lines of `text`. Says what makes it no text at all: nothing in it, more than 16 MB,
/// bytes that no text has. A byte order mark is skipped; lines end with LF, CR LF or CR.
std::vector<SourceLine> splitLines(std::string_view text, Diagnostics& diagnostics);

}  // namespace separatrix
