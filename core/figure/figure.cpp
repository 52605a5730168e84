#include "core/figure/figure.hpp"

namespace separatrix {

std::string_view name(Layer layer) {
  switch (layer) {
    case Layer::axes: return "axes";
    case Layer::field: return "field";
    case Layer::nullclines: return "nullclines";
    case Layer::equilibria: return "equilibria";
    case Layer::manifolds: return "manifolds";
    case Layer::orbits: return "orbits";
    case Layer::cycles: return "cycles";
    case Layer::notes: return "notes";
  }
  return "notes";
}

}  // namespace separatrix
