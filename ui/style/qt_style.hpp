#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include "core/figure/style.hpp"

namespace separatrix {

QColor color(Ink ink);

/// dark when the window's background is darker than its text, else light. Print is never a screen's choice.
StyleName styleFor(const QPalette& palette);

/// The letters of exported figures: the first installed of Latin Modern Roman, STIX, DejaVu Serif;
/// else the application's font. Needs a QGuiApplication.
QFont figureFont();

}  // namespace separatrix
