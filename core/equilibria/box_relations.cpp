#include "core/equilibria/box_relations.hpp"

namespace separatrix {

bool contains(const Box& outer, const Box& inner) {
  for (std::size_t i = 0; i < outer.size(); ++i)
    if (!outer[i].contains(inner[i])) return false;
  return true;
}

bool meets(const Box& a, const Box& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!a[i].meets(b[i])) return false;
  return true;
}

}  // namespace separatrix
