#include "app/command_line_window.hpp"

#include <cstdio>

#include "app/command_line_qt.hpp"
#include "app/command_line_values.hpp"
#include "app/window_options.hpp"

namespace separatrix {
namespace {

bool hasDisplay() {
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
    if (!qEnvironmentVariableIsEmpty(name)) return true;
  return false;
}

int refuse(const std::string& sentence) {
  std::fputs(("separatrix: " + sentence + "\n").c_str(), stderr);
  return exitCode(Error::Code::usage);
}

}  // namespace

int openWindow(const Invocation& invocation, int count, char** arguments) {
  WindowOptions options;
  options.model = invocation.window.model;
  options.preset = invocation.window.preset;
  options.uiMap = invocation.uiMap;
  for (const std::string& text : invocation.window.assignments) {
    auto assignment = parseAssignment(text, "--set");
    if (!assignment) return refuse(describe(assignment.error()));
    options.assignments.push_back(std::move(*assignment));
  }
  if (!hasDisplay()) return refuse("There is no display to open a window on; commands need none (separatrix --help).");
  makeQtReproducible();
  QApplication application(count, arguments);
  keepDecimalPoints();
  return runWindow(application, options);
}

}  // namespace separatrix
