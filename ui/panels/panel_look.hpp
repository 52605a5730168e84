#pragma once

#include <QDockWidget>
#include <QPalette>
#include <QString>

namespace separatrix {

/// The style sheet of the window: quiet headings, flat panels, everything in colors of the palette,
/// so that light and dark desktops both work.
QString windowStyleSheet(const QPalette& palette);

/// A dock with our heading in place of the toolkit's title bar.
QDockWidget* makeDock(const QString& title, const char* objectName, QWidget* content, QWidget* parent);

/// The heading of a panel: small, quiet, with room for buttons on its right.
QWidget* makeHeading(const QString& title, QWidget* parent);

}  // namespace separatrix
