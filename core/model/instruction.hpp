#pragma once

#include <cstdint>

#include "core/model/operation.hpp"

namespace separatrix {

/// One step of a tape: registers[target] = operation(registers[a], registers[b], registers[c]).
/// Operands an operation does not have repeat `a`.
struct Instruction {
  Operation operation{};
  std::uint16_t target = 0, a = 0, b = 0, c = 0;  ///< registers

  friend bool operator==(const Instruction&, const Instruction&) = default;
};

}  // namespace separatrix
