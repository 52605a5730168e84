#include "core/model/tape.hpp"

#include <algorithm>
#include <array>

#include "core/base/contract.hpp"
#include "core/model/tape_steps.hpp"

namespace separatrix {
namespace {

using Id = Graph::Id;
constexpr int kNowhere = -1;

// Registers of literals, parameters and what depends on these alone; fills those parts of `tape`.
std::vector<int> layOutUniforms(const Graph& graph, const NodeUse& use, Tape& tape) {
  std::vector<int> registerOf(graph.size(), kNowhere);
  for (Id id = 0; id < graph.size(); ++id) {
    if (use.wanted[id] == 0 || !graph.isLiteral(id)) continue;
    registerOf[id] = static_cast<int>(tape.literals.size());
    tape.literals.push_back(graph.literalOf(id));
  }
  int next = static_cast<int>(tape.literals.size()) + tape.parameterCount;
  for (Id id = 0; id < graph.size(); ++id) {
    if (use.wanted[id] == 0 || use.uniform[id] == 0 || graph.isLiteral(id)) continue;
    const Graph::Node& node = graph[id];
    if (node.operation == Operation::parameter) {
      registerOf[id] = tape.parameterRegister(static_cast<int>(node.operand[0]));
      continue;
    }
    const int n = arity(node.operation);
    const auto at = [&](int k) {
      return static_cast<std::uint16_t>(registerOf[node.operand[static_cast<std::size_t>(k < n ? k : 0)]]);
    };
    registerOf[id] = next++;
    tape.prologue.push_back({node.operation, static_cast<std::uint16_t>(registerOf[id]), at(0), at(1), at(2)});
  }
  tape.uniformCount = next;
  for (Id id = 0; id < graph.size(); ++id) {
    const Graph::Node& node = graph[id];
    if (node.operation == Operation::state) registerOf[id] = tape.stateRegister(static_cast<int>(node.operand[0]));
    if (node.operation == Operation::time) registerOf[id] = tape.timeRegister();
  }
  return registerOf;
}

// Gives the steps' results registers from `first` on; one is free again after the last step that
// reads it. The target of a step is never one of its operands. Returns one past the last register.
int layOutBody(std::span<const BodyStep> steps, std::span<const Id> outputs, int first, std::vector<int>& registerOf) {
  std::vector<std::size_t> lastRead(registerOf.size(), 0);
  std::vector<char> reusable(registerOf.size(), 0);
  for (const BodyStep& step : steps) reusable[step.result] = 1;
  for (const Id id : outputs) reusable[id] = 0;
  for (std::size_t i = 0; i < steps.size(); ++i)
    for (int k = 0; k < steps[i].operandCount; ++k) lastRead[steps[i].operands[static_cast<std::size_t>(k)]] = i;

  int next = first;
  std::vector<int> released;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    int target = next;
    if (released.empty()) {
      ++next;
    } else {
      target = released.back();
      released.pop_back();
    }
    registerOf[steps[i].result] = target;
    for (int k = 0; k < steps[i].operandCount; ++k) {
      const Id operand = steps[i].operands[static_cast<std::size_t>(k)];
      if (reusable[operand] == 0 || lastRead[operand] != i) continue;
      released.push_back(registerOf[operand]);
      reusable[operand] = 0;
    }
  }
  return next;
}

std::array<std::uint16_t, 4> operandRegisters(const BodyStep& step, const std::vector<int>& registerOf) {
  std::array<std::uint16_t, 4> registers{};
  for (std::size_t k = 0; k < 4; ++k) {
    const bool given = k < static_cast<std::size_t>(step.operandCount);
    registers[k] = static_cast<std::uint16_t>(registerOf[step.operands[given ? k : 0]]);
  }
  return registers;
}

}  // namespace

std::optional<Tape> compileIfItFits(const Graph& graph, std::span<const Id> outputs, int stateCount,
                                    int parameterCount) {
  const NodeUse use(graph, outputs);
  Tape tape;
  tape.stateCount = stateCount;
  tape.parameterCount = parameterCount;
  const std::vector<int> fixed = layOutUniforms(graph, use, tape);
  const int first = tape.uniformCount + stateCount + 1;
  const auto narrow = [](int r) { return static_cast<std::uint16_t>(r); };

  std::vector<int> registerOf = fixed;
  std::vector<BodyStep> steps = plainSteps(graph, use);
  tape.registerCount = layOutBody(steps, outputs, first, registerOf);
  if (tape.registerCount > Tape::kMaximalRegisters) return std::nullopt;
  for (const BodyStep& step : steps) {
    const auto [a, b, c, d] = operandRegisters(step, registerOf);
    tape.body.push_back({graph[step.result].operation, narrow(registerOf[step.result]), a, b, c});
  }
  for (const Id id : outputs) tape.outputs.push_back(narrow(registerOf[id]));

  std::vector<int> chainRegisterOf = fixed;
  std::vector<BodyStep> chains = chainSteps(graph, use, outputs);
  const int needed = layOutBody(chains, outputs, first, chainRegisterOf);
  if (needed <= Tape::kMaximalRegisters) {
    tape.registerCount = std::max(tape.registerCount, needed);
    steps = std::move(chains);
    registerOf = std::move(chainRegisterOf);
  }
  for (const BodyStep& step : steps) {
    const auto [a, b, c, d] = operandRegisters(step, registerOf);
    tape.chains.push_back({step.function, narrow(registerOf[step.result]), a, b, c, d});
  }
  for (const Id id : outputs) tape.chainOutputs.push_back(narrow(registerOf[id]));
  return tape;
}

Tape compile(const Graph& graph, std::span<const Id> outputs, int stateCount, int parameterCount) {
  std::optional<Tape> tape = compileIfItFits(graph, outputs, stateCount, parameterCount);
  SEPARATRIX_EXPECTS(tape.has_value());
  return *std::move(tape);
}

}  // namespace separatrix
