#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "app/command_line_options.hpp"

namespace separatrix {

/// What the arguments ask for: `answer` set means there is nothing to run (help, version, a usage
/// error); otherwise `run` is the verb, or `opensWindow`.
struct Invocation {
  std::function<CommandResult(const std::stop_token&)> run;
  bool quiet = false;
  bool opensWindow = false;
  CommandOptions window;  ///< model, preset, assignments
  std::string uiMap;
  std::string answer;     ///< help or version, for stdout
  std::string complaint;  ///< usage error, for stderr; exit code 2
};

/// Understands the arguments. Never exits, never throws.
Invocation parseCommandLine(int count, const char* const* arguments);

}  // namespace separatrix
