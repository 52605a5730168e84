#pragma once

#include <array>

#include "core/figure/figure.hpp"

namespace separatrix {

/// What must be drawn anew when one figure takes the place of another.
struct LayerChanges {
  bool axes = false;  ///< labels or title: everything moves
  std::array<bool, kLayerCount> layers{};
};

/// Absent figures count as empty ones.
LayerChanges changedLayers(const Figure* before, const Figure* after);

}  // namespace separatrix
