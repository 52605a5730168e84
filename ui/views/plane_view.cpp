#include "ui/views/plane_view.hpp"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>
#include <utility>

namespace separatrix {
namespace {

constexpr double kHitTolerance = 8, kCurveTolerance = 2.5;  // pixels

double distance(QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

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

std::optional<int> PlaneView::handleAt(QPointF pixel, double tolerance) const {
  if (!layerVisible(Layer::orbits)) return std::nullopt;
  std::optional<int> nearest;
  double best = tolerance;
  for (std::size_t k = 0; k < starts_.size(); ++k) {
    const double away = distance(pixelAt(starts_[k].x(), starts_[k].y()), pixel);
    if (away > best) continue;
    best = away;
    nearest = static_cast<int>(k);
  }
  return nearest;
}

std::optional<std::string> PlaneView::equilibriumAt(QPointF pixel, double tolerance) const {
  if (!figure() || !layerVisible(Layer::equilibria)) return std::nullopt;
  std::optional<std::string> nearest;
  for (const FigureMarker& marker : figure()->markers) {
    const double away = distance(pixelAt(marker.x, marker.y), pixel);
    if (marker.layer != Layer::equilibria || !(away <= tolerance)) continue;
    tolerance = away;
    nearest = marker.id;
  }
  return nearest;
}

void PlaneView::setTool(PlaneTool tool) {
  cancel();
  tool_ = tool;
  restCursor(mapFromGlobal(QCursor::pos()));
}

void PlaneView::setSelected(const QString& id) {
  selectedId_ = id.toStdString();
  setHighlighted(selectedId_.empty() ? std::nullopt : std::optional(selectedId_));
}

// What the pointer touches glows, else what is selected.
void PlaneView::glow(QPointF pixel) {
  auto id = thingAt(pixel);
  if (!id && !selectedId_.empty()) id = selectedId_;
  setHighlighted(std::move(id));
}

// What a click selects: a marker nearby, or an orbit or cycle under the very tip. Nullclines, manifolds and
// the field fill the plane; orbits must be able to start on them.
std::optional<std::string> PlaneView::thingAt(QPointF pixel) const {
  if (const auto marker = equilibriumAt(pixel, kHitTolerance)) return marker;
  if (const auto id = hitAt(pixel, kCurveTolerance); id && !id->empty() && (id->front() == 'o' || id->front() == 'c')) return id;
  return std::nullopt;
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
  setSelected(QString::fromStdString(selectedId_));
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
    restCursor(mapFromGlobal(QCursor::pos()));
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
  if (hand_ == Hand::band) {
    QColor wash = accent;
    wash.setAlphaF(0.12F);
    painter.setPen(QPen(accent, 1));
    painter.setBrush(wash);
    painter.drawRect(QRectF(pressedAt_, bandTo_).normalized() & box);
    painter.setBrush(Qt::NoBrush);
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
