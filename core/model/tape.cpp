#include "core/model/tape.hpp"

#include <algorithm>
#include <limits>

#include "core/base/contract.hpp"

namespace separatrix {
namespace {

using Id = Graph::Id;

struct Liveness {
  std::vector<char> wanted, uniform;
  std::vector<Id> lastUse;
};

Liveness analyze(const Graph& graph, std::span<const Id> outputs) {
  const std::size_t count = graph.size();
  Liveness live{std::vector<char>(count, 0), std::vector<char>(count, 0), std::vector<Id>(count, 0)};
  for (const Id id : outputs) live.wanted[id] = 1;
  for (std::size_t id = count; id-- > 0;) {
    if (live.wanted[id] == 0) continue;
    const Graph::Node& node = graph[static_cast<Id>(id)];
    for (int k = 0; k < arity(node.operation); ++k) {
      const Id operand = node.operand[static_cast<std::size_t>(k)];
      live.wanted[operand] = 1;
      live.lastUse[operand] = std::max(live.lastUse[operand], static_cast<Id>(id));
    }
  }
  for (std::size_t id = 0; id < count; ++id) {
    const Graph::Node& node = graph[static_cast<Id>(id)];
    const int n = arity(node.operation);
    bool uniform = node.operation == Operation::literal || node.operation == Operation::parameter;
    if (n > 0) {
      uniform = true;
      for (int k = 0; k < n; ++k) uniform = uniform && live.uniform[node.operand[static_cast<std::size_t>(k)]] != 0;
    }
    live.uniform[id] = uniform ? 1 : 0;
  }
  for (const Id id : outputs) live.lastUse[id] = std::numeric_limits<Id>::max();
  return live;
}

}  // namespace

Tape compile(const Graph& graph, std::span<const Id> outputs, int stateCount, int parameterCount) {
  const Liveness live = analyze(graph, outputs);
  Tape tape;
  tape.stateCount = stateCount;
  tape.parameterCount = parameterCount;
  std::vector<int> registerOf(graph.size(), -1);

  for (Id id = 0; id < graph.size(); ++id) {
    if (live.wanted[id] == 0 || !graph.isLiteral(id)) continue;
    registerOf[id] = static_cast<int>(tape.literals.size());
    tape.literals.push_back(graph.literalOf(id));
  }
  int next = static_cast<int>(tape.literals.size()) + parameterCount;
  const auto instructionFor = [&](Id id) {
    const Graph::Node& node = graph[id];
    Tape::Instruction instruction{node.operation};
    const int n = arity(node.operation);
    const auto at = [&](int k) { return static_cast<std::uint16_t>(registerOf[node.operand[static_cast<std::size_t>(k)]]); };
    instruction.a = at(0);
    instruction.b = n > 1 ? at(1) : instruction.a;
    instruction.c = n > 2 ? at(2) : instruction.a;
    return instruction;
  };
  for (Id id = 0; id < graph.size(); ++id) {
    if (live.wanted[id] == 0 || live.uniform[id] == 0 || graph.isLiteral(id)) continue;
    if (graph[id].operation == Operation::parameter) {
      registerOf[id] = tape.parameterRegister(static_cast<int>(graph[id].operand[0]));
      continue;
    }
    Tape::Instruction instruction = instructionFor(id);
    registerOf[id] = next++;
    instruction.target = static_cast<std::uint16_t>(registerOf[id]);
    tape.prologue.push_back(instruction);
  }
  tape.uniformCount = next;
  next += stateCount + 1;

  // Body registers are reused once their value has been read for the last time.
  std::vector<int> freeRegisters;
  for (Id id = 0; id < graph.size(); ++id) {
    if (live.wanted[id] == 0 || live.uniform[id] != 0) continue;
    const Graph::Node& node = graph[id];
    if (node.operation == Operation::state) {
      registerOf[id] = tape.stateRegister(static_cast<int>(node.operand[0]));
      continue;
    }
    if (node.operation == Operation::time) {
      registerOf[id] = tape.timeRegister();
      continue;
    }
    Tape::Instruction instruction = instructionFor(id);
    std::vector<Id> dying;
    for (int k = 0; k < arity(node.operation); ++k) {
      const Id operand = node.operand[static_cast<std::size_t>(k)];
      if (live.lastUse[operand] == id && arity(graph[operand].operation) > 0 && live.uniform[operand] == 0 &&
          std::ranges::find(dying, operand) == dying.end())
        dying.push_back(operand);
    }
    if (freeRegisters.empty()) {
      registerOf[id] = next++;
    } else {
      registerOf[id] = freeRegisters.back();
      freeRegisters.pop_back();
    }
    for (const Id operand : dying) freeRegisters.push_back(registerOf[operand]);
    instruction.target = static_cast<std::uint16_t>(registerOf[id]);
    tape.body.push_back(instruction);
  }
  tape.registerCount = next;
  SEPARATRIX_EXPECTS(next <= std::numeric_limits<std::uint16_t>::max());
  for (const Id id : outputs) tape.outputs.push_back(static_cast<std::uint16_t>(registerOf[id]));
  return tape;
}

}  // namespace separatrix
