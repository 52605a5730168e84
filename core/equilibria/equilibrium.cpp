#include "core/equilibria/equilibrium.hpp"

namespace separatrix {

std::string_view name(EquilibriumType type) {
  switch (type) {
    case EquilibriumType::stableNode: return "stable node";
    case EquilibriumType::unstableNode: return "unstable node";
    case EquilibriumType::stableFocus: return "stable focus";
    case EquilibriumType::unstableFocus: return "unstable focus";
    case EquilibriumType::saddle: return "saddle";
    case EquilibriumType::saddleFocus: return "saddle-focus";
    case EquilibriumType::center: return "center";
    case EquilibriumType::stableStar: return "stable star";
    case EquilibriumType::unstableStar: return "unstable star";
    case EquilibriumType::stableDegenerateNode: return "stable degenerate node";
    case EquilibriumType::unstableDegenerateNode: return "unstable degenerate node";
    case EquilibriumType::nonhyperbolic: return "nonhyperbolic";
  }
  return "nonhyperbolic";
}

std::string_view name(Stability stability) {
  switch (stability) {
    case Stability::stable: return "stable";
    case Stability::unstable: return "unstable";
    case Stability::saddle: return "saddle";
    case Stability::nonhyperbolic: return "nonhyperbolic";
  }
  return "nonhyperbolic";
}

}  // namespace separatrix
