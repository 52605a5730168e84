#pragma once

#include "app/command_line_options.hpp"

namespace separatrix {

/// `separatrix doctor`: versions of what the program is made of, the processor's kernel, fonts and
/// optional programs found.
CommandResult doctorCommand(const CommandOptions& options);

}  // namespace separatrix
