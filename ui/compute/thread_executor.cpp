#include "ui/compute/thread_executor.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace separatrix {

Executor threadExecutor(int threads) {
  const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t width = threads > 0 ? static_cast<std::size_t>(threads) : processors;
  return [width](std::size_t count, const std::function<void(std::size_t)>& task) {
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
      for (std::size_t k = next++; k < count; k = next++) task(k);
    };
    std::vector<std::jthread> others;
    for (std::size_t t = 1; t < std::min(width, count); ++t) others.emplace_back(work);
    work();
  };
}

}  // namespace separatrix
