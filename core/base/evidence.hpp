#pragma once

#include <string_view>

namespace separatrix {

/// How surely a result is known. The words of every JSON document and of the window.
enum class Evidence {
  proved,     ///< interval arithmetic leaves no other possibility
  converged,  ///< an iteration met its tolerance
  heuristic,  ///< found by a search that may miss
};

std::string_view name(Evidence evidence);  ///< "proved", "converged", "heuristic"

}  // namespace separatrix
