#pragma once

#include <stop_token>
#include <thread>

namespace separatrix {

/// While it lives, Ctrl+C asks the work at hand to stop (a second one ends the program at once).
/// Make it before any other thread starts.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

  std::stop_token token() const { return source_.get_token(); }

 private:
  std::stop_source source_;
  std::jthread watcher_;
};

}  // namespace separatrix
