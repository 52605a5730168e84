#include "ui/canvas/pdf_bytes.hpp"

#include <QDateTime>
#include <QTimeZone>
#include <cstring>

#include "core/base/number.hpp"

namespace separatrix {
namespace {

QDateTime sourceDate() {
  const QByteArray text = qgetenv("SOURCE_DATE_EPOCH");
  const std::optional<double> seconds = parseNumber(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
  const bool usable = seconds && *seconds >= 0 && *seconds < 2.5e11;
  return QDateTime::fromSecsSinceEpoch(usable ? static_cast<qint64>(*seconds) : 0, QTimeZone::utc());
}

}  // namespace

QByteArray withFixedDate(QByteArray pdf) {
  const QByteArray key = "/CreationDate (";
  const qsizetype start = pdf.indexOf(key);
  if (start < 0) return pdf;
  const qsizetype from = start + key.size(), end = pdf.indexOf(')', from);
  if (end < 0) return pdf;
  QByteArray date = "D:" + sourceDate().toString(QStringLiteral("yyyyMMddHHmmss")).toLatin1() + "Z";
  date = date.leftJustified(end - from, ' ', true);
  std::memcpy(pdf.data() + from, date.constData(), static_cast<std::size_t>(end - from));
  return pdf;
}

}  // namespace separatrix
