#include "ui/views/plane_view.hpp"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>
#include <utility>

namespace separatrix {
namespace {

constexpr double kClickSlop = 4;    // pixels a click may move
constexpr double kHitTolerance = 8, kCurveTolerance = 2.5;

double distance(QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

// A window still wide enough for doubles to tell its ticks apart, and not absurdly wide.
bool isUsable(const Interval& range) {
  const double scale = std::max(range.magnitude(), 1e-290);
  return range.isBounded() && range.width() > 1e-11 * scale && range.magnitude() < 1e15;
}

}  // namespace

PlaneView::PlaneView(QWidget* parent) : FigureCanvas(parent) {
  setObjectName(QStringLiteral("plot.plane"));
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_Hover);
}

void PlaneView::setStarts(std::vector<QPointF> starts) { starts_ = std::move(starts); }

void PlaneView::setTips(std::map<std::string, QString> tips) { tips_ = std::move(tips); }

bool PlaneView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return FigureCanvas::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto id = hitAt(help->pos(), kHitTolerance);
  const auto tip = id ? tips_.find(*id) : tips_.end();
  QToolTip::showText(help->globalPos(), tip == tips_.end() ? QString() : tip->second, this);
  return true;
}

void PlaneView::setStale(const QString& why) {
  if (stale_ == why) return;
  stale_ = why;
  update();
}

std::optional<int> PlaneView::handleAt(QPointF pixel) const {
  if (!layerVisible(Layer::orbits)) return std::nullopt;
  std::optional<int> nearest;
  double best = kHitTolerance;
  for (std::size_t k = 0; k < starts_.size(); ++k) {
    const double away = distance(pixelAt(starts_[k].x(), starts_[k].y()), pixel);
    if (away > best) continue;
    best = away;
    nearest = static_cast<int>(k);
  }
  return nearest;
}

// What a click selects: a marker nearby, or an orbit or cycle under the very tip. Nullclines, manifolds and
// the field fill the plane; orbits must be able to start on them.
std::optional<std::string> PlaneView::thingAt(QPointF pixel) const {
  if (figure() && layerVisible(Layer::equilibria))
    for (const FigureMarker& marker : figure()->markers)
      if (marker.layer == Layer::equilibria && distance(pixelAt(marker.x, marker.y), pixel) <= kHitTolerance) return marker.id;
  if (const auto id = hitAt(pixel, kCurveTolerance); id && !id->empty() && (id->front() == 'o' || id->front() == 'c')) return id;
  return std::nullopt;
}

void PlaneView::mousePressEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  pressedAt_ = at;
  axesAtPress_ = axes();
  keyboardCursor_ = false;
  if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && spaceHeld_)) {
    hand_ = Hand::pan;
    setCursor(Qt::ClosedHandCursor);
    return;
  }
  if (event->button() == Qt::RightButton) {
    emit menuWanted(event->globalPosition().toPoint(), dataAt(at), QString::fromStdString(thingAt(at).value_or("")));
    return;
  }
  if (event->button() != Qt::LeftButton || !plotRect().contains(at)) return;
  if (const auto handle = handleAt(at)) {
    hand_ = Hand::handle;
    dragged_ = *handle;
    emit objectClicked(QStringLiteral("o%1").arg(*handle + 1));
    return;
  }
  hand_ = Hand::pressed;
  bothWays_ = event->modifiers() & Qt::ShiftModifier;
}

void PlaneView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  keyboardCursor_ = false;
  hover(at);
  switch (hand_) {
    case Hand::idle: {
      const bool inside = plotRect().contains(at);
      setCursor(spaceHeld_ ? Qt::OpenHandCursor : !inside ? Qt::ArrowCursor : handleAt(at) ? Qt::SizeAllCursor : Qt::CrossCursor);
      break;
    }
    case Hand::pressed:
      if (distance(at, pressedAt_) < kClickSlop) break;
      hand_ = Hand::live;
      emit liveBegan(dataAt(at));
      break;
    case Hand::live: emit liveMoved(dataAt(at)); break;
    case Hand::handle:
      if (distance(at, pressedAt_) >= 1)
        emit startDragged(dragged_, dataAt(at), event->modifiers() & Qt::ShiftModifier);
      break;
    case Hand::pan: panTo(at); break;
  }
}

void PlaneView::mouseReleaseEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  switch (std::exchange(hand_, Hand::idle)) {
    case Hand::idle: return;
    case Hand::pressed:
      if (const auto id = thingAt(at)) emit objectClicked(QString::fromStdString(*id));
      else emit startWanted(dataAt(at), bothWays_);
      break;
    case Hand::live:
    case Hand::handle:
    case Hand::pan: emit gestureEnded(); break;
  }
  setCursor(spaceHeld_ ? Qt::OpenHandCursor : Qt::CrossCursor);
}

// The first click already did what a click does.
void PlaneView::mouseDoubleClickEvent(QMouseEvent* event) { event->accept(); }

void PlaneView::panTo(QPointF pixel) {
  const QRectF box = plotRect();
  const auto& [x, y] = axesAtPress_;
  const double dx = (pressedAt_.x() - pixel.x()) / box.width() * x.width();
  const double dy = (pixel.y() - pressedAt_.y()) / box.height() * y.width();
  const Interval nextX(x.lo + dx, x.hi + dx), nextY(y.lo + dy, y.hi + dy);
  if (isUsable(nextX) && isUsable(nextY)) emit windowWanted(nextX, nextY, QStringLiteral("pan"));
}

void PlaneView::zoom(QPointF about, double factor, bool alongX, bool alongY) {
  const QPointF center = dataAt(about);
  Interval x = axes().first, y = axes().second;
  const auto scaled = [factor](const Interval& range, double c) {
    return Interval(c - (c - range.lo) * factor, c + (range.hi - c) * factor);
  };
  if (alongX) x = scaled(x, center.x());
  if (alongY) y = scaled(y, center.y());
  if (isUsable(x) && isUsable(y)) emit windowWanted(x, y, QStringLiteral("zoom"));
}

void PlaneView::wheelEvent(QWheelEvent* event) {
  const QRectF box = plotRect();
  const QPointF at = event->position();
  const double notches = (event->angleDelta().y() + event->angleDelta().x()) / 120.0;
  const bool belowX = at.y() > box.bottom(), besideY = at.x() < box.left();
  const bool onlyX = belowX || event->modifiers() & Qt::ControlModifier;
  const bool onlyY = (besideY && !belowX) || event->modifiers() & Qt::ShiftModifier;
  zoom(at, std::pow(1.2, -notches), !onlyY || onlyX, !onlyX);
  event->accept();
}

void PlaneView::zoomAbout(double factor) {
  zoom(cursor_ ? pixelAt(cursor_->x(), cursor_->y()) : plotRect().center(), factor, true, true);
}

void PlaneView::resizeEvent(QResizeEvent* event) {
  FigureCanvas::resizeEvent(event);
  emit boxResized();
}

void PlaneView::hover(QPointF pixel) {
  cursor_ = plotRect().contains(pixel) ? std::optional(dataAt(pixel)) : std::nullopt;
  update();
  emit hovered();
}

void PlaneView::leaveEvent(QEvent* event) {
  cursor_.reset();
  update();
  emit hovered();
  FigureCanvas::leaveEvent(event);
}

void PlaneView::moveCursor(double dx, double dy) {
  const auto [x, y] = axes();
  if (!cursor_) cursor_ = QPointF(x.middle(), y.middle());
  cursor_->rx() = std::clamp(cursor_->x() + dx * x.width(), x.lo, x.hi);
  cursor_->ry() = std::clamp(cursor_->y() + dy * y.width(), y.lo, y.hi);
  keyboardCursor_ = true;
  update();
  emit hovered();
}

void PlaneView::cancel() {
  if (hand_ == Hand::idle) return;
  hand_ = Hand::idle;
  emit gestureCancelled();
}

void PlaneView::keyPressEvent(QKeyEvent* event) {
  const double step = event->modifiers() & Qt::ControlModifier ? 0.1 : event->modifiers() & Qt::ShiftModifier ? 0.001 : 0.01;
  switch (event->key()) {
    case Qt::Key_Left: return moveCursor(-step, 0);
    case Qt::Key_Right: return moveCursor(step, 0);
    case Qt::Key_Up: return moveCursor(0, step);
    case Qt::Key_Down: return moveCursor(0, -step);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (!cursor_) moveCursor(0, 0);
      emit startWanted(*cursor_, event->modifiers() & Qt::ShiftModifier);
      return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoomAbout(1 / 1.2);
    case Qt::Key_Minus: return zoomAbout(1.2);
    case Qt::Key_Home:
    case Qt::Key_0: emit fitWanted(); return;
    case Qt::Key_Delete:
    case Qt::Key_Backspace: emit deleteWanted(); return;
    case Qt::Key_Escape: return cancel();
    case Qt::Key_Space:
      if (!event->isAutoRepeat()) spaceHeld_ = true;
      setCursor(Qt::OpenHandCursor);
      return;
    default: event->ignore();
  }
}

void PlaneView::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
    spaceHeld_ = false;
    setCursor(Qt::CrossCursor);
  } else {
    event->ignore();
  }
}

void PlaneView::focusInEvent(QFocusEvent* event) {
  update();
  FigureCanvas::focusInEvent(event);
}

void PlaneView::focusOutEvent(QFocusEvent* event) {
  spaceHeld_ = false;
  update();
  FigureCanvas::focusOutEvent(event);
}

void PlaneView::paintEvent(QPaintEvent* event) {
  FigureCanvas::paintEvent(event);
  QPainter painter(this);
  const QRectF box = plotRect();
  const QColor accent = palette().color(QPalette::Highlight);
  if (cursor_ && hand_ != Hand::pan) {
    const QPointF at = pixelAt(cursor_->x(), cursor_->y());
    QColor thin = keyboardCursor_ ? accent : palette().color(QPalette::Mid);
    thin.setAlphaF(keyboardCursor_ ? 0.9F : 0.45F);
    painter.setPen(QPen(thin, 1, keyboardCursor_ ? Qt::SolidLine : Qt::DotLine));
    painter.drawLine(QPointF(box.left(), at.y()), QPointF(box.right(), at.y()));
    painter.drawLine(QPointF(at.x(), box.top()), QPointF(at.x(), box.bottom()));
  }
  if (!stale_.isEmpty()) {
    const QColor amber(0xE0, 0x9A, 0x10);
    painter.setPen(QPen(amber, 3));
    painter.drawRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5));
    const QRectF strip(box.left() + 8, box.top() + 8, fontMetrics().horizontalAdvance(stale_) + 20, fontMetrics().height() + 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(amber);
    painter.drawRoundedRect(strip, 4, 4);
    painter.setPen(Qt::black);
    painter.drawText(strip, Qt::AlignCenter, stale_);
  }
  if (hasFocus() && stale_.isEmpty()) {
    painter.setPen(QPen(accent, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box.adjusted(-2, -2, 2, 2));
  }
}

}  // namespace separatrix
