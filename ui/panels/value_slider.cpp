#include "ui/panels/value_slider.hpp"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/session/session_state.hpp"

namespace separatrix {

ValueSlider::ValueSlider(QWidget* parent) : QSlider(Qt::Horizontal, parent) {
  setFocusPolicy(Qt::StrongFocus);
  setRange(0, 1000);
  setMinimumWidth(60);
}

QSize ValueSlider::sizeHint() const { return {120, 24}; }

void ValueSlider::setInterval(const Interval& interval) {
  interval_ = interval;
  step_ = gridStep(interval);
  showNumber();
}

void ValueSlider::setNumber(double value) {
  if (value == number_) return;
  number_ = value;
  showNumber();
}

void ValueSlider::showNumber() {
  const double fraction = interval_.width() > 0 ? (number_ - interval_.lo) / interval_.width() : 0;
  const QSignalBlocker quiet(this);
  setValue(static_cast<int>(std::lround(1000 * std::clamp(fraction, 0.0, 1.0))));  // for assistive technology
  update();
}

int ValueSlider::pixelOf(double value) const {
  const double fraction = interval_.width() > 0 ? (value - interval_.lo) / interval_.width() : 0;
  return static_cast<int>(std::lround(margin() + std::clamp(fraction, 0.0, 1.0) * (width() - 2 * margin())));
}

double ValueSlider::valueAt(double pixel) const {
  const double fraction = std::clamp((pixel - margin()) / (width() - 2 * margin()), 0.0, 1.0);
  return interval_.lo + fraction * interval_.width();
}

void ValueSlider::moveTo(double value) {
  const double next = std::clamp(snapToGrid(value, step_), interval_.lo, interval_.hi);
  if (!std::isfinite(next) || next == number_) return;
  setNumber(next);
  emit moved(next);
}

void ValueSlider::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QSlider::mousePressEvent(event);
  setSliderDown(true);
  if (std::abs(event->position().x() - pixelOf(number_)) > margin()) moveTo(valueAt(event->position().x()));
  update();
}

void ValueSlider::mouseMoveEvent(QMouseEvent* event) {
  if (isSliderDown()) moveTo(valueAt(event->position().x()));
}

void ValueSlider::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !isSliderDown()) return;
  setSliderDown(false);
  update();
  emit released();
}

void ValueSlider::keyPressEvent(QKeyEvent* event) {
  double step = std::max(step_, gridStep({0, interval_.width() * 10}));
  if (event->modifiers() & Qt::ShiftModifier) step = step_;
  if (event->modifiers() & Qt::ControlModifier) step *= 10;
  switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Up: return moveTo(number_ + step);
    case Qt::Key_Left:
    case Qt::Key_Down: return moveTo(number_ - step);
    case Qt::Key_PageUp: return moveTo(number_ + 10 * step);
    case Qt::Key_PageDown: return moveTo(number_ - 10 * step);
    case Qt::Key_Home: return moveTo(interval_.lo);
    case Qt::Key_End: return moveTo(interval_.hi);
    default: event->ignore();
  }
}

void ValueSlider::keyReleaseEvent(QKeyEvent* event) {
  if (!event->isAutoRepeat()) emit released();
  event->ignore();
}

void ValueSlider::wheelEvent(QWheelEvent* event) {
  if (!hasFocus()) {
    event->ignore();
    return;
  }
  moveTo(number_ + event->angleDelta().y() / 120.0 * gridStep({0, interval_.width() * 10}));
  event->accept();
}

void ValueSlider::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QPalette& shades = palette();
  const double y = height() / 2.0, x = pixelOf(number_);
  const QColor accent = isEnabled() ? shades.color(QPalette::Highlight) : shades.color(QPalette::Mid);
  QColor groove = shades.color(QPalette::WindowText);
  groove.setAlphaF(0.18F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(groove);
  painter.drawRoundedRect(QRectF(margin() - 2, y - 2, width() - 2 * margin() + 4, 4), 2, 2);
  painter.setBrush(accent);
  painter.drawRoundedRect(QRectF(margin() - 2, y - 2, x - margin() + 2, 4), 2, 2);
  if (hasFocus()) {
    QColor halo = accent;
    halo.setAlphaF(0.25F);
    painter.setBrush(halo);
    painter.drawEllipse(QPointF(x, y), 10, 10);
  }
  painter.setBrush(isSliderDown() ? accent : shades.color(QPalette::Base));
  painter.setPen(QPen(accent, 1.6));
  painter.drawEllipse(QPointF(x, y), 6, 6);
}

}  // namespace separatrix
