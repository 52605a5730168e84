#include <vector>

#include "core/base/contract.hpp"
#include "core/model/graph.hpp"

namespace separatrix {
namespace {

using Id = Graph::Id;
using enum Operation;

// The partial derivatives of one node with respect to its operands, as graph nodes.
struct Partials {
  Id a = 0, b = 0, c = 0;
};

Partials partials(Graph& g, Id id) {
  const Graph::Node node = g[id];
  const Id x = node.operand[0], y = node.operand[1];
  const Id zero = g.literal(0.0), one = g.literal(1.0), two = g.literal(2.0);
  const auto mul = [&](Id p, Id q) { return g.apply(multiply, p, q); };
  const auto div = [&](Id p, Id q) { return g.apply(divide, p, q); };
  const auto neg = [&](Id p) { return g.apply(negate, p); };
  const auto sub = [&](Id p, Id q) { return g.apply(subtract, p, q); };
  const auto add2 = [&](Id p, Id q) { return g.apply(add, p, q); };
  const auto twoOverRootPi = [&] { return g.literal(1.1283791670955126); };
  switch (node.operation) {
    case literal: case state: case time: case parameter: return {zero, zero, zero};
    case Operation::negate: return {g.literal(-1.0)};
    case Operation::sqrt: return {div(g.literal(0.5), id)};
    case Operation::exp: return {id};
    case Operation::log: return {g.apply(reciprocal, x)};
    case Operation::log10: return {div(g.literal(0.43429448190325182), x)};
    case Operation::sin: return {g.apply(Operation::cos, x)};
    case Operation::cos: return {neg(g.apply(Operation::sin, x))};
    case Operation::tan: return {add2(one, g.apply(square, id))};
    case Operation::asin: return {g.apply(reciprocal, g.apply(Operation::sqrt, sub(one, g.apply(square, x))))};
    case Operation::acos: return {neg(g.apply(reciprocal, g.apply(Operation::sqrt, sub(one, g.apply(square, x)))))};
    case Operation::atan: return {g.apply(reciprocal, add2(one, g.apply(square, x)))};
    case Operation::sinh: return {g.apply(Operation::cosh, x)};
    case Operation::cosh: return {g.apply(Operation::sinh, x)};
    case Operation::tanh: return {sub(one, g.apply(square, id))};
    case Operation::abs: return {g.apply(sign, x)};
    case linearOverExpm1: return {g.apply(linearOverExpm1Slope, x)};
    case linearOverExpm1Slope: return {g.apply(linearOverExpm1Curvature, x)};
    case sinc: return {g.apply(sincSlope, x)};
    case Operation::erf: return {mul(twoOverRootPi(), g.apply(Operation::exp, neg(g.apply(square, x))))};
    case Operation::erfc: return {neg(mul(twoOverRootPi(), g.apply(Operation::exp, neg(g.apply(square, x)))))};
    case square: return {mul(two, x)};
    case cube: return {mul(g.literal(3.0), g.apply(square, x))};
    case reciprocal: return {neg(g.apply(square, id))};
    case add: return {one, one};
    case subtract: return {one, g.literal(-1.0)};
    case multiply: return {y, x};
    case divide: return {g.apply(reciprocal, y), neg(div(id, y))};
    case power: {
      // d(x^y) = y x^(y-1) dx + x^y log(x) dy
      const Id dx = mul(y, g.apply(power, x, sub(y, one)));
      const Id dy = mul(id, g.apply(Operation::log, x));
      return {dx, dy};
    }
    case modulo: return {one, neg(g.apply(Operation::floor, div(x, y)))};
    case minimum: return {g.apply(select, g.apply(lessEqual, x, y), one, zero), g.apply(select, g.apply(lessEqual, x, y), zero, one)};
    case maximum: return {g.apply(select, g.apply(greaterEqual, x, y), one, zero), g.apply(select, g.apply(greaterEqual, x, y), zero, one)};
    case Operation::atan2: {
      const Id r2 = add2(g.apply(square, x), g.apply(square, y));
      return {div(y, r2), neg(div(x, r2))};
    }
    case select: return {zero, g.apply(select, x, one, zero), g.apply(select, x, zero, one)};
    default: return {zero, zero, zero};  // steps and comparisons are flat inside their pieces
  }
}

}  // namespace

std::vector<Id> differentiate(Graph& graph, std::span<const Id> outputs, std::span<const Id> leaves) {
  const std::size_t count = graph.size();  // derivatives are appended behind; their own are not needed
  const Id zero = graph.literal(0.0);
  const std::size_t m = leaves.size();

  std::vector<char> wanted(count, 0);
  for (const Id id : outputs) wanted[id] = 1;
  for (std::size_t id = count; id-- > 0;) {
    if (wanted[id] == 0) continue;
    const Graph::Node& node = graph[static_cast<Id>(id)];
    for (int k = 0; k < arity(node.operation); ++k) wanted[node.operand[static_cast<std::size_t>(k)]] = 1;
  }

  // tangent[id * m + j] = d node(id) / d leaves[j]
  std::vector<Id> tangent(count * m, zero);
  for (std::size_t id = 0; id < count; ++id) {
    if (wanted[id] == 0) continue;
    const Graph::Node node = graph[static_cast<Id>(id)];
    const int n = arity(node.operation);
    if (n == 0) {
      for (std::size_t j = 0; j < m; ++j)
        if (leaves[j] == id) tangent[id * m + j] = graph.literal(1.0);
      continue;
    }
    bool depends = false;
    for (int k = 0; k < n && !depends; ++k)
      for (std::size_t j = 0; j < m && !depends; ++j) depends = tangent[node.operand[static_cast<std::size_t>(k)] * m + j] != zero;
    if (!depends) continue;
    const Partials d = partials(graph, static_cast<Id>(id));
    const std::array<Id, 3> partial = {d.a, d.b, d.c};
    for (std::size_t j = 0; j < m; ++j) {
      Id sum = zero;
      for (std::size_t k = 0; k < static_cast<std::size_t>(n); ++k) {
        const Id dk = tangent[node.operand[k] * m + j];
        if (dk == zero) continue;
        sum = graph.apply(add, sum, graph.apply(multiply, partial[k], dk));
      }
      tangent[id * m + j] = sum;
    }
  }

  std::vector<Id> result;
  result.reserve(outputs.size() * m);
  for (const Id id : outputs)
    for (std::size_t j = 0; j < m; ++j) result.push_back(tangent[id * m + j]);
  return result;
}

}  // namespace separatrix
