#pragma once

#include <memory>
#include <vector>

#include "core/model/graph.hpp"
#include "core/model/tape.hpp"

namespace separatrix::test {

/// Morris–Lecar written into a graph by hand: outputs f_V, f_n. States V, n; parameters
/// I gL VL gCa VCa gK VK C V1 V2 V3 V4 phi.
inline std::vector<Graph::Id> morrisLecar(Graph& g) {
  using enum Operation;
  const auto p = [&g](int i) { return g.parameter(i); };
  const auto op = [&g](Operation o, Graph::Id a, Graph::Id b = 0) { return g.apply(o, a, b); };
  const auto V = g.state(0), n = g.state(1);
  const auto gate = [&](int center, int slope) {
    const auto u = op(divide, op(subtract, V, p(center)), p(slope));
    return op(multiply, g.literal(0.5), op(add, g.literal(1.0), op(tanh, u)));
  };
  const auto leak = op(multiply, p(1), op(subtract, V, p(2)));
  const auto calcium = op(multiply, op(multiply, p(3), gate(8, 9)), op(subtract, V, p(4)));
  const auto potassium = op(multiply, op(multiply, p(5), n), op(subtract, V, p(6)));
  const auto sum = op(subtract, op(subtract, op(subtract, p(0), leak), calcium), potassium);
  const auto rate =
      op(multiply, p(12), op(cosh, op(divide, op(subtract, V, p(10)), op(multiply, g.literal(2.0), p(11)))));
  return {op(divide, sum, p(7)), op(multiply, rate, op(subtract, gate(10, 11), n))};
}

inline std::vector<double> morrisLecarParameters() {
  return {30, 2, -60, 4, 120, 8, -84, 20, -1.2, 18, 12, 17.4, 1.0 / 15};
}

inline std::shared_ptr<const Tape> share(Tape tape) { return std::make_shared<const Tape>(std::move(tape)); }

}  // namespace separatrix::test
