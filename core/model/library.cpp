#include "core/model/library.hpp"

#include <algorithm>

#include "core/model/library_data.hpp"
#include "core/model/model.hpp"

namespace separatrix {

std::vector<std::string> builtInNames() {
  std::vector<std::string> names;
  for (const LibraryEntry& entry : libraryEntries()) names.emplace_back(entry.name);
  std::ranges::sort(names);
  return names;
}

std::optional<std::string_view> builtInText(std::string_view name) {
  for (const LibraryEntry& entry : libraryEntries())
    if (sameName(entry.name, name)) return entry.text;
  return std::nullopt;
}

}  // namespace separatrix
