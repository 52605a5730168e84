#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/model/diagnostic.hpp"
#include "core/model/model.hpp"

namespace separatrix {

/// What reading a text gives: everything there is to say about it, and the model when no
/// diagnostic is an error.
struct OdeReading {
  std::vector<Diagnostic> diagnostics;  ///< in order of their places
  std::shared_ptr<const Model> model;   ///< null exactly when there is an error
};

/// Reads an XPPAUT `.ode` text. Never throws, never hangs, whatever the bytes are.
/// `name` becomes Model::name.
OdeReading readOde(std::string_view text, std::string name);

/// readOde for callers that want the model or the first error (its place carries `file`).
Result<std::shared_ptr<const Model>> readModel(std::string_view text, std::string name, const std::string& file = {});

}  // namespace separatrix
