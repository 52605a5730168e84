#include "ui/views/rich_name.hpp"

#include "core/figure/math_text.hpp"

namespace separatrix {

QString richName(const std::string& name, const std::string& label) {
  QString html;
  for (const TextRun& run : mathRuns(symbolFor(name, label))) {
    QString piece = QString::fromStdString(run.text).toHtmlEscaped();
    if (run.italic) piece = QStringLiteral("<i>%1</i>").arg(piece);
    if (run.script < 0) piece = QStringLiteral("<sub>%1</sub>").arg(piece);
    if (run.script > 0) piece = QStringLiteral("<sup>%1</sup>").arg(piece);
    html += piece;
  }
  return html;
}

QString plainName(const std::string& name, const std::string& label) {
  return QString::fromStdString(plainText(mathRuns(symbolFor(name, label))));
}

}  // namespace separatrix
