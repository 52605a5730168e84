#include <QMouseEvent>
#include <cmath>
#include <utility>

#include "ui/views/plane_view.hpp"

namespace separatrix {
namespace {

constexpr double kClickSlop = 4;  // pixels a click may move
constexpr double kHitTolerance = 8, kGripTolerance = 14;

double distance(QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

// A window still wide enough for doubles to tell its ticks apart, and not absurdly wide.
bool isUsable(const Interval& range) {
  const double scale = std::max(range.magnitude(), 1e-290);
  return range.isBounded() && range.width() > 1e-11 * scale && range.magnitude() < 1e15;
}

}  // namespace

void PlaneView::restCursor(QPointF at) {
  if (!plotRect().contains(at)) return setCursor(Qt::ArrowCursor);
  if (spaceHeld_ || tool_ == PlaneTool::pan) return setCursor(Qt::OpenHandCursor);
  switch (tool_) {
    case PlaneTool::orbit: return setCursor(handleAt(at) ? Qt::SizeAllCursor : Qt::CrossCursor);
    case PlaneTool::move: return setCursor(handleAt(at, kGripTolerance) ? Qt::SizeAllCursor : Qt::ArrowCursor);
    case PlaneTool::kick: return setCursor(equilibriumAt(at, kGripTolerance) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    default: return setCursor(Qt::CrossCursor);
  }
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
  if (event->button() == Qt::LeftButton && plotRect().contains(at)) press(at, event->modifiers());
}

void PlaneView::press(QPointF at, Qt::KeyboardModifiers modifiers) {
  bothWays_ = modifiers & Qt::ShiftModifier;
  if (tool_ == PlaneTool::pan || tool_ == PlaneTool::zoom) {
    hand_ = tool_ == PlaneTool::pan ? Hand::pan : Hand::band;
    bandTo_ = at;
    if (hand_ == Hand::pan) setCursor(Qt::ClosedHandCursor);
    return;
  }
  if (tool_ == PlaneTool::kick) {
    const auto from = equilibriumAt(at, kGripTolerance);
    hand_ = from ? Hand::kick : Hand::pressed;
    if (from) emit kickBegan(QString::fromStdString(*from));
    return;
  }
  const auto handle = handleAt(at, tool_ == PlaneTool::move ? kGripTolerance : kHitTolerance);
  hand_ = handle ? Hand::handle : Hand::pressed;
  if (!handle) return;
  dragged_ = *handle;
  emit objectClicked(QStringLiteral("o%1").arg(*handle + 1));
}

void PlaneView::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  keyboardCursor_ = false;
  hover(at);
  switch (hand_) {
    case Hand::idle:
      restCursor(at);
      glow(at);
      break;
    case Hand::pressed:
      if (distance(at, pressedAt_) < kClickSlop || tool_ != PlaneTool::orbit) break;
      hand_ = Hand::live;
      emit liveBegan(dataAt(at));
      break;
    case Hand::live: emit liveMoved(dataAt(at)); break;
    case Hand::handle:
      if (distance(at, pressedAt_) >= 1)
        emit startDragged(dragged_, dataAt(at), event->modifiers() & Qt::ShiftModifier);
      break;
    case Hand::pan: panTo(at); break;
    case Hand::band: bandTo_ = at; break;
    case Hand::kick:
      if (distance(at, pressedAt_) >= 1) emit kickMoved(dataAt(at), !(event->modifiers() & Qt::ShiftModifier));
      break;
  }
}

void PlaneView::mouseReleaseEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  switch (std::exchange(hand_, Hand::idle)) {
    case Hand::idle: return;
    case Hand::pressed:
      if (const auto id = thingAt(at)) emit objectClicked(QString::fromStdString(*id));
      else if (tool_ == PlaneTool::orbit) emit startWanted(dataAt(at), bothWays_);
      else emit objectClicked({});
      break;
    case Hand::band: zoomToBand(at, event->modifiers() & Qt::ShiftModifier); break;
    case Hand::live:
    case Hand::handle:
    case Hand::kick:
    case Hand::pan: emit gestureEnded(); break;
  }
  restCursor(at);
}

// A rectangle becomes the window; a click comes twice as near, with Shift goes twice as far.
void PlaneView::zoomToBand(QPointF to, bool out) {
  update();
  const QRectF band = QRectF(pressedAt_, to).normalized() & plotRect();
  if (distance(pressedAt_, to) < kClickSlop) {
    zoom(to, out ? 2 : 0.5, true, true);
  } else if (band.width() >= kClickSlop && band.height() >= kClickSlop) {
    const QPointF low = dataAt(band.bottomLeft()), high = dataAt(band.topRight());
    const Interval x(low.x(), high.x()), y(low.y(), high.y());
    if (isUsable(x) && isUsable(y)) emit windowWanted(x, y, QStringLiteral("zoom"));
  }
  emit gestureEnded();
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

}  // namespace separatrix
