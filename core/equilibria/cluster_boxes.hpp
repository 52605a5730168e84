#pragma once

#include <vector>

#include "core/model/problem.hpp"

namespace separatrix {

/// Hulls of the boxes that touch one another (chains of touching boxes make one hull), in the order
/// of their first members. A great many boxes are first gathered in a grid over `window`.
std::vector<Box> clusterBoxes(std::vector<Box> boxes, const Box& window);

}  // namespace separatrix
