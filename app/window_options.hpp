#pragma once

#include <string>
#include <utility>
#include <vector>

class QApplication;

namespace separatrix {

/// What the command line may say about the window it opens.
struct WindowOptions {
  std::string model;   ///< a built-in's name or a path to an .ode file; empty: Morris–Lecar
  std::string preset;  ///< step or set to start with; empty: the model's first step
  std::vector<std::pair<std::string, double>> assignments;  ///< --set, applied last
  std::string uiMap;   ///< --ui-map; empty: SEPARATRIX_UI_MAP, else none is written
  bool hints = true;   ///< show the four hints of a first start
};

/// Opens the window and runs it until it is closed. Returns the exit code: 0; as the command line
/// when the model cannot be opened at all (2 unknown, 3 wrong, 4 unreadable), having said why on stderr.
int runWindow(QApplication& application, const WindowOptions& options);

}  // namespace separatrix
