#include "core/model/unfold.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "core/base/contract.hpp"
#include "core/model/equations.hpp"

namespace separatrix {
using Id = Graph::Id;

std::vector<Id> rewriteUnfolded(const Equations& equations, int first, std::span<const int> parameters, Graph& graph) {
  const Graph& from = equations.graph;
  std::vector<char> wanted(from.size(), 0);
  for (const Id id : equations.field) wanted[id] = 1;
  for (Id id = static_cast<Id>(from.size()); id-- > 0;)
    for (int k = 0; wanted[id] != 0 && k < arity(from[id].operation); ++k)
      wanted[from[id].operand[static_cast<std::size_t>(k)]] = 1;

  const auto leaf = [&](Id id) {
    const auto index = static_cast<int>(from[id].operand[0]);
    switch (from[id].operation) {
      case Operation::literal: return graph.literal(from.literalOf(id));
      case Operation::state: return graph.state(index);
      case Operation::time: return graph.time();
      default: break;
    }
    const auto promoted = std::ranges::find(parameters, index);
    return promoted == parameters.end() ? graph.parameter(index)
                                        : graph.state(first + static_cast<int>(promoted - parameters.begin()));
  };
  std::vector<Id> target(from.size(), 0);
  for (Id id = 0; id < from.size(); ++id) {
    if (wanted[id] == 0) continue;
    const auto& [operation, operand] = from[id];
    const auto at = [&](int k) { return k < arity(operation) ? target[operand[static_cast<std::size_t>(k)]] : 0; };
    target[id] = arity(operation) == 0 ? leaf(id) : graph.apply(operation, at(0), at(1), at(2));
  }
  std::vector<Id> field;
  for (const Id id : equations.field) field.push_back(target[id]);
  return field;
}

std::shared_ptr<const Program> compileWithDerivatives(Equations equations, int stateCount, int parameterCount) {
  auto& [graph, field] = equations;
  std::vector<Id> leaves, both = field;
  for (int i = 0; i < stateCount; ++i) leaves.push_back(graph.state(i));
  std::ranges::copy(differentiate(graph, field, leaves), std::back_inserter(both));

  std::optional<Tape> values = compileIfItFits(graph, field, stateCount, parameterCount);
  std::optional<Tape> derivatives = compileIfItFits(graph, both, stateCount, parameterCount);
  if (!values || !derivatives) return nullptr;
  auto program = std::make_shared<Program>();
  program->stateCount = stateCount;
  program->parameterCount = parameterCount;
  program->field = std::move(*values);
  program->fieldAndJacobian = std::move(*derivatives);
  program->equations = std::make_shared<const Equations>(std::move(equations));
  return program;
}

std::shared_ptr<const Program> unfold(const Program& program, std::span<const int> parameters) {
  SEPARATRIX_EXPECTS(program.equations != nullptr);
  const int n = program.stateCount, states = n + static_cast<int>(parameters.size());
  Graph graph;
  std::vector<Id> field = rewriteUnfolded(*program.equations, n, parameters, graph);
  return compileWithDerivatives({std::move(graph), std::move(field)}, states, program.parameterCount);
}

}  // namespace separatrix
