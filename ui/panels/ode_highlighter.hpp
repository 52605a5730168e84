#pragma once

#include <QSyntaxHighlighter>

namespace separatrix {

/// Quiet colors for an .ode text: comments gray, our comment lines and keywords set apart.
class OdeHighlighter : public QSyntaxHighlighter {
  Q_OBJECT

 public:
  explicit OdeHighlighter(QTextDocument* document);

 protected:
  void highlightBlock(const QString& text) override;
};

}  // namespace separatrix
