#include "core/base/evidence.hpp"

namespace separatrix {

std::string_view name(Evidence evidence) {
  switch (evidence) {
    case Evidence::proved: return "proved";
    case Evidence::converged: return "converged";
    case Evidence::heuristic: return "heuristic";
  }
  return "heuristic";
}

}  // namespace separatrix
