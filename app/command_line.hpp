#pragma once

namespace separatrix {

/// The program: a verb runs without a display, anything else opens the window. Returns the exit
/// code: 0 done, 1 numerical failure, 2 usage, 3 model error, 4 file error, 130 interrupted.
int runCommandLine(int count, char** arguments);

}  // namespace separatrix
