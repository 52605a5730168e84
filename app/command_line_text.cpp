#include "app/command_line_text.hpp"

#include <vector>

namespace separatrix {
namespace {

// How many bytes the character at the front of `text` has; 0 when it is no well-formed UTF-8.
// Well-formed: RFC 3629, section 4 (no overlong forms, no surrogates, nothing above U+10FFFF).
std::size_t characterLength(std::string_view text) {
  const auto byte = [text](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t k = 1; k < length; ++k)
    if ((byte(k) & 0xC0) != 0x80) return 0;
  const unsigned char second = byte(1);
  const bool isOverlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool isOutside = (first == 0xED && second >= 0xA0) || (first == 0xF4 && second >= 0x90);
  return isOverlong || isOutside ? 0 : length;
}

}  // namespace

std::string printable(std::string_view text, std::size_t most) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD", kCut = "\xE2\x80\xA6";
  std::vector<std::string_view> characters;
  while (!text.empty()) {
    const std::size_t length = characterLength(text);
    const bool isControl = length == 1 && (static_cast<unsigned char>(text[0]) < 0x20 || text[0] == 0x7F);
    characters.push_back(length == 0 || isControl ? kReplacement : text.substr(0, length));
    text.remove_prefix(length == 0 ? 1 : length);
  }
  std::string shown;
  for (std::size_t k = 0; k < characters.size(); ++k) {
    if (characters.size() > most && k == most / 2) {
      shown += kCut;
      k = characters.size() - most / 2;
    }
    shown += characters[k];
  }
  return shown;
}

}  // namespace separatrix
