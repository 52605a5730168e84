#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <string>

#include "core/io/json_values.hpp"
#include "core/phaseplane/portrait.hpp"
#include "ui/compute/latest_worker.hpp"

namespace separatrix {

class MainWindow;

/// Every named widget, action and visible menu item with its place on the screen, in pixels.
Json widgetsJson();

/// Writes what the window shows to a file after every settled picture and after every other
/// visible change, so that a script can drive the window ("Being driven" in CLI.md). The file is
/// replaced atomically, off the UI thread.
class UiMapWriter : public QObject {
  Q_OBJECT

 public:
  UiMapWriter(MainWindow& window, std::string path);

 private:
  struct Page {
    Json body;
    PortraitPtr portrait;
  };
  bool eventFilter(QObject* watched, QEvent* event) override;
  void write();
  Page page() const;

  MainWindow& window_;
  QTimer turn_;
  bool saidSettled_ = true;
  LatestWorker<Page, bool> worker_;  // last
};

}  // namespace separatrix
