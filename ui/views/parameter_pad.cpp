#include "ui/views/parameter_pad.hpp"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "core/base/number.hpp"
#include "core/figure/draw_figure.hpp"
#include "ui/canvas/paint_marks.hpp"
#include "ui/style/qt_style.hpp"
#include "ui/views/rich_name.hpp"

namespace separatrix {
namespace {

constexpr double kPuck = 7;
constexpr double kAir = 0.35;  // around the story's steps, of their extent

// The interval of one axis: around the story's steps where they spread, else the slider's. Depends on the
// present value only where that lies outside, so that nothing moves under a dragged puck.
Interval fitted(const SessionState& state, std::size_t parameter) {
  const Interval slider = state.parameterRanges[parameter];
  std::optional<Interval> steps;
  for (const Preset& preset : state.model->presets) {
    if (!preset.isStep) continue;
    double value = state.model->parameters[parameter].value;
    for (const auto& [name, assigned] : preset.assignments)
      if (sameName(name, state.model->parameters[parameter].name)) value = assigned;
    steps = steps ? hull(*steps, value) : Interval(value);
  }
  if (!steps || !(steps->width() > 0)) return slider;
  const double air = kAir * steps->width(), round = gridStep({0, steps->width() * 60});
  const Interval around(std::max(slider.lo, round * std::floor((steps->lo - air) / round)),
                        std::min(slider.hi, round * std::ceil((steps->hi + air) / round)));
  return around.width() > 0 && around.contains(*steps) ? hull(around, state.parameters[parameter]) : slider;
}

}  // namespace

ParameterPad::ParameterPad(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("pad.plane"));
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::CrossCursor);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ParameterPad::setState(const SessionState& state) {
  axes_.reset();
  const Model& model = *state.model;
  if (model.sliders.size() >= 2) axes_ = {model.sliders[0], model.sliders[1]};
  else if (model.sliders.empty() && model.parameters.size() >= 2) axes_ = {0, 1};
  if (axes_) {
    const auto i = static_cast<std::size_t>(axes_->first), j = static_cast<std::size_t>(axes_->second);
    x_ = fitted(state, i);
    y_ = fitted(state, j);
    atX_ = state.parameters[i];
    atY_ = state.parameters[j];
    const Parameter &first = model.parameters[i], &second = model.parameters[j];
    xName_ = plainName(first.name, first.label);
    yName_ = plainName(second.name, second.label);
    xSymbol_.setText(richName(first.name, first.label));
    ySymbol_.setText(richName(second.name, second.label));
    present_ = QString::fromStdString(state.step);
    if (model_ != state.model) collectPins(state);
    model_ = state.model;
    setAccessibleName(tr("Pad: %1 %2, %3 %4").arg(xName_).arg(atX_).arg(yName_).arg(atY_));
  }
  update();
}

void ParameterPad::collectPins(const SessionState& state) {
  pins_.clear();
  const Model& model = *state.model;
  for (const Preset& preset : model.presets) {
    if (!preset.isStep) continue;
    const SessionState there = withPreset(state, preset);
    const double x = there.parameters[static_cast<std::size_t>(axes_->first)];
    const double y = there.parameters[static_cast<std::size_t>(axes_->second)];
    pins_.push_back({QString::fromStdString(preset.id), QString::fromStdString(preset.title), x, y});
  }
}

QRectF ParameterPad::plotRect() const {
  const QFontMetrics metrics = fontMetrics();
  const auto widthOf = [&](double v) { return metrics.horizontalAdvance(QString::fromStdString(formatNumber(v, 4))); };
  const int left = std::max({widthOf(y_.lo), widthOf(y_.hi), metrics.horizontalAdvance(yName_)}) + 14;
  return QRectF(rect()).adjusted(left, 12, -20, -metrics.height() - 9);
}

QPointF ParameterPad::pixelAt(double x, double y) const {
  const QRectF box = plotRect();
  return {box.left() + (x - x_.lo) / x_.width() * box.width(), box.bottom() - (y - y_.lo) / y_.width() * box.height()};
}

void ParameterPad::moveTo(QPointF pixel) {
  const QRectF box = plotRect();
  if (!axes_ || box.width() < 10 || box.height() < 10) return;
  const double u = std::clamp((pixel.x() - box.left()) / box.width(), 0.0, 1.0);
  const double v = std::clamp((box.bottom() - pixel.y()) / box.height(), 0.0, 1.0);
  const double x = std::clamp(snapToGrid(x_.lo + u * x_.width(), gridStep({0, x_.width() * 2})), x_.lo, x_.hi);
  const double y = std::clamp(snapToGrid(y_.lo + v * y_.width(), gridStep({0, y_.width() * 2})), y_.lo, y_.hi);
  if (x == atX_ && y == atY_) return;
  atX_ = x;
  atY_ = y;
  update();
  emit moved(axes_->first, x, axes_->second, y);
}

const ParameterPad::Pin* ParameterPad::pinAt(QPointF pixel) const {
  for (const Pin& pin : pins_)
    if (const QPointF d = pixelAt(pin.x, pin.y) - pixel; std::hypot(d.x(), d.y()) <= 10) return &pin;
  return nullptr;
}

void ParameterPad::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !axes_) return;
  const QPointF fromPuck = event->position() - pixelAt(atX_, atY_);
  const bool onPuck = std::hypot(fromPuck.x(), fromPuck.y()) <= kPuck + 4;
  if (const Pin* pin = pinAt(event->position()); pin && !onPuck) {
    emit stepChosen(pin->id);
    return;
  }
  dragging_ = true;
  grip_ = onPuck ? fromPuck : QPointF();
  if (!onPuck) moveTo(event->position());
  update();
}

void ParameterPad::mouseMoveEvent(QMouseEvent* event) {
  if (dragging_) moveTo(event->position() - grip_);
}

void ParameterPad::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !dragging_) return;
  dragging_ = false;
  update();
  emit released();
}

void ParameterPad::moveBy(double dx, double dy) {
  moveTo(pixelAt(atX_ + dx * x_.width() / 100, atY_ + dy * y_.width() / 100));
}

void ParameterPad::keyPressEvent(QKeyEvent* event) {
  const double step = event->modifiers() & Qt::ControlModifier ? 10 : 1;
  switch (event->key()) {
    case Qt::Key_Left: return moveBy(-step, 0);
    case Qt::Key_Right: return moveBy(step, 0);
    case Qt::Key_Up: return moveBy(0, step);
    case Qt::Key_Down: return moveBy(0, -step);
    default: event->ignore();
  }
}

void ParameterPad::keyReleaseEvent(QKeyEvent* event) {
  if (!event->isAutoRepeat()) emit released();
  event->ignore();
}

bool ParameterPad::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const Pin* pin = pinAt(help->pos());
    if (const QRectF box = plotRect(); !pin && axes_ && box.contains(help->pos())) {
      const double u = (help->pos().x() - box.left()) / box.width(), v = (box.bottom() - help->pos().y()) / box.height();
      emit helpWanted(help->globalPos(), help->pos(), x_.lo + u * x_.width(), y_.lo + v * y_.width());
      return true;
    }
    QToolTip::showText(help->globalPos(), pin ? QStringLiteral("(%1) %2").arg(pin->id, pin->title) : QString(), this);
    return true;
  }
  return QWidget::event(event);
}

void ParameterPad::paintFrame(QPainter& painter) const {
  const QRectF box = plotRect();
  const QFontMetrics metrics = fontMetrics();
  QColor line = palette().color(QPalette::WindowText);
  line.setAlphaF(0.35F);
  painter.setPen(QPen(line, 1));
  painter.setBrush(palette().color(QPalette::Base));
  painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5));
  painter.setPen(palette().color(QPalette::WindowText));
  const auto number = [](double v) { return QString::fromStdString(formatNumber(v, 4)); };
  const double top = box.bottom() + 4, h = metrics.height();
  painter.drawText(QRectF(box.left() - 30, top, 60, h), Qt::AlignCenter, number(x_.lo));
  painter.drawText(QRectF(box.right() - 50, top, 60, h), Qt::AlignRight, number(x_.hi));
  painter.drawText(QRectF(0, box.bottom() - h, box.left() - 5, h), Qt::AlignRight | Qt::AlignBottom, number(y_.lo));
  painter.drawText(QRectF(0, box.top() - 2, box.left() - 5, h), Qt::AlignRight | Qt::AlignTop, number(y_.hi));
  painter.drawStaticText(QPointF(box.center().x() - xSymbol_.size().width() / 2, top - 1), xSymbol_);
  painter.drawStaticText(QPointF(box.left() - 8 - ySymbol_.size().width(), box.center().y() - ySymbol_.size().height() / 2), ySymbol_);
}

void ParameterPad::setUnderlay(std::shared_ptr<const Figure> underlay) {
  if (underlay_ == underlay) return;
  underlay_ = std::move(underlay);
  painted_ = QPixmap();
  update();
}

PaperFrame ParameterPad::frame() const {
  const QRectF box = plotRect();
  return {box.left(), box.top(), box.width(), box.height(), x_, y_, logicalDpiY() / 72.0};
}

std::optional<std::string> ParameterPad::underlayAt(QPointF pixel) const {
  constexpr double kReach = 6;
  if (!underlay_) return std::nullopt;
  return hitFigure(*underlay_, separatrix::style(styleFor(palette())), frame(), {pixel.x(), pixel.y()}, kReach, underlay_->visible);
}

// Painted once and kept: a dragged puck moves over it.
void ParameterPad::paintUnderlay(QPainter& painter) {
  if (!underlay_) return;
  const PaperFrame now = frame();
  const QColor on = palette().color(QPalette::Base);
  if (painted_.isNull() || painted_.deviceIndependentSize() != QSizeF(size()) || paintedOn_ != on || !(paintedFrame_ == now)) {
    painted_ = QPixmap(size() * devicePixelRatioF());
    painted_.setDevicePixelRatio(devicePixelRatioF());
    painted_.fill(Qt::transparent);
    paintedFrame_ = now;
    paintedOn_ = on;
    QPainter inside(&painted_);
    inside.setRenderHint(QPainter::Antialiasing);
    inside.setClipRect(plotRect());
    const Style sheet = separatrix::style(styleFor(palette()));
    for (const Layer layer : kLayers)
      if (layer != Layer::axes) paintMarks(inside, drawLayer(*underlay_, layer, sheet, now), {font(), true});
  }
  painter.drawPixmap(0, 0, painted_);
}

void ParameterPad::paintPins(QPainter& painter) const {
  QFont small = font();
  small.setPointSizeF(small.pointSizeF() * 0.92);
  painter.setFont(small);
  const QRectF box = plotRect().adjusted(-1, -1, 1, 1);
  for (const Pin& pin : pins_) {
    const QPointF at = pixelAt(pin.x, pin.y);
    if (!box.contains(at)) continue;
    const bool chosen = pin.id == present_;
    painter.setPen(QPen(palette().color(QPalette::WindowText), 1));
    painter.setBrush(palette().color(chosen ? QPalette::Highlight : QPalette::Window));
    painter.drawEllipse(at, 9, 9);
    painter.setPen(palette().color(chosen ? QPalette::HighlightedText : QPalette::WindowText));
    painter.drawText(QRectF(at.x() - 12, at.y() - 12, 24, 23), Qt::AlignCenter, pin.id.left(2));
  }
  painter.setFont(font());
}

void ParameterPad::paintPuck(QPainter& painter) const {
  const QPointF at = pixelAt(atX_, atY_);
  const QRectF box = plotRect();
  const QColor accent = palette().color(QPalette::Highlight);
  QColor faint = accent;
  faint.setAlphaF(0.4F);
  painter.setPen(QPen(faint, 1, Qt::DashLine));
  painter.drawLine(QPointF(at.x(), box.top()), QPointF(at.x(), box.bottom()));
  painter.drawLine(QPointF(box.left(), at.y()), QPointF(box.right(), at.y()));
  const bool onPin = std::ranges::any_of(pins_, [&](const Pin& pin) { return pin.x == atX_ && pin.y == atY_; });
  const double radius = onPin ? 12 : dragging_ ? kPuck + 2 : kPuck;
  if (hasFocus()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(faint);
    painter.drawEllipse(at, radius + 5, radius + 5);
  }
  painter.setPen(onPin ? QPen(accent, 2.5) : QPen(palette().color(QPalette::Base), 2));  // a pin's letter stays readable
  painter.setBrush(onPin ? Qt::NoBrush : QBrush(accent));
  painter.drawEllipse(at, radius, radius);
}

void ParameterPad::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (!axes_) {
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect(), Qt::AlignCenter, tr("The pad needs two parameters."));
    return;
  }
  painter.setRenderHint(QPainter::Antialiasing);
  paintFrame(painter);
  paintUnderlay(painter);
  painter.setClipRect(plotRect().adjusted(-12, -10, 12, 10));
  paintPins(painter);
  paintPuck(painter);
}

}  // namespace separatrix
