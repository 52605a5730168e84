#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/model/chain.hpp"
#include "core/model/graph.hpp"

namespace separatrix {

/// Which nodes a program has to compute, and how often each is read.
struct NodeUse {
  std::vector<char> wanted;   ///< an output, or needed for one
  std::vector<char> uniform;  ///< depends on parameters only
  std::vector<int> reads;     ///< by wanted nodes and as an output

  NodeUse(const Graph& graph, std::span<const Graph::Id> outputs);

  bool inBody(const Graph& graph, Graph::Id id) const {
    return wanted[id] != 0 && uniform[id] == 0 && arity(graph[id].operation) > 0;
  }
};

/// A step of the body before registers are given out: which nodes it reads, which it computes.
struct BodyStep {
  Graph::Id result = 0;
  std::array<Graph::Id, 4> operands{};
  int operandCount = 0;
  ChainStep::Function function = nullptr;
};

/// One step per node of the body.
std::vector<BodyStep> plainSteps(const Graph& graph, const NodeUse& use);

/// Few steps: nodes read once are computed inside the step that reads them, where a chain for it exists.
std::vector<BodyStep> chainSteps(const Graph& graph, const NodeUse& use, std::span<const Graph::Id> outputs);

}  // namespace separatrix
