#include "ui/panels/ode_highlighter.hpp"

#include <QApplication>
#include <QPalette>
#include <QRegularExpression>

namespace separatrix {

OdeHighlighter::OdeHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) {}

void OdeHighlighter::highlightBlock(const QString& text) {
  const QPalette shades = QApplication::palette();
  const bool dark = shades.color(QPalette::Base).lightness() < 128;
  const QColor keyword = dark ? QColor(0x6C, 0xB6, 0xFF) : QColor(0x0B, 0x57, 0xA4);
  const QColor ours = dark ? QColor(0x8F, 0xD1, 0x9E) : QColor(0x1B, 0x6E, 0x3C);
  const QString trimmed = text.trimmed();
  if (trimmed.startsWith(QLatin1String("#:"))) return setFormat(0, static_cast<int>(text.size()), ours);
  if (trimmed.startsWith(QLatin1Char('#')) || trimmed.startsWith(QLatin1Char('"')))
    return setFormat(0, static_cast<int>(text.size()), shades.color(QPalette::PlaceholderText));
  static const QRegularExpression word(
      QStringLiteral("^\\s*((?:param|par|p|init|number|num|aux|set|global|done|bdry|wiener|markov|table|options)\\b|@)"),
      QRegularExpression::CaseInsensitiveOption);
  if (const auto match = word.match(text); match.hasMatch())
    setFormat(static_cast<int>(match.capturedStart(1)), static_cast<int>(match.capturedLength(1)), keyword);
  static const QRegularExpression derivative(QStringLiteral("^\\s*(d?[A-Za-z_][A-Za-z_0-9]*\\s*(?:'|/dt))\\s*="));
  if (const auto match = derivative.match(text); match.hasMatch()) {
    QTextCharFormat bold;
    bold.setFontWeight(QFont::Bold);
    setFormat(static_cast<int>(match.capturedStart(1)), static_cast<int>(match.capturedLength(1)), bold);
  }
}

}  // namespace separatrix
