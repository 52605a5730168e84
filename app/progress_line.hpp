#pragma once

#include <chrono>
#include <string>

namespace separatrix {

/// Says on stderr how far long work has come: nothing for the first second, then one line that is written
/// anew, on a terminal only, and taken away at the end. Silent when `quiet`.
class ProgressLine {
 public:
  explicit ProgressLine(bool quiet);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void say(const std::string& text);

 private:
  bool shows_, written_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace separatrix
