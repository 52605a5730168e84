#include "core/model/gate_form.hpp"

#include <vector>

namespace separatrix {
namespace {

using Id = Graph::Id;

class GateForm {
 public:
  GateForm(const Graph& graph, Id f, int x) : graph_(graph), contains_(f + 1, 0) {
    for (Id id = 0; id <= f; ++id) {
      const Graph::Node& node = graph[id];
      contains_[id] = node.operation == Operation::state && node.operand[0] == static_cast<Id>(x) ? 1 : 0;
      for (int k = 0; k < arity(node.operation); ++k)
        if (contains_[operand(node, k)] != 0) contains_[id] = 1;
    }
  }

  // The one factor of the product `id` that contains x; kNone when there is none or more than one,
  // or x stands in a denominator. `negative` is flipped by every sign passed.
  Id factorWithX(Id id, bool& negative) const {
    while (contains_[id] != 0) {
      const Graph::Node& node = graph_[id];
      const bool left = arity(node.operation) > 0 && contains_[operand(node, 0)] != 0;
      const bool right = arity(node.operation) > 1 && contains_[operand(node, 1)] != 0;
      if (node.operation == Operation::negate)
        negative = !negative;
      else if (node.operation == Operation::multiply && left != right) {
        id = left ? operand(node, 0) : operand(node, 1);
        continue;
      } else if (node.operation != Operation::divide || right) {
        return id;
      }
      id = operand(node, 0);
    }
    return Graph::kNone;
  }

  // sum = plus + rest, or plus - rest, each a product
  bool sumHasForm(Id id, bool negative) const {
    const Graph::Node& node = graph_[id];
    if (node.operation != Operation::add && node.operation != Operation::subtract) return false;
    bool first = negative, second = negative != (node.operation == Operation::subtract);
    const Id p = factorWithX(operand(node, 0), first), q = factorWithX(operand(node, 1), second);
    if (p == Graph::kNone || q == Graph::kNone) return false;
    return (!first && second && isOneMinusX(p) && isX(q)) || (first && !second && isX(p) && isOneMinusX(q));
  }

 private:
  static Id operand(const Graph::Node& node, int k) { return node.operand[static_cast<std::size_t>(k)]; }
  bool isX(Id id) const { return graph_[id].operation == Operation::state; }
  bool isOneMinusX(Id id) const {
    const Graph::Node& node = graph_[id];
    return node.operation == Operation::subtract && graph_.isLiteral(operand(node, 0), 1) && isX(operand(node, 1)) &&
           contains_[operand(node, 1)] != 0;
  }

  const Graph& graph_;
  std::vector<char> contains_;
};

}  // namespace

bool hasGateForm(const Graph& graph, Id f, int x) {
  const GateForm form(graph, f, x);
  bool negative = false;
  const Id sum = form.factorWithX(f, negative);
  return sum != Graph::kNone && form.sumHasForm(sum, negative);
}

}  // namespace separatrix
