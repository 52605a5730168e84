#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/model/chain.hpp"
#include "core/model/graph.hpp"
#include "core/model/instruction.hpp"

namespace separatrix {

/// Straight-line program that computes some outputs of a model from states, time and parameters.
/// Built once per model text; plain data afterwards, so any number of threads may run it.
///
/// Registers: [literals][parameters][prologue results][states][t][body results]. The first three
/// groups are the *uniform* registers: they depend on parameters only and are filled once per
/// parameter change by `prologue`; the rest change at every evaluation. Body slots are reused.
///
/// `chains` is the body once more, for doubles: the same operations with the same bits, grouped
/// into fewer steps. It has its own body slots and thus its own output registers.
struct Tape {
  using Instruction = separatrix::Instruction;
  static constexpr int kMaximalRegisters = 65'535;

  std::vector<Literal> literals;
  std::vector<Instruction> prologue;
  std::vector<Instruction> body;
  std::vector<std::uint16_t> outputs;  ///< register of each output after `body`
  std::vector<ChainStep> chains;
  std::vector<std::uint16_t> chainOutputs;  ///< register of each output after `chains`
  int stateCount = 0;
  int parameterCount = 0;
  int uniformCount = 0;   ///< literals + parameters + prologue results
  int registerCount = 0;  ///< enough for body and for chains

  int parameterRegister(int index) const { return static_cast<int>(literals.size()) + index; }
  int stateRegister(int index) const { return uniformCount + index; }
  int timeRegister() const { return uniformCount + stateCount; }
};

/// The program for `outputs` of `graph`; empty when it needs more than Tape::kMaximalRegisters registers.
std::optional<Tape> compileIfItFits(const Graph& graph, std::span<const Graph::Id> outputs, int stateCount,
                                    int parameterCount);

/// The same where the caller knows that it fits (contract).
Tape compile(const Graph& graph, std::span<const Graph::Id> outputs, int stateCount, int parameterCount);

}  // namespace separatrix
