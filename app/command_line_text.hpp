#pragma once

#include <string>
#include <string_view>

namespace separatrix {

/// `text` as a terminal can show it: bytes that are no UTF-8 and control characters become U+FFFD, and
/// what is longer than `most` characters is cut in the middle.
std::string printable(std::string_view text, std::size_t most = 400);

}  // namespace separatrix
