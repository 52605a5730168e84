#pragma once

#include "app/command_line_options.hpp"

namespace separatrix {

/// `separatrix check FILE`: what there is to say about a model text, as FILE:LINE:COLUMN:
/// error|warning[CODE]: sentence on stdout; exit code 3 when something is wrong, else 0.
CommandResult checkCommand(const CommandOptions& options);

}  // namespace separatrix
