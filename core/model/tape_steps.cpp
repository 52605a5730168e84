#include "core/model/tape_steps.hpp"

#include <algorithm>
#include <limits>

namespace separatrix {
namespace {

using Id = Graph::Id;

// What computing a node costs, in steps, and the chain that attains it.
struct Choice {
  int cost = std::numeric_limits<int>::max();
  BodyStep step;
};

// Chooses, for every node of the body, the chain that computes it with the fewest steps:
//
//   cost(node) = 1 + sum of cost(operand) over the chain's operands that nobody else computes
class ChainChooser {
 public:
  ChainChooser(const Graph& graph, const NodeUse& use) : graph_(graph), use_(use), best_(graph.size()) {
    for (Id id = 0; id < graph.size(); ++id)
      if (use.inBody(graph, id)) best_[id] = choose(id);
  }
  const BodyStep& operator[](Id id) const { return best_[id].step; }

  // A node is computed inside another's chain when only that one reads it.
  bool isInner(Id id) const { return use_.inBody(graph_, id) && use_.reads[id] == 1; }

 private:
  // links_[depth - 1], ..., links_[0] are the links from `node` up to the one being chosen for.
  struct Walk {
    std::array<Link, 3> links{};
    std::array<Id, 3> others{};
    int depth = 0;
  };

  Choice choose(Id id) const {
    const Graph::Node& node = graph_[id];
    Choice best;
    best.step = {id, {}, arity(node.operation), singleFunction(node.operation)};
    std::copy_n(node.operand.begin(), best.step.operandCount, best.step.operands.begin());
    best.cost = costOf(best.step);
    Walk walk;
    extend(id, id, walk, best);
    return best;
  }

  void extend(Id root, Id id, Walk& walk, Choice& best) const {
    const Graph::Node& node = graph_[id];
    if (walk.depth == 3 || arity(node.operation) > 2) return;
    for (int place = 0; place < arity(node.operation); ++place) {
      const std::optional<Link> link = linkFor(node.operation, place);
      if (!link) continue;
      const Id through = node.operand[static_cast<std::size_t>(place)];
      const auto depth = static_cast<std::size_t>(walk.depth);
      walk.links[depth] = *link;
      walk.others[depth] = node.operand[static_cast<std::size_t>(1 - place)];
      ++walk.depth;
      consider(root, through, walk, best);
      if (isInner(through)) extend(root, through, walk, best);
      --walk.depth;
    }
  }

  void consider(Id root, Id start, const Walk& walk, Choice& best) const {
    std::array<Link, 3> links{};
    BodyStep step{root, {start}, walk.depth + 1, nullptr};
    for (int k = 0; k < walk.depth; ++k) {
      const auto from = static_cast<std::size_t>(walk.depth - 1 - k), to = static_cast<std::size_t>(k);
      links[to] = walk.links[from];
      step.operands[to + 1] = takesOperand(links[to]) ? walk.others[from] : start;
    }
    step.function = chainFunction(std::span(links).first(static_cast<std::size_t>(walk.depth)));
    if (step.function == nullptr) return;
    if (const int cost = costOf(step); cost < best.cost) best = {cost, step};
  }

  int costOf(const BodyStep& step) const {
    int cost = 1;
    for (int k = 0; k < step.operandCount; ++k) {
      const Id id = step.operands[static_cast<std::size_t>(k)];
      const bool counted = std::find(step.operands.begin(), step.operands.begin() + k, id) != step.operands.begin() + k;
      if (!counted && isInner(id)) cost += best_[id].cost;
    }
    return cost;
  }

  const Graph& graph_;
  const NodeUse& use_;
  std::vector<Choice> best_;
};

}  // namespace

NodeUse::NodeUse(const Graph& graph, std::span<const Id> outputs)
    : wanted(graph.size(), 0), uniform(graph.size(), 0), reads(graph.size(), 0) {
  for (const Id id : outputs) {
    wanted[id] = 1;
    ++reads[id];
  }
  for (std::size_t id = graph.size(); id-- > 0;) {
    if (wanted[id] == 0) continue;
    const Graph::Node& node = graph[static_cast<Id>(id)];
    for (int k = 0; k < arity(node.operation); ++k) {
      const Id operand = node.operand[static_cast<std::size_t>(k)];
      wanted[operand] = 1;
      ++reads[operand];
    }
  }
  for (std::size_t id = 0; id < graph.size(); ++id) {
    const Graph::Node& node = graph[static_cast<Id>(id)];
    const int n = arity(node.operation);
    bool all = n > 0 || node.operation == Operation::literal || node.operation == Operation::parameter;
    for (int k = 0; k < n; ++k) all = all && uniform[node.operand[static_cast<std::size_t>(k)]] != 0;
    uniform[id] = all ? 1 : 0;
  }
}

std::vector<BodyStep> plainSteps(const Graph& graph, const NodeUse& use) {
  std::vector<BodyStep> steps;
  for (Id id = 0; id < graph.size(); ++id) {
    if (!use.inBody(graph, id)) continue;
    const Graph::Node& node = graph[id];
    BodyStep step{id, {}, arity(node.operation), singleFunction(node.operation)};
    std::copy_n(node.operand.begin(), step.operandCount, step.operands.begin());
    steps.push_back(step);
  }
  return steps;
}

std::vector<BodyStep> chainSteps(const Graph& graph, const NodeUse& use, std::span<const Id> outputs) {
  const ChainChooser chooser(graph, use);
  std::vector<char> computed(graph.size(), 0);
  for (const Id id : outputs) computed[id] = 1;
  std::vector<BodyStep> steps;
  for (std::size_t i = graph.size(); i-- > 0;) {
    const Id id = static_cast<Id>(i);
    if (!use.inBody(graph, id) || (computed[id] == 0 && chooser.isInner(id))) continue;
    steps.push_back(chooser[id]);
    for (int k = 0; k < steps.back().operandCount; ++k)
      computed[steps.back().operands[static_cast<std::size_t>(k)]] = 1;
  }
  std::ranges::reverse(steps);
  return steps;
}

}  // namespace separatrix
