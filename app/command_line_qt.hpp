#pragma once

#include <QApplication>
#include <QHashFunctions>
#include <clocale>
#include <cstdio>
#include <utility>

namespace separatrix {

/// Before an application is made: hash tables without a random seed, so that a PDF written twice
/// has its fonts in one order.
inline void makeQtReproducible() { QHashSeed::setDeterministicGlobalSeed(); }

/// After an application is made, always: Qt reads the user's locale into the C library, and decimal
/// commas would come back.
inline void keepDecimalPoints() { std::setlocale(LC_NUMERIC, "C"); }

/// Qt's remarks about the desktop it does not find here are no news to a person who asked for a file.
inline void sayOnlyWhatMatters(QtMsgType type, const QMessageLogContext&, const QString& text) {
  if (type == QtCriticalMsg || type == QtFatalMsg) std::fputs((text.toStdString() + "\n").c_str(), stderr);
}

/// Runs `work` with a Qt application that needs no display, unless the environment names a platform.
template <class Work>
auto withOffscreenQt(Work&& work) {
  qputenv("QT_QPA_PLATFORM",
          qEnvironmentVariableIsSet("QT_QPA_PLATFORM") ? qgetenv("QT_QPA_PLATFORM") : QByteArray("offscreen"));
  static int count = 1;
  static char programName[] = "separatrix";
  static char* arguments[] = {programName, nullptr};
  qInstallMessageHandler(sayOnlyWhatMatters);
  makeQtReproducible();
  QApplication application(count, arguments);
  keepDecimalPoints();
  return std::forward<Work>(work)();
}

}  // namespace separatrix
