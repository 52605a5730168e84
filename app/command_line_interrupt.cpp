#include "app/command_line_interrupt.hpp"

#include <csignal>
#include <cstdlib>

namespace separatrix {
namespace {

constexpr int kInterrupted = 130;

sigset_t interruptSet() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  return set;
}

// SIGINT is blocked everywhere and taken here: no code runs inside a signal handler.
void watch(const std::stop_token& finished, std::stop_source work) {
  const sigset_t set = interruptSet();
  while (true) {
    if (sigwaitinfo(&set, nullptr) != SIGINT) continue;
    if (finished.stop_requested()) return;
    if (work.stop_requested()) std::_Exit(kInterrupted);
    work.request_stop();
  }
}

}  // namespace

InterruptWatch::InterruptWatch() {
  const sigset_t set = interruptSet();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  watcher_ = std::jthread([work = source_](const std::stop_token& finished) { watch(finished, work); });
}

InterruptWatch::~InterruptWatch() {
  watcher_.request_stop();
  pthread_kill(watcher_.native_handle(), SIGINT);
  watcher_.join();
  const sigset_t set = interruptSet();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace separatrix
