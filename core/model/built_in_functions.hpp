#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/operation.hpp"

namespace separatrix {

/// A function every model may call.
struct BuiltInFunction {
  std::string_view name;
  int arguments = 1;
  Operation operation;
  std::string_view notYet;  ///< why it cannot be used yet; empty when it can
};

/// Index into the table of functions; names are matched without regard to case.
std::optional<std::uint32_t> builtInFunction(std::string_view name);
const BuiltInFunction& builtInFunction(std::uint32_t index);

/// Names that a model cannot define: functions, pi, t, if, then, else, sum, of, not.
bool isReserved(std::string_view name);

std::vector<std::string> builtInFunctionNames();

}  // namespace separatrix
