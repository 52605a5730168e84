#pragma once

#include <QByteArray>

namespace separatrix {

/// The document with its creation date replaced by SOURCE_DATE_EPOCH (else 1970-01-01), byte for
/// byte of equal length, so that the table of offsets stays true and equal figures give equal files.
QByteArray withFixedDate(QByteArray pdf);

}  // namespace separatrix
