#include "core/continuation/branch.hpp"

#include <array>
#include <cstddef>

namespace separatrix {

std::string_view name(BranchEnd::Reason reason) {
  constexpr std::array<std::string_view, 5> kNames = {"range", "window", "special", "closed", "stalled"};
  return kNames[static_cast<std::size_t>(reason)];
}

}  // namespace separatrix
