#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <vector>

#include "core/base/contract.hpp"
#include "core/model/graph.hpp"

namespace separatrix {
namespace {

using Id = Graph::Id;
using enum Operation;

// Builds d(node)/d(operand k) as graph nodes.
class PartialDerivative {
 public:
  explicit PartialDerivative(Graph& graph) : g(graph) {}

  // Choices are differentiated branch by branch: 0 times the slope of a branch not taken need not be 0.
  static bool isChoice(Operation o) { return o == select || o == minimum || o == maximum; }
  Id condition(const Graph::Node& node) {
    if (node.operation == select) return node.operand[0];
    return g.apply(node.operation == minimum ? lessEqual : greaterEqual, node.operand[0], node.operand[1]);
  }
  // The slope of "x is true" in x: comparisons bring their own jumps with them.
  Id truthSlope(Id x) {
    const Operation o = g[x].operation;
    const bool isTruth = o == logicalNot || (o >= less && o <= logicalOr);
    return isTruth ? number(1) : jumpAtZeroOf(x);
  }

  Id operator()(Id id, std::size_t k) {
    const Graph::Node node = g[id];
    return arity(node.operation) == 1 ? unary(id, node) : binary(id, node, k);
  }

 private:
  Id number(double x) { return g.literal(x); }
  // An irrational constant: its nearest double, enclosed.
  Id constant(double x) { return g.literal({x, std::nextafter(x, -INFINITY), std::nextafter(x, INFINITY)}); }
  Id of(Operation o, Id a) { return g.apply(o, a); }
  Id mul(Id a, Id b) { return g.apply(multiply, a, b); }
  Id div(Id a, Id b) { return g.apply(divide, a, b); }
  Id sub(Id a, Id b) { return g.apply(subtract, a, b); }
  Id plus(Id a, Id b) { return g.apply(add, a, b); }

  // Zero; an interval that holds a zero of x has no bounded slope.
  Id jumpAtZeroOf(Id x) { return of(jumpSlope, x); }
  Id jumpAtIntegersOf(Id x) { return jumpAtZeroOf(of(Operation::sin, mul(constant(std::numbers::pi), x))); }
  // d/dx of the (k + 1)-th member of a family whose member k is operation(x, k).
  Id next(Operation family, const Graph::Node& node) {
    return g.apply(family, node.operand[0], plus(node.operand[1], number(1)));
  }
  Id asinSlope(Id x) { return of(reciprocal, of(Operation::sqrt, sub(number(1), of(square, x)))); }
  Id erfSlope(Id x) {
    return mul(constant(2 * std::numbers::inv_sqrtpi), of(Operation::exp, of(negate, of(square, x))));
  }

  Id unary(Id id, const Graph::Node& node) {
    const Id x = node.operand[0];
    switch (node.operation) {
      case negate: return number(-1);
      case Operation::sqrt: return div(number(0.5), id);
      case Operation::exp: return id;
      case Operation::log: return of(reciprocal, x);
      case Operation::log10: return div(constant(std::numbers::log10e), x);
      case Operation::sin: return of(Operation::cos, x);
      case Operation::cos: return of(negate, of(Operation::sin, x));
      case Operation::tan: return plus(number(1), of(square, id));
      case Operation::asin: return asinSlope(x);
      case Operation::acos: return of(negate, asinSlope(x));
      case Operation::atan: return of(reciprocal, plus(number(1), of(square, x)));
      case Operation::sinh: return of(Operation::cosh, x);
      case Operation::cosh: return of(Operation::sinh, x);
      case Operation::tanh: return sub(number(1), of(square, id));
      case Operation::abs: return of(sign, x);
      case sign: case heaviside: return jumpAtZeroOf(x);
      case Operation::floor: case Operation::ceil: return jumpAtIntegersOf(x);
      case logicalNot: return truthSlope(x);
      case linearOverExpm1: return of(linearOverExpm1Slope, x);
      case linearOverExpm1Slope: return of(linearOverExpm1Curvature, x);
      case linearOverExpm1Curvature: return g.apply(linearOverExpm1Derivative, x, number(3));
      case sinc: return of(sincSlope, x);
      case sincSlope: return g.apply(sincDerivative, x, number(2));
      case Operation::erf: return erfSlope(x);
      case Operation::erfc: return of(negate, erfSlope(x));
      case logGamma: return g.apply(polygamma, x, number(0));
      case jumpSlope: return jumpAtZeroOf(x);
      case square: return mul(number(2), x);
      case cube: return mul(number(3), of(square, x));
      case reciprocal: return of(negate, of(square, id));
      default: return number(0);
    }
  }

  Id binary(Id id, const Graph::Node& node, std::size_t k) {
    const Id x = node.operand[0], y = node.operand[1];
    const bool first = k == 0;
    switch (node.operation) {
      case add: return number(1);
      case subtract: return number(first ? 1 : -1);
      case multiply: return first ? y : x;
      case divide: return first ? of(reciprocal, y) : of(negate, div(id, y));
      case power: return first ? mul(y, g.apply(power, x, sub(y, number(1)))) : mul(id, of(Operation::log, x));
      case modulo: {
        const Id ratio = div(x, y);
        return plus(first ? number(1) : of(negate, of(Operation::floor, ratio)), jumpAtIntegersOf(ratio));
      }
      case Operation::atan2: {
        // atan2(x, y), x the height: it jumps where x = 0 and y <= 0.
        const Id r2 = plus(of(square, x), of(square, y));
        const Id cut = jumpAtZeroOf(plus(of(Operation::abs, x), g.apply(maximum, y, number(0))));
        return plus(first ? div(y, r2) : of(negate, div(x, r2)), cut);
      }
      case less: case lessEqual: case greater: case greaterEqual: case equal: case notEqual:
        return jumpAtZeroOf(sub(x, y));
      case logicalAnd: case logicalOr: return truthSlope(node.operand[k]);
      case linearOverExpm1Derivative: case sincDerivative: case polygamma:
        return first ? next(node.operation, node) : number(0);
      // 2 J_n' = J_{n-1} - J_{n+1}, and Y the same; the order is an integer.
      case besselJ: case besselY:
        if (first) return jumpAtIntegersOf(x);
        return mul(number(0.5), sub(g.apply(node.operation, sub(x, number(1)), y),
                                    g.apply(node.operation, plus(x, number(1)), y)));
      default: return number(0);
    }
  }

  Graph& g;
};

// The derivatives of one node that are not zero: (leaf, node), by leaf.
using Tangent = std::vector<std::pair<std::size_t, Id>>;

// The tangent of node `id` from those of its operands, by the chain rule.
Tangent chainRule(Graph& graph, PartialDerivative& partial, Id id, const std::vector<Tangent>& tangent) {
  const Graph::Node node = graph[id];
  const Id zero = graph.literal(0.0);
  std::map<std::size_t, Id> sum;
  const auto accumulate = [&](std::size_t leaf, Id value) {
    const auto place = sum.try_emplace(leaf, zero).first;
    place->second = graph.apply(add, place->second, value);
  };
  const auto addProducts = [&](Id slope, const Tangent& operand) {
    for (const auto& [leaf, dk] : operand) accumulate(leaf, graph.apply(multiply, slope, dk));
  };
  if (PartialDerivative::isChoice(node.operation)) {
    const std::size_t first = node.operation == select ? 1 : 0;
    std::map<std::size_t, std::array<Id, 2>> branches;
    for (const std::size_t k : {0u, 1u})
      for (const auto& [leaf, dk] : tangent[node.operand[first + k]])
        branches.try_emplace(leaf, std::array{zero, zero}).first->second[k] = dk;
    for (const auto& [leaf, slopes] : branches)
      accumulate(leaf, graph.apply(select, partial.condition(node), slopes[0], slopes[1]));
    if (node.operation == select && !tangent[node.operand[0]].empty())
      addProducts(partial.truthSlope(node.operand[0]), tangent[node.operand[0]]);
  } else {
    for (std::size_t k = 0; k < static_cast<std::size_t>(arity(node.operation)); ++k)
      if (const Tangent& operand = tangent[node.operand[k]]; !operand.empty()) addProducts(partial(id, k), operand);
  }
  Tangent result;
  for (const auto& [leaf, value] : sum)
    if (value != zero) result.emplace_back(leaf, value);
  return result;
}

}  // namespace

std::vector<Id> differentiate(Graph& graph, std::span<const Id> outputs, std::span<const Id> leaves) {
  const std::size_t count = graph.size();  // derivatives are appended behind; their own are not needed
  const Id zero = graph.literal(0.0);
  std::vector<char> wanted(count, 0);
  for (const Id id : outputs) wanted[id] = 1;
  for (std::size_t id = count; id-- > 0;) {
    if (wanted[id] == 0) continue;
    const Graph::Node& node = graph[static_cast<Id>(id)];
    for (int k = 0; k < arity(node.operation); ++k) wanted[node.operand[static_cast<std::size_t>(k)]] = 1;
  }

  PartialDerivative partial(graph);
  std::vector<Tangent> tangent(count);
  for (std::size_t j = 0; j < leaves.size(); ++j) tangent[leaves[j]].emplace_back(j, graph.literal(1.0));
  for (std::size_t id = 0; id < count; ++id)
    if (wanted[id] != 0 && arity(graph[static_cast<Id>(id)].operation) > 0)
      tangent[id] = chainRule(graph, partial, static_cast<Id>(id), tangent);

  std::vector<Id> result(outputs.size() * leaves.size(), zero);
  for (std::size_t i = 0; i < outputs.size(); ++i)
    for (const auto& [leaf, value] : tangent[outputs[i]]) result[i * leaves.size() + leaf] = value;
  return result;
}

}  // namespace separatrix
