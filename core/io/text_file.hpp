#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hpp"

namespace separatrix {

/// The bytes of the file at `path`, at most `limit` + 1 of them: a longer file shows itself by its
/// length and is never read whole. Errors: file, when it is missing, a folder or unreadable.
Result<std::string> readTextFile(const std::string& path, std::size_t limit = std::size_t{16} << 20);

/// Puts `bytes` at `path` all at once: readers see the old file or the new one, never a part. What
/// is not a regular file (/dev/stdout, a pipe) is written to directly. Errors: file.
Result<void> writeFileAtomically(const std::string& path, std::string_view bytes);

}  // namespace separatrix
