#pragma once

#include "app/command_line_options.hpp"

namespace separatrix {

/// `separatrix models`: the built-in models with title, kind, dimension and presets.
CommandResult modelsCommand(const CommandOptions& options);

}  // namespace separatrix
