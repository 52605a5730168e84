#pragma once

#include "app/command_line_parse.hpp"

namespace separatrix {

/// Starts Qt and opens the window the arguments ask for; says so when there is no display.
/// Returns the exit code.
int openWindow(const Invocation& invocation, int count, char** arguments);

}  // namespace separatrix
