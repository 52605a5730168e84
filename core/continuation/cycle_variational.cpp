#include "core/continuation/cycle_variational.hpp"

#include <utility>
#include <vector>

#include "core/base/contract.hpp"
#include "core/model/unfold.hpp"

namespace separatrix {

std::shared_ptr<const Program> withDirection(const Program& program, std::span<const int> parameters,
                                             DirectionLaw law) {
  SEPARATRIX_EXPECTS(program.equations != nullptr);
  using Id = Graph::Id;
  const int n = program.stateCount, plane = static_cast<int>(parameters.size());
  const int variables = law == DirectionLaw::rotating ? 3 * n : 2 * n;
  const int states = variables + plane + (law == DirectionLaw::linear ? 0 : 1);
  Graph graph;
  const auto product = [&](Id a, Id b) { return graph.apply(Operation::multiply, a, b); };
  std::vector<Id> field = rewriteUnfolded(*program.equations, variables, parameters, graph), x;
  for (int i = 0; i < n; ++i) x.push_back(graph.state(i));
  const std::vector<Id> J = differentiate(graph, field, x);
  for (int first = n; first < variables; first += n)
    for (int i = 0; i < n; ++i) {
      Id sum = graph.literal(0.0);
      for (int j = 0; j < n; ++j)
        sum = graph.apply(Operation::add, sum, product(J[static_cast<std::size_t>(i * n + j)], graph.state(first + j)));
      if (law == DirectionLaw::withFlow)
        sum = graph.apply(Operation::add, sum, product(graph.state(states - 1), field[static_cast<std::size_t>(i)]));
      if (law == DirectionLaw::rotating)
        sum = graph.apply(first == n ? Operation::add : Operation::subtract, sum,
                          product(graph.state(states - 1), graph.state((first == n ? 2 * n : n) + i)));
      field.push_back(sum);
    }
  return compileWithDerivatives({std::move(graph), std::move(field)}, states, program.parameterCount);
}

}  // namespace separatrix
