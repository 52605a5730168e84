#include "app/progress_line.hpp"

#include <unistd.h>

#include <cstdio>

namespace separatrix {
namespace {

constexpr std::chrono::milliseconds kPatience(1000), kEvery(250);
constexpr const char* kEraseLine = "\r\033[K";

}  // namespace

ProgressLine::ProgressLine(bool quiet)
    : shows_(!quiet && isatty(STDERR_FILENO) != 0), last_(std::chrono::steady_clock::now() + kPatience - kEvery) {}

ProgressLine::~ProgressLine() {
  if (written_) std::fputs(kEraseLine, stderr);
}

void ProgressLine::say(const std::string& text) {
  const auto now = std::chrono::steady_clock::now();
  if (!shows_ || now < last_ + kEvery) return;
  last_ = now;
  written_ = true;
  std::fputs((kEraseLine + text).c_str(), stderr);
}

}  // namespace separatrix
