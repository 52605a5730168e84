#pragma once

#include <vector>

#include "core/model/graph.hpp"

namespace separatrix {

/// The right-hand sides of a model as expressions, kept beside the tapes made of them, so that other
/// programs (unfold) can be compiled from them later.
struct Equations {
  Graph graph;
  std::vector<Graph::Id> field;  ///< f_1 .. f_n
};

}  // namespace separatrix
