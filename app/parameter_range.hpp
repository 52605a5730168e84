#pragma once

#include <string>
#include <string_view>

#include "core/base/error.hpp"
#include "core/model/model.hpp"

namespace separatrix {

/// A parameter of a model and an interval of its values.
struct ParameterRange {
  int parameter = 0;
  Interval range;
};

/// "I_ext=-50:250". Without "=..." the range is the model's own. Errors: usage, naming the option, for an
/// unknown parameter (with the nearest name) and an empty range.
Result<ParameterRange> parseParameterRange(const Model& model, std::string_view text, std::string_view option);

/// "60x40" as columns and rows. Errors: usage.
Result<std::pair<int, int>> parseGrid(std::string_view text, std::string_view option);

}  // namespace separatrix
