#include "core/figure/marker_role.hpp"

namespace separatrix {

Role markerRole(Stability stability) {
  switch (stability) {
    case Stability::stable: return Role::stableEquilibrium;
    case Stability::unstable: return Role::unstableEquilibrium;
    case Stability::saddle: return Role::saddleEquilibrium;
    case Stability::nonhyperbolic: return Role::nonhyperbolicEquilibrium;
  }
  return Role::nonhyperbolicEquilibrium;
}

}  // namespace separatrix
