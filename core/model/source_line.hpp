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
  Extent extent(Span span) const;
};

/// The logical lines of `text`. Says what makes it no text at all: nothing in it, more than 16 MB,
/// bytes that no text has. A byte order mark is skipped; lines end with LF, CR LF or CR.
std::vector<SourceLine> splitLines(std::string_view text, Diagnostics& diagnostics);

}  // namespace separatrix
