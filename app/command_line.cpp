#include "app/command_line.hpp"

#include <cstdio>
#include <exception>
#include <string>

#include "app/command_line_interrupt.hpp"
#include "app/command_line_parse.hpp"
#include "app/command_line_window.hpp"

namespace separatrix {
namespace {

constexpr int kUsage = 2;

void say(const std::string& line) { std::fputs(("separatrix: " + line + "\n").c_str(), stderr); }

// Errors in a model text stand alone on their line, so that editors find the place.
void complain(const Error& error) {
  if (error.code == Error::Code::invalidModel)
    std::fputs((describe(error) + "\n").c_str(), stderr);
  else
    say(describe(error));
}

int print(const std::string& text, int exitCode) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written) return exitCode;
  say("The result cannot be written to stdout.");
  return separatrix::exitCode(Error::Code::file);
}

int runVerb(const Invocation& invocation) {
  const InterruptWatch interrupt;
  const CommandResult result = invocation.run(interrupt.token());
  if (!result) {
    complain(result.error());
    return exitCode(result.error().code);
  }
  if (!invocation.quiet)
    for (const std::string& note : result->notes) std::fputs((note + "\n").c_str(), stderr);
  return print(result->text, result->exitCode);
}

}  // namespace

int runCommandLine(int count, char** arguments) try {
  const Invocation invocation = parseCommandLine(count, arguments);
  if (!invocation.complaint.empty()) {
    say(invocation.complaint);
    return kUsage;
  }
  if (!invocation.answer.empty()) return print(invocation.answer, 0);
  if (invocation.opensWindow) return openWindow(invocation, count, arguments);
  return runVerb(invocation);
} catch (const std::exception& problem) {  // out of memory, and what no one foresaw: a sentence, not a crash
  say(std::string("The work could not be finished: ") + problem.what() + ".");
  return exitCode(Error::Code::numerical);
}

}  // namespace separatrix
