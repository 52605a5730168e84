#include "ui/canvas/pdf_bytes.hpp"

#include <QDateTime>
#include <QTimeZone>
#include <cmath>
#include <cstring>

#include "core/base/contract.hpp"
#include "core/base/number.hpp"

namespace separatrix {
namespace {

QDateTime sourceDate() {
  const QByteArray text = qgetenv("SOURCE_DATE_EPOCH");
  const std::optional<double> seconds = parseNumber(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
  const bool usable = seconds && *seconds >= 0 && *seconds < 2.5e11;
  return QDateTime::fromSecsSinceEpoch(usable ? static_cast<qint64>(*seconds) : 0, QTimeZone::utc());
}

// Replaces what stands between the first `opening` and the next `closing` by `text`, padded with blanks.
void replaceBetween(QByteArray& pdf, const QByteArray& opening, char closing, const QByteArray& text) {
  const qsizetype start = pdf.indexOf(opening);
  SEPARATRIX_EXPECTS(start >= 0);
  const qsizetype from = start + opening.size(), room = pdf.indexOf(closing, from) - from;
  SEPARATRIX_EXPECTS(room >= text.size());
  const QByteArray padded = text.leftJustified(room, ' ');
  std::memcpy(pdf.data() + from, padded.constData(), static_cast<std::size_t>(room));
}

QByteArray fourDecimals(double points) { return QByteArray::fromStdString(formatNumber(std::round(points * 1e4) / 1e4)); }

}  // namespace

QByteArray withFixedDate(QByteArray pdf) {
  const QByteArray date = "D:" + sourceDate().toString(QStringLiteral("yyyyMMddHHmmss")).toLatin1() + "Z";
  replaceBetween(pdf, "/CreationDate (", ')', date);
  return pdf;
}

// Qt measures y from a page height rounded to whole points: the top of our page is there, and its
// bottom a fraction of a point above or below 0.
QByteArray withExactPage(QByteArray pdf, double width, double height) {
  const double top = std::round(height);
  replaceBetween(pdf, "/MediaBox [", ']', "0 " + fourDecimals(top - height) + " " + fourDecimals(width) + " " + fourDecimals(top));
  return pdf;
}

}  // namespace separatrix
