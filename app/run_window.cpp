#include <QApplication>
#include <QMainWindow>

#include "app/window_options.hpp"

namespace separatrix {

int runWindow(QApplication&, const WindowOptions&) {
  QMainWindow window;
  window.show();
  return QApplication::exec();
}

}  // namespace separatrix
