#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/model/operation.hpp"

namespace separatrix {

/// A decimal literal of a model text: the nearest double, and doubles around the decimal number
/// the author wrote, so that interval evaluation encloses 0.7 itself, not only the double nearest to it.
struct Literal {
  double nearest = 0, below = 0, above = 0;

  static Literal exact(double value) { return {value, value, value}; }
  friend bool operator==(const Literal&, const Literal&) = default;
};

/// Expressions of one model with every common subexpression stored once (hash-consed). Operands
/// always precede their use; nodes are never removed, so a node's number stays valid.
/// As nodes are made, operations on literals are carried out (with their enclosures), neutral
/// elements and pairs of signs vanish, small integer powers become products, and removable
/// singularities become the functions they are (removable_singularity.hpp); nothing else that
/// changes a value in the last place is done.
class Graph {
 public:
  using Id = std::uint32_t;
  static constexpr Id kNone = ~Id{0};
  struct Node {
    Operation operation;
    std::array<Id, 3> operand{};  ///< for leaves operand[0] is the index
    friend bool operator==(const Node&, const Node&) = default;
  };

  Id literal(const Literal& value);
  Id literal(double value) { return literal(Literal::exact(value)); }
  Id state(int index) { return intern({Operation::state, {static_cast<Id>(index)}}); }
  Id parameter(int index) { return intern({Operation::parameter, {static_cast<Id>(index)}}); }
  Id time() { return intern({Operation::time, {}}); }

  /// A text whose graph would be larger is to be refused by its reader; derivatives of a graph of
  /// this size still take well under a second (and compileIfItFits may refuse it before).
  static constexpr std::size_t kMaximalNodes = 200'000;

  /// The node for `operation` applied to the operands, simplified where that is exact.
  Id apply(Operation operation, Id a, Id b = 0, Id c = 0);

  const Node& operator[](Id id) const { return nodes_[id]; }
  std::size_t size() const { return nodes_.size(); }
  const Literal& literalOf(Id id) const { return literals_[nodes_[id].operand[0]]; }
  bool isUniform(Id id) const { return uniform_[id] != 0; }  ///< depends on parameters only
  bool isLiteral(Id id) const { return nodes_[id].operation == Operation::literal; }
  bool isLiteral(Id id, double value) const { return isLiteral(id) && literalOf(id) == Literal::exact(value); }

 private:
  Id intern(const Node& node);
  Id simplified(Operation operation, Id a, Id b, Id c);
  Id negated(Id a);
  Id sum(Id a, Id b);
  Id difference(Id a, Id b);
  Id product(Id a, Id b);
  Id quotient(Id a, Id b);
  Id raised(Id a, Id b);

  struct Hash {
    std::size_t operator()(const Node& node) const;
    std::size_t operator()(const std::array<std::uint64_t, 3>& bits) const;
  };
  std::vector<Node> nodes_;
  std::vector<char> uniform_;
  std::vector<Literal> literals_;
  std::unordered_map<Node, Id, Hash> known_;
  std::unordered_map<std::array<std::uint64_t, 3>, Id, Hash> knownLiterals_;
};

/// d(node)/d(leaf) for every node in `outputs` and every leaf in `leaves` (state or parameter
/// nodes), row-major: result[i * leaves.size() + j] = d outputs[i] / d leaves[j]. Forward
/// accumulation over the graph, so common parts of the derivatives are stored once.
/// Piecewise functions are differentiated inside their pieces; at a jump the derivative over
/// doubles is that of the piece taken, over an interval that may hold the jump the whole line.
std::vector<Graph::Id> differentiate(Graph& graph, std::span<const Graph::Id> outputs,
                                     std::span<const Graph::Id> leaves);

}  // namespace separatrix
