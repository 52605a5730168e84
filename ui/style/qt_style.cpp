#include "ui/style/qt_style.hpp"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QStringList>

namespace separatrix {

QColor color(Ink ink) { return QColor(ink.red, ink.green, ink.blue); }

StyleName styleFor(const QPalette& palette) {
  const bool dark = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
  return dark ? StyleName::dark : StyleName::light;
}

QFont figureFont() {
  const QStringList installed = QFontDatabase::families();
  for (const char* family : {"Latin Modern Roman", "STIX", "STIX Two Text", "DejaVu Serif", "DejaVu Sans"})
    if (installed.contains(QLatin1String(family))) return QFont(QLatin1String(family));
  return QGuiApplication::font();
}

}  // namespace separatrix
