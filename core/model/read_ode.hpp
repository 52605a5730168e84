#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/model/model.hpp"

namespace separatrix {

/// One thing to say about a model text, with its place; lines and columns count from 1, columns in
/// characters (code points), not bytes.
struct Diagnostic {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  std::string code;        ///< "E101"
  int line = 0, column = 0, length = 1;
  std::string sentence;    ///< "`gCaa` is not defined."
  std::string suggestion;  ///< "Did you mean `gCa`?"; empty when there is none
  std::string replacement; ///< text that would mend it in place; empty when there is none

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

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
