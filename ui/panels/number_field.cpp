#include "ui/panels/number_field.hpp"

#include <QKeyEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "core/base/number.hpp"
#include "ui/session/session_state.hpp"

namespace separatrix {

std::optional<double> numberTyped(const QString& text) {
  QString plain = text.trimmed();
  plain.replace(QChar(0x2212), QLatin1Char('-'));
  if (plain.count(QLatin1Char(',')) == 1 && !plain.contains(QLatin1Char('.')))
    plain.replace(QLatin1Char(','), QLatin1Char('.'));
  return parseNumber(plain.toStdString());
}

NumberField::NumberField(QWidget* parent) : QLineEdit(parent) {
  setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  setMaxLength(40);
  connect(this, &QLineEdit::textEdited, this, [this] { markInvalid(!numberTyped(text())); });
  show(0);
}

QSize NumberField::sizeHint() const {
  return {fontMetrics().horizontalAdvance(QStringLiteral("-0.0000000")) + 12, QLineEdit::sizeHint().height()};
}

QSize NumberField::minimumSizeHint() const { return {sizeHint().width() - 16, QLineEdit::minimumSizeHint().height()}; }

void NumberField::setNumber(double value) {
  const bool typing = hasFocus() && isModified();
  number_ = value;
  if (!typing) show(value);
}

void NumberField::show(double value) {
  const QString shown = QString::fromStdString(formatNumber(value, digits_));
  if (text() != shown) setText(shown);
  setModified(false);
  markInvalid(false);
  if (!hasFocus()) setCursorPosition(0);
}

void NumberField::markInvalid(bool invalid) {
  if (property("invalid").toBool() == invalid) return;
  setProperty("invalid", invalid);
  QPalette shades = invalid ? palette() : QPalette();
  if (invalid) shades.setColor(QPalette::Text, QColor(0xC0, 0x20, 0x20));
  setPalette(shades);
  setToolTip(invalid ? tr("Not a number") : QString());
}

void NumberField::commit() {
  if (!isModified()) return;
  const std::optional<double> typed = numberTyped(text());
  if (!typed) {
    show(number_);
    return;
  }
  const double before = number_;
  number_ = *typed;
  show(number_);
  if (number_ != before) emit edited(number_);
}

void NumberField::stepBy(double steps, Qt::KeyboardModifiers modifiers) {
  commit();
  double step = step_;
  if (modifiers & Qt::ControlModifier) step *= 10;
  if (modifiers & Qt::ShiftModifier) step /= 10;
  const double next = snapToGrid(number_ + steps * step, std::min(step, step_));
  if (!std::isfinite(next) || next == number_) return;
  number_ = next;
  show(next);
  emit stepped(next);
}

// Undo and redo belong to the window unless something half typed stands here.
bool NumberField::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && !isModified()) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->modifiers() & Qt::ControlModifier && (key->key() == Qt::Key_Z || key->key() == Qt::Key_Y)) {
      event->ignore();
      return true;
    }
  }
  return QLineEdit::event(event);
}

void NumberField::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Up: return stepBy(1, event->modifiers());
    case Qt::Key_Down: return stepBy(-1, event->modifiers());
    case Qt::Key_PageUp: return stepBy(10, event->modifiers());
    case Qt::Key_PageDown: return stepBy(-10, event->modifiers());
    case Qt::Key_Return:
    case Qt::Key_Enter:
      commit();
      selectAll();
      return;
    case Qt::Key_Escape:
      show(number_);
      selectAll();
      return;
    default: QLineEdit::keyPressEvent(event);
  }
}

void NumberField::keyReleaseEvent(QKeyEvent* event) {
  const int key = event->key();
  const bool stepping = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown;
  if (stepping && !event->isAutoRepeat()) emit steppingEnded();
  QLineEdit::keyReleaseEvent(event);
}

void NumberField::wheelEvent(QWheelEvent* event) {
  if (!hasFocus()) {
    event->ignore();  // scrolling the panel must not change the model
    return;
  }
  stepBy(event->angleDelta().y() / 120.0, event->modifiers());
  event->accept();
}

void NumberField::focusInEvent(QFocusEvent* event) {
  QLineEdit::focusInEvent(event);
  QMetaObject::invokeMethod(this, &QLineEdit::selectAll, Qt::QueuedConnection);
}

void NumberField::focusOutEvent(QFocusEvent* event) {
  commit();
  emit steppingEnded();
  QLineEdit::focusOutEvent(event);
}

}  // namespace separatrix
