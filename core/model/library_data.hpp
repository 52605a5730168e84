#pragma once

#include <span>
#include <string_view>

namespace separatrix {

struct LibraryEntry {
  std::string_view name, text;
};

/// resources/models/*.ode. Defined in a file that CMake writes (embed_models.cmake).
std::span<const LibraryEntry> libraryEntries();

}  // namespace separatrix
