#include "core/model/graph.hpp"

#include <bit>
#include <cmath>
#include <utility>

#include "core/base/contract.hpp"
#include "core/model/fold_literals.hpp"
#include "core/model/removable_singularity.hpp"

namespace separatrix {

namespace {

std::size_t mixed(std::size_t h, std::uint64_t value) {
  h = (h ^ value) * 0x9E3779B97F4A7C15ULL;
  return h ^ (h >> 29);
}

bool isPowerOfTwo(const Literal& x) {
  int exponent = 0;
  return x.below == x.above && std::fabs(std::frexp(x.nearest, &exponent)) == 0.5 && std::abs(exponent) < 1000;
}

}  // namespace

std::size_t Graph::Hash::operator()(const Node& node) const {
  std::size_t h = static_cast<std::size_t>(node.operation);
  for (const Id id : node.operand) h = mixed(h, id);
  return h;
}

std::size_t Graph::Hash::operator()(const std::array<std::uint64_t, 3>& bits) const {
  return mixed(mixed(mixed(0, bits[0]), bits[1]), bits[2]);
}

Graph::Id Graph::intern(const Node& node) {
  const auto [place, isNew] = known_.try_emplace(node, static_cast<Id>(nodes_.size()));
  if (!isNew) return place->second;
  const int n = arity(node.operation);
  bool uniform = n > 0 || node.operation == Operation::literal || node.operation == Operation::parameter;
  for (int k = 0; k < n; ++k) uniform = uniform && isUniform(node.operand[static_cast<std::size_t>(k)]);
  nodes_.push_back(node);
  uniform_.push_back(uniform ? 1 : 0);
  return place->second;
}

Graph::Id Graph::literal(const Literal& value) {
  const auto bits = [](double x) { return std::bit_cast<std::uint64_t>(x); };
  const std::array key = {bits(value.nearest), bits(value.below), bits(value.above)};
  const auto [place, isNew] = knownLiterals_.try_emplace(key, static_cast<Id>(literals_.size()));
  if (isNew) literals_.push_back(value);
  return intern({Operation::literal, {place->second}});
}

Graph::Id Graph::apply(Operation operation, Id a, Id b, Id c) {
  const int n = arity(operation);
  SEPARATRIX_EXPECTS(n > 0);
  if (n < 2) b = 0;
  if (n < 3) c = 0;
  if (isLiteral(a) && (n < 2 || isLiteral(b)) && (n < 3 || isLiteral(c))) {
    const std::array operands = {literalOf(a), n < 2 ? Literal() : literalOf(b), n < 3 ? Literal() : literalOf(c)};
    if (const auto value = fold(operation, std::span(operands).first(static_cast<std::size_t>(n))))
      return literal(*value);
  }
  return simplified(operation, a, b, c);
}

// Only identities that are exact over the reals are used; 0 * x -> 0 also removes an x that is
// not finite, which is what a derivative wants.
Graph::Id Graph::simplified(Operation operation, Id a, Id b, Id c) {
  switch (operation) {
    case Operation::negate: return negated(a);
    case Operation::add: return sum(a, b);
    case Operation::subtract: return difference(a, b);
    case Operation::multiply: return product(a, b);
    case Operation::divide: return quotient(a, b);
    case Operation::power: return raised(a, b);
    case Operation::square:
    case Operation::abs:
      if (nodes_[a].operation == Operation::negate) a = nodes_[a].operand[0];
      break;
    case Operation::select:
      if (b == c) return b;
      if (isLiteral(a) && literalOf(a).below == literalOf(a).above) return isLiteral(a, 0) ? c : b;
      break;
    default: break;
  }
  return intern({operation, {a, b, c}});
}

Graph::Id Graph::negated(Id a) {
  if (nodes_[a].operation == Operation::negate) return nodes_[a].operand[0];
  return intern({Operation::negate, {a}});
}

Graph::Id Graph::sum(Id a, Id b) {
  if (isLiteral(a, 0)) return b;
  if (isLiteral(b, 0)) return a;
  if (nodes_[b].operation == Operation::negate) return apply(Operation::subtract, a, nodes_[b].operand[0]);
  if (nodes_[a].operation == Operation::negate) return apply(Operation::subtract, b, nodes_[a].operand[0]);
  if (a > b) std::swap(a, b);
  return intern({Operation::add, {a, b}});
}

Graph::Id Graph::difference(Id a, Id b) {
  if (isLiteral(b, 0)) return a;
  if (isLiteral(a, 0)) return apply(Operation::negate, b);
  if (a == b) return literal(0.0);
  if (nodes_[b].operation == Operation::negate) return apply(Operation::add, a, nodes_[b].operand[0]);
  return intern({Operation::subtract, {a, b}});
}

// Signs are taken out of products and quotients, where they are exact, so that they can cancel.
Graph::Id Graph::product(Id a, Id b) {
  if (isLiteral(a, 0) || isLiteral(b, 0)) return literal(0.0);
  if (isLiteral(a, 1)) return b;
  if (isLiteral(b, 1)) return a;
  if (isLiteral(a, -1)) return apply(Operation::negate, b);
  if (isLiteral(b, -1)) return apply(Operation::negate, a);
  if (nodes_[a].operation == Operation::negate)
    return apply(Operation::negate, apply(Operation::multiply, nodes_[a].operand[0], b));
  if (nodes_[b].operation == Operation::negate)
    return apply(Operation::negate, apply(Operation::multiply, a, nodes_[b].operand[0]));
  if (a == b) return apply(Operation::square, a);
  const auto isQuotient = [this](Id id) {
    return nodes_[id].operation == Operation::divide || nodes_[id].operation == Operation::reciprocal;
  };
  if (isQuotient(a) || isQuotient(b))
    if (const Id regular = withoutRemovableSingularity(*this, a, b, true); regular != kNone) return regular;
  if (a > b) std::swap(a, b);
  return intern({Operation::multiply, {a, b}});
}

Graph::Id Graph::quotient(Id a, Id b) {
  if (isLiteral(b, 1)) return a;
  if (isLiteral(b, -1)) return apply(Operation::negate, a);
  if (isLiteral(a, 0) && !isLiteral(b, 0)) return a;
  if (isLiteral(a, 1)) return apply(Operation::reciprocal, b);
  if (isLiteral(a, -1)) return apply(Operation::negate, apply(Operation::reciprocal, b));
  if (nodes_[a].operation == Operation::negate)
    return apply(Operation::negate, apply(Operation::divide, nodes_[a].operand[0], b));
  if (nodes_[b].operation == Operation::negate)
    return apply(Operation::negate, apply(Operation::divide, a, nodes_[b].operand[0]));
  if (isLiteral(b) && isPowerOfTwo(literalOf(b)))
    return apply(Operation::multiply, a, literal(1 / literalOf(b).nearest));
  if (const Id regular = withoutRemovableSingularity(*this, a, b, false); regular != kNone) return regular;
  return intern({Operation::divide, {a, b}});
}

Graph::Id Graph::raised(Id a, Id b) {
  if (isLiteral(b) && literalOf(b).below == literalOf(b).above) {
    const double n = literalOf(b).nearest;
    if (n == 0) return literal(1.0);
    if (n == 1) return a;
    if (n == 2) return apply(Operation::square, a);
    if (n == 3) return apply(Operation::cube, a);
    if (n == 4 || n == 6 || n == 8) return apply(Operation::square, raised(a, literal(n / 2)));
    if (n == -1) return apply(Operation::reciprocal, a);
    if (n == -2 || n == -3 || n == -4) return apply(Operation::reciprocal, raised(a, literal(-n)));
    if (n == 0.5) return apply(Operation::sqrt, a);
  }
  return intern({Operation::power, {a, b}});
}

}  // namespace separatrix
