#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/model.hpp"

namespace separatrix {

/// What is to differ from the text the model was read from.
struct WriteOdeOptions {
  std::optional<std::vector<double>> parameters{};  ///< new defaults, in declared order
  std::optional<std::vector<double>> initial{};     ///< new initial values, in declared order
};

/// The model as an XPPAUT text in canonical spelling: each statement on one line, its comments,
/// sets, options and `#:` lines kept in their order. Reading it gives an equal model, and XPPAUT
/// reads it too where it reads the original. Numbers are kept as written unless they change; those
/// that do read back to the same double.
/// Precondition: sizes as the model's; new values are finite.
std::string writeOde(const Model& model, const WriteOdeOptions& options = {});

}  // namespace separatrix
