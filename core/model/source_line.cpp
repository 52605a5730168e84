#include "core/model/source_line.hpp"

#include <algorithm>
#include <utility>

namespace separatrix {
namespace {

constexpr std::size_t kLargestText = std::size_t{16} << 20;

bool isContinuationByte(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

int codePoints(std::string_view text) {
  return static_cast<int>(std::ranges::count_if(text, [](char c) { return !isContinuationByte(c); }));
}

bool isNoText(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20U && c != '\t' && c != '\f' && c != '\v' && c != '\x1a') || byte == 0x7FU;
}

// The next physical line and what follows it.
std::string_view takeLine(std::string_view& rest) {
  const std::size_t end = rest.find_first_of("\r\n");
  const std::string_view line = rest.substr(0, end);
  if (end == std::string_view::npos) {
    rest = {};
  } else {
    const bool both = rest[end] == '\r' && end + 1 < rest.size() && rest[end + 1] == '\n';
    rest.remove_prefix(end + (both ? 2 : 1));
  }
  return line;
}

bool isReadable(std::string_view line, int number, Diagnostics& diagnostics) {
  const auto bad = std::ranges::find_if(line, isNoText);
  if (bad == line.end()) return true;
  const auto before = static_cast<std::size_t>(bad - line.begin());
  diagnostics.error("E116", {number, codePoints(line.substr(0, before)) + 1, 1},
                    "This is not a text: byte " + std::to_string(static_cast<unsigned char>(*bad)) + " stands here.",
                    "A model is a plain text file.");
  return false;
}

// A comment line is not continued by a backslash within it, so that labels may be LaTeX; XPPAUT
// does continue it, which the reader warns about.
bool isContinued(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t");
  return last != std::string_view::npos && line[last] == '\\';
}

}  // namespace

int SourceLine::lineAt(std::uint32_t offset) const {
  const auto after = std::ranges::upper_bound(pieces, offset, {}, &Piece::offset);
  return after == pieces.begin() ? pieces.front().line : (after - 1)->line;
}

Extent SourceLine::extent(Span span) const {
  const auto after = std::ranges::upper_bound(pieces, span.begin, {}, &Piece::offset);
  const Piece& piece = after == pieces.begin() ? pieces.front() : *(after - 1);
  const std::string_view all = text;
  const std::uint32_t pieceEnd = after == pieces.end() ? static_cast<std::uint32_t>(text.size()) : after->offset;
  const std::uint32_t end = std::min(span.end, std::max(pieceEnd, span.begin));
  const int column = 1 + codePoints(all.substr(piece.offset, span.begin - piece.offset));
  return {piece.line, column, std::max(1, codePoints(all.substr(span.begin, end - span.begin)))};
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  if (text.size() <= kLongest) return "`" + std::string(text) + "`";
  std::size_t end = kLongest;
  while (end > 0 && isContinuationByte(text[end])) --end;
  return "`" + std::string(text.substr(0, end)) + "...`";
}

void sayError(Diagnostics& diagnostics, const SourceLine& line, Span where, std::string_view code, std::string sentence,
              std::string suggestion, std::string replacement) {
  const Extent extent = diagnostics.full() ? Extent{line.firstLine(), 1, 1} : line.extent(where);
  diagnostics.error(code, extent, std::move(sentence), std::move(suggestion), std::move(replacement));
}

void sayWarning(Diagnostics& diagnostics, const SourceLine& line, Span where, std::string_view code,
                std::string sentence, std::string suggestion, std::string replacement) {
  if (!diagnostics.full())
    diagnostics.warning(code, line.extent(where), std::move(sentence), std::move(suggestion), std::move(replacement));
}

std::vector<SourceLine> splitLines(std::string_view text, Diagnostics& diagnostics) {
  std::vector<SourceLine> lines;
  if (text.size() > kLargestText) {
    diagnostics.error("E115", {1, 1, 1},
                      "The text has " + std::to_string(text.size() >> 20U) + " MB; at most 16 MB are read.");
    return lines;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  int number = 0;
  bool continued = false;
  while (!text.empty()) {
    std::string_view line = takeLine(text);
    ++number;
    if (!isReadable(line, number, diagnostics)) return {};
    if (!continued) lines.emplace_back();
    SourceLine& current = lines.back();
    current.pieces.push_back({static_cast<std::uint32_t>(current.text.size()), number});
    continued = isContinued(line);
    current.text += continued ? line.substr(0, line.find_last_of('\\')) : line;
  }
  return lines;
}

}  // namespace separatrix
