#include <QApplication>
#include <QScreen>
#include <QSettings>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "app/main_window.hpp"
#include "app/window_options.hpp"
#include "app/window_ui_map.hpp"
#include "core/io/text_file.hpp"
#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

constexpr const char* kFirstModel = "morris-lecar";

Result<std::shared_ptr<const Model>> modelNamed(const std::string& name) {
  if (const auto text = builtInText(name)) return readModel(*text, name, name + ".ode");
  auto text = readTextFile(name);
  if (!text) return std::unexpected(text.error());
  return readModel(*text, std::filesystem::path(name).stem().string(), name);
}

// The state the options ask for. Errors as the command line's.
Result<SessionState> initialState(const WindowOptions& options) {
  auto model = modelNamed(options.model.empty() ? kFirstModel : options.model);
  if (!model) return std::unexpected(model.error());
  SessionState state = freshState(std::move(*model));
  if (!options.preset.empty()) {
    const Preset* preset = state.model->presetNamed(options.preset);
    if (!preset)
      return std::unexpected(Error{Error::Code::usage, "The model has no step or set `" + options.preset + "`.", {}, {}});
    state = withPreset(state, *preset);
  }
  for (const auto& [name, value] : options.assignments) {
    const auto parameter = state.model->parameterNamed(name);
    if (!parameter) return std::unexpected(Error{Error::Code::usage, "The model has no parameter `" + name + "`.", {}, {}});
    state = withParameter(state, *parameter, value);
  }
  return state;
}

// All of a small screen, a comfortable part of a large one.
void place(MainWindow& window) {
  const QRect room = window.screen()->availableGeometry();
  if (room.width() <= 1680 || room.height() <= 950) {
    window.setGeometry(room);
    window.showMaximized();
    return;
  }
  window.resize(1440, 900);
  window.show();
}

}  // namespace

int runWindow(QApplication& application, const WindowOptions& options) {
  QApplication::setOrganizationName(QStringLiteral("separatrix"));
  QApplication::setApplicationName(QStringLiteral("separatrix"));
  QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
  QApplication::setApplicationDisplayName(QStringLiteral("Separatrix"));
  auto state = initialState(options);
  if (!state) {
    std::fputs(("separatrix: " + describe(state.error()) + "\n").c_str(), stderr);
    return exitCode(state.error().code);
  }
  QSettings settings;
  const bool first = options.hints && !settings.value(QStringLiteral("hints/seen"), false).toBool();
  MainWindow window(std::move(*state), first);
  const std::string map = options.uiMap.empty() ? qEnvironmentVariable("SEPARATRIX_UI_MAP").toStdString() : options.uiMap;
  std::optional<UiMapWriter> writer;
  if (!map.empty()) writer.emplace(window, map);
  place(window);
  const int code = application.exec();
  settings.setValue(QStringLiteral("hints/seen"), true);
  return code;
}

}  // namespace separatrix
