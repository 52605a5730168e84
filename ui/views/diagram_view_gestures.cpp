#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/session/session_state.hpp"
#include "ui/views/diagram_view.hpp"
#include "ui/views/diagram_words.hpp"

namespace separatrix {
namespace {

constexpr double kClickSlop = 4, kGrip = 6;  // pixels

}  // namespace

bool DiagramView::onCursor(QPointF pixel) const { return std::fabs(pixelAt(first_, second_).x() - pixel.x()) <= kGrip; }

void DiagramView::mousePressEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (event->button() != Qt::LeftButton || !diagram_ || !plotRect().adjusted(-kGrip, -kGrip, kGrip, kGrip).contains(at)) return;
  pressedAt_ = at;
  hand_ = Hand::pressed;
  if (!onCursor(at) && !pointAt(at)) {  // empty: the cursor comes
    hand_ = Hand::cursor;
    moveCursorTo(at);
  }
}

void DiagramView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (hand_ == Hand::idle) {
    const bool inside = diagram_ && plotRect().contains(at);
    setCursor(!inside ? Qt::ArrowCursor : pointAt(at) ? Qt::PointingHandCursor : onCursor(at) ? Qt::SizeHorCursor : Qt::ArrowCursor);
    return;
  }
  if (hand_ == Hand::pressed && std::hypot(at.x() - pressedAt_.x(), at.y() - pressedAt_.y()) >= kClickSlop) hand_ = Hand::cursor;
  if (hand_ == Hand::cursor) moveCursorTo(at);
}

void DiagramView::mouseReleaseEvent(QMouseEvent* event) {
  const Hand hand = std::exchange(hand_, Hand::idle);
  update();
  if (hand == Hand::cursor) emit cursorReleased();
  if (hand != Hand::pressed) return;
  if (const auto point = pointAt(event->position())) emit pointChosen(*point);
}

void DiagramView::moveCursorTo(QPointF pixel) {
  const auto [x, y] = axes();
  const QPointF to = dataAt(pixel);
  const double first = std::clamp(snapToGrid(to.x(), gridStep(x)), x.lo, x.hi);
  std::optional<double> second;
  if (showsCurves()) second = std::clamp(snapToGrid(to.y(), gridStep(y)), y.lo, y.hi);
  if (first == first_ && second.value_or(second_) == second_) return;
  first_ = first;
  second_ = second.value_or(second_);
  update();
  emit cursorMoved(first_, second);
}

void DiagramView::moveCursorBy(double dx, double dy) {
  const auto [x, y] = axes();
  moveCursorTo(pixelAt(std::clamp(first_ + dx * x.width(), x.lo, x.hi), second_ + dy * y.width()));
}

// The wheel turns the value axis larger and smaller; Home brings everything back.
void DiagramView::wheelEvent(QWheelEvent* event) {
  event->accept();
  if (!diagram_) return;
  const auto [x, y] = axes();
  const double factor = std::pow(1.2, -event->angleDelta().y() / 120.0), c = dataAt(event->position()).y();
  const Interval next(c - (c - y.lo) * factor, c + (y.hi - c) * factor);
  if (next.isBounded() && next.width() > 1e-11 * std::max(next.magnitude(), 1e-290)) setAxes(x, next);
}

void DiagramView::keyPressEvent(QKeyEvent* event) {
  const double step = event->modifiers() & Qt::ControlModifier ? 0.1 : event->modifiers() & Qt::ShiftModifier ? 0.001 : 0.01;
  switch (event->key()) {
    case Qt::Key_Left: return moveCursorBy(-step, 0);
    case Qt::Key_Right: return moveCursorBy(step, 0);
    case Qt::Key_Up: if (showsCurves()) return moveCursorBy(0, step); break;
    case Qt::Key_Down: if (showsCurves()) return moveCursorBy(0, -step); break;
    case Qt::Key_Home: return fit();
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (special_ >= 0 && diagram_) emit pointChosen(chosen(diagram_->specialPoints[static_cast<std::size_t>(special_)]));
      return;
    default: break;
  }
  FigureCanvas::keyPressEvent(event);
}

void DiagramView::keyReleaseEvent(QKeyEvent* event) {
  const bool moves = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right || event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
  if (moves && !event->isAutoRepeat()) emit cursorReleased();
  FigureCanvas::keyReleaseEvent(event);
}

// Tab walks the special points, then goes on to the next control.
bool DiagramView::focusNextPrevChild(bool next) {
  const int count = diagram_ && !showsCurves() ? static_cast<int>(diagram_->specialPoints.size()) : 0;
  const int to = special_ < 0 && !next ? -1 : special_ + (next ? 1 : -1);
  if (to < 0 || to >= count) {
    special_ = -1;
    setHighlighted(std::nullopt);
    return FigureCanvas::focusNextPrevChild(next);
  }
  special_ = to;
  const SpecialPoint& special = diagram_->specialPoints[static_cast<std::size_t>(to)];
  setHighlighted(special.id);
  const QPointF at = pixelAt(special.parameter, heightOf(special).value_or(axes().second.middle()));
  QToolTip::showText(mapToGlobal(at.toPoint()), tipOf(*diagram_, special), this);
  emit specialChosen(QString::fromStdString(special.id));
  return true;
}

void DiagramView::focusInEvent(QFocusEvent* event) {
  update();
  FigureCanvas::focusInEvent(event);
}

void DiagramView::focusOutEvent(QFocusEvent* event) {
  update();
  FigureCanvas::focusOutEvent(event);
}

}  // namespace separatrix
