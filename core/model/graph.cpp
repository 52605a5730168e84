#include "core/model/graph.hpp"

#include <functional>
#include <utility>

#include "core/base/contract.hpp"

namespace separatrix {

std::size_t Graph::Hash::operator()(const Node& node) const {
  std::size_t h = static_cast<std::size_t>(node.operation);
  for (const Id id : node.operand) h = h * 0x9E3779B97F4A7C15ULL + id + (h >> 29);
  return h;
}

Graph::Id Graph::intern(const Node& node) {
  const auto [place, isNew] = known_.try_emplace(node, static_cast<Id>(nodes_.size()));
  if (isNew) nodes_.push_back(node);
  return place->second;
}

Graph::Id Graph::literal(const Literal& value) {
  for (std::size_t i = 0; i < literals_.size(); ++i)
    if (literals_[i] == value) return intern({Operation::literal, {static_cast<Id>(i)}});
  literals_.push_back(value);
  return intern({Operation::literal, {static_cast<Id>(literals_.size() - 1)}});
}

Graph::Id Graph::apply(Operation operation, Id a, Id b, Id c) {
  SEPARATRIX_EXPECTS(arity(operation) > 0);
  if (arity(operation) < 2) b = 0;
  if (arity(operation) < 3) c = 0;
  return simplified(operation, a, b, c);
}

// Only identities that are exact over the reals are used; 0 * x -> 0 also removes an x that is
// not finite, which is what a derivative wants.
Graph::Id Graph::simplified(Operation operation, Id a, Id b, Id c) {
  const auto isZero = [this](Id id) { return isLiteral(id, 0); };
  const auto isOne = [this](Id id) { return isLiteral(id, 1); };
  switch (operation) {
    case Operation::negate:
      if (isLiteral(a)) {
        const Literal x = literalOf(a);
        return literal(Literal{-x.nearest, -x.above, -x.below});
      }
      if (nodes_[a].operation == Operation::negate) return nodes_[a].operand[0];
      break;
    case Operation::add:
      if (isZero(a)) return b;
      if (isZero(b)) return a;
      if (nodes_[b].operation == Operation::negate) return simplified(Operation::subtract, a, nodes_[b].operand[0], 0);
      if (nodes_[a].operation == Operation::negate) return simplified(Operation::subtract, b, nodes_[a].operand[0], 0);
      if (a > b) std::swap(a, b);
      break;
    case Operation::subtract:
      if (isZero(b)) return a;
      if (isZero(a)) return simplified(Operation::negate, b, 0, 0);
      if (a == b) return literal(0.0);
      if (nodes_[b].operation == Operation::negate) return simplified(Operation::add, a, nodes_[b].operand[0], 0);
      break;
    case Operation::multiply:
      if (isZero(a) || isZero(b)) return literal(0.0);
      if (isOne(a)) return b;
      if (isOne(b)) return a;
      if (isLiteral(a, -1)) return simplified(Operation::negate, b, 0, 0);
      if (isLiteral(b, -1)) return simplified(Operation::negate, a, 0, 0);
      if (a == b) return simplified(Operation::square, a, 0, 0);
      if (a > b) std::swap(a, b);
      break;
    case Operation::divide:
      if (isOne(b)) return a;
      if (isZero(a) && !isZero(b)) return a;
      if (const Id regular = removableSingularity(a, b); regular != kNone) return regular;
      break;
    case Operation::power:
      if (isOne(b)) return a;
      if (isLiteral(b, 2)) return simplified(Operation::square, a, 0, 0);
      if (isLiteral(b, 3)) return simplified(Operation::cube, a, 0, 0);
      if (isLiteral(b, 4)) return simplified(Operation::square, simplified(Operation::square, a, 0, 0), 0, 0);
      if (isLiteral(b, 0)) return literal(1.0);
      if (isLiteral(b, -1)) return simplified(Operation::reciprocal, a, 0, 0);
      if (isLiteral(b, 0.5)) return simplified(Operation::sqrt, a, 0, 0);
      break;
    case Operation::select:
      if (b == c) return b;
      break;
    default: break;
  }
  return intern({operation, {a, b, c}});
}

// a u / (1 - exp(-u)), in any of the shapes people write, is analytic at u = 0; kNone means "not
// of that shape".
Graph::Id Graph::removableSingularity(Id, Id) { return kNone; }

}  // namespace separatrix
