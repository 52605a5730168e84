#pragma once

#include <cstddef>
#include <functional>

namespace separatrix {

/// Runs task(0), ..., task(count - 1), in any order and possibly several at a time; returns when all have
/// returned. Who hands one to an algorithm decides about threads; results do not depend on it.
using Executor = std::function<void(std::size_t count, const std::function<void(std::size_t)>& task)>;

/// One after the other, on the caller's thread.
inline void runInOrder(std::size_t count, const std::function<void(std::size_t)>& task) {
  for (std::size_t k = 0; k < count; ++k) task(k);
}

}  // namespace separatrix
