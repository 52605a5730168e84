#include "ui/panels/editor_panel.hpp"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/ode_highlighter.hpp"

namespace separatrix {
namespace {

constexpr int kCheckAfterMilliseconds = 250;
const QColor kError(0xC4, 0x1E, 0x1E), kWarning(0xB8, 0x7A, 0x00);

QTextCursor cursorAt(QTextDocument* document, const Diagnostic& place) {
  const QTextBlock block = document->findBlockByNumber(std::max(0, place.line - 1));
  QTextCursor cursor(block.isValid() ? block : document->lastBlock());
  const int column = std::clamp(place.column - 1, 0, std::max(0, cursor.block().length() - 1));
  cursor.setPosition(cursor.block().position() + column);
  const int end = std::min(cursor.position() + std::max(1, place.length), cursor.block().position() + cursor.block().length() - 1);
  cursor.setPosition(std::max(end, cursor.position()), QTextCursor::KeepAnchor);
  if (!cursor.hasSelection()) cursor.select(QTextCursor::WordUnderCursor);
  return cursor;
}

}  // namespace

EditorPanel::EditorPanel(QWidget* parent)
    : QWidget(parent), edit_(new QPlainTextEdit(this)), list_(new QListWidget(this)), verdict_(new QLabel(this)),
      apply_(new QPushButton(tr("Apply"), this)), fix_(new QPushButton(tr("Mend"), this)), pause_(new QTimer(this)) {
  edit_->setObjectName(QStringLiteral("editor.text"));
  edit_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  edit_->setLineWrapMode(QPlainTextEdit::NoWrap);
  edit_->setTabChangesFocus(true);
  edit_->setAccessibleName(tr("Model text"));
  new OdeHighlighter(edit_->document());
  list_->setObjectName(QStringLiteral("editor.errors"));
  list_->setMaximumHeight(96);
  list_->setWordWrap(true);
  list_->hide();
  apply_->setObjectName(QStringLiteral("editor.apply"));
  apply_->setToolTip(tr("Apply the text now (Ctrl+Return)"));
  fix_->setObjectName(QStringLiteral("editor.mend"));
  fix_->hide();

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 4, 6, 6);
  column->setSpacing(4);
  auto* row = new QHBoxLayout;
  row->addWidget(verdict_, 1);
  row->addWidget(fix_);
  row->addWidget(apply_);
  column->addWidget(edit_, 1);
  column->addWidget(list_);
  column->addLayout(row);

  pause_->setSingleShot(true);
  pause_->setInterval(kCheckAfterMilliseconds);
  connect(edit_, &QPlainTextEdit::textChanged, pause_, qOverload<>(&QTimer::start));
  connect(pause_, &QTimer::timeout, this, [this] { emit checkWanted(text()); });
  connect(apply_, &QPushButton::clicked, this, [this] {
    pause_->stop();
    emit applyWanted(text());
  });
  connect(list_, &QListWidget::currentRowChanged, this, &EditorPanel::goTo);
  connect(fix_, &QPushButton::clicked, this, [this] { mend(std::max(0, list_->currentRow())); });
  setDiagnostics({});
}

void EditorPanel::setText(const std::string& text) {
  if (text == this->text()) return;
  const QSignalBlocker quiet(edit_);
  edit_->setPlainText(QString::fromStdString(text));
  setDiagnostics({});
}

std::string EditorPanel::text() const { return edit_->toPlainText().toStdString(); }
void EditorPanel::focusText() { edit_->setFocus(); }

void EditorPanel::setDiagnostics(const std::vector<Diagnostic>& diagnostics) {
  diagnostics_ = diagnostics;
  const QSignalBlocker quiet(list_);
  list_->clear();
  int errors = 0;
  for (const Diagnostic& d : diagnostics_) {
    const bool isError = d.severity == Diagnostic::Severity::error;
    errors += isError ? 1 : 0;
    const QString words = QString::fromStdString(d.sentence + (d.suggestion.empty() ? "" : " " + d.suggestion));
    auto* item = new QListWidgetItem(tr("line %1, column %2: %3 [%4]").arg(d.line).arg(d.column).arg(words, QString::fromStdString(d.code)), list_);
    item->setForeground(isError ? kError : kWarning);
    if (list_->count() >= 200) break;  // more help nobody
  }
  list_->setVisible(!diagnostics_.empty());
  fix_->setVisible(std::ranges::any_of(diagnostics_, [](const Diagnostic& d) { return !d.replacement.empty(); }));
  verdict_->setText(errors == 0 ? tr("✓ valid") : errors == 1 ? tr("1 error; the last valid model keeps running") : tr("%1 errors; the last valid model keeps running").arg(errors));
  QPalette shades = palette();
  if (errors > 0) shades.setColor(QPalette::WindowText, kError);
  verdict_->setPalette(shades);
  markPlaces();
}

void EditorPanel::markPlaces() {
  QList<QTextEdit::ExtraSelection> marks;
  for (const Diagnostic& d : diagnostics_) {
    QTextEdit::ExtraSelection mark;
    mark.cursor = cursorAt(edit_->document(), d);
    mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    mark.format.setUnderlineColor(d.severity == Diagnostic::Severity::error ? kError : kWarning);
    marks.push_back(mark);
    if (marks.size() >= 200) break;
  }
  edit_->setExtraSelections(marks);
}

void EditorPanel::goTo(int row) {
  if (row < 0 || row >= static_cast<int>(diagnostics_.size())) return;
  QTextCursor cursor = cursorAt(edit_->document(), diagnostics_[static_cast<std::size_t>(row)]);
  edit_->setTextCursor(cursor);
  edit_->centerCursor();
  edit_->setFocus();
}

void EditorPanel::mend(int row) {
  for (int k = 0; k < static_cast<int>(diagnostics_.size()); ++k) {
    const int at = (row + k) % static_cast<int>(diagnostics_.size());
    const Diagnostic& d = diagnostics_[static_cast<std::size_t>(at)];
    if (d.replacement.empty()) continue;
    cursorAt(edit_->document(), d).insertText(QString::fromStdString(d.replacement));
    return;
  }
}

}  // namespace separatrix
