#pragma once

#include <QByteArray>

namespace separatrix {

// Corrections of a document QPdfWriter wrote, byte for byte of equal length, so that its table of
// offsets stays true.

/// The creation date becomes SOURCE_DATE_EPOCH (else 1970-01-01): equal figures give equal files.
QByteArray withFixedDate(QByteArray pdf);

/// The page becomes `width` by `height` points instead of the nearest whole numbers of them.
QByteArray withExactPage(QByteArray pdf, double width, double height);

}  // namespace separatrix
