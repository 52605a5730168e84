#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/model/graph.hpp"
#include "core/model/instruction.hpp"

namespace separatrix {

/// Straight-line program that computes some outputs of a model from states, time and parameters.
/// Built once per model text; plain data afterwards, so any number of threads may run it.
///
/// Registers: [literals][parameters][prologue results][states][t][body results]. The first three
/// groups are the *uniform* registers: they depend on parameters only and are filled once per
/// parameter change by `prologue`; the rest change at every evaluation. Body slots are reused.
struct Tape {
  using Instruction = separatrix::Instruction;

  std::vector<Literal> literals;
  std::vector<Instruction> prologue;
  std::vector<Instruction> body;
  std::vector<std::uint16_t> outputs;  ///< register of each output
  int stateCount = 0;
  int parameterCount = 0;
  int uniformCount = 0;   ///< literals + parameters + prologue results
  int registerCount = 0;

  int parameterRegister(int index) const { return static_cast<int>(literals.size()) + index; }
  int stateRegister(int index) const { return uniformCount + index; }
  int timeRegister() const { return uniformCount + stateCount; }
};

/// The program for `outputs` of `graph`. Errors: none; a graph too large for 65,535 registers is
/// refused by the reader long before (contract).
Tape compile(const Graph& graph, std::span<const Graph::Id> outputs, int stateCount, int parameterCount);

}  // namespace separatrix
