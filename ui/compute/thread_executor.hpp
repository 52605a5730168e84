#pragma once

#include "core/base/executor.hpp"

namespace separatrix {

/// Runs tasks on `threads` threads (0: as many as there are processors), the caller's among them.
Executor threadExecutor(int threads = 0);

}  // namespace separatrix
