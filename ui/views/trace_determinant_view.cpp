#include "ui/views/trace_determinant_view.hpp"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>
#include <utility>

#include "core/figure/trace_determinant_figure.hpp"
#include "ui/session/session_state.hpp"

namespace separatrix {
namespace {

constexpr double kHold = 14;      // pixels around the point where it can be taken
constexpr double kAttraction = 4;  // pixels within which an axis draws the point onto itself
constexpr double kMargin = 1.6;    // how far outside the axes a point may be dragged, in reaches

double distance(QPointF a, QPointF b) { return std::hypot(a.x() - b.x(), a.y() - b.y()); }

}  // namespace

TraceDeterminantView::TraceDeterminantView(QWidget* parent) : FigureCanvas(parent) {
  setObjectName(QStringLiteral("plot.trace"));
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Trace–determinant plane"));
}

void TraceDeterminantView::setPortrait(const PortraitPtr& portrait) {
  const bool fresh = !portrait_ || portrait_->problem.model != portrait->problem.model;
  portrait_ = portrait;
  if (fresh) reach_ = 0;
  refresh();
}

void TraceDeterminantView::setMovable(bool movable) {
  movable_ = movable;
  setToolTip(movable ? tr("Drag the point: the matrix follows") : QString());
}

void TraceDeterminantView::refresh() {
  if (!portrait_ || visibleRegion().isEmpty()) return;  // behind another tab
  if (!dragging_) reach_ = traceReach(*portrait_, reach_);
  auto figure = std::make_shared<const Figure>(traceDeterminantFigure(*portrait_, reach_));
  const Interval x = figure->x.range, y = figure->y.range;
  QString said;
  for (const FigureMarker& marker : figure->markers)
    said += tr("%1: trace %2, determinant %3. ").arg(QString::fromStdString(marker.id)).arg(marker.x, 0, 'g', 5).arg(marker.y, 0, 'g', 5);
  setAccessibleDescription(said.trimmed());
  setFigure(std::move(figure));
  setAxes(x, y);
}

const FigureMarker* TraceDeterminantView::point() const {
  return movable_ && figure() && figure()->markers.size() == 1 ? &figure()->markers.front() : nullptr;
}

// On a round number; on tau = 0 or Delta = 0 where the pointer is nearly there: these are the cases worth hitting.
QPointF TraceDeterminantView::snapped(QPointF pixel) const {
  const QPointF at = dataAt(pixel), origin = pixelAt(0, 0);
  const double high = determinantReach(reach_);
  double t = std::clamp(at.x(), -kMargin * reach_, kMargin * reach_), d = std::clamp(at.y(), -high, kMargin * high);
  t = std::fabs(pixel.x() - origin.x()) < kAttraction ? 0 : snapToGrid(t, gridStep({-reach_, reach_}));
  d = std::fabs(pixel.y() - origin.y()) < kAttraction ? 0 : snapToGrid(d, gridStep({0, high}));
  return {t, d};
}

void TraceDeterminantView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const FigureMarker* marker = point();
  if (marker != nullptr && (distance(pixelAt(marker->x, marker->y), event->position()) < kHold || plotRect().contains(event->position()))) {
    dragging_ = true;
    grip_ = event->position() - pixelAt(marker->x, marker->y);
    if (std::hypot(grip_.x(), grip_.y()) < kHold) return;
    grip_ = {};
    const QPointF to = snapped(event->position());
    emit moved(to.x(), to.y());
    return;
  }
  emit objectClicked(QString::fromStdString(hitAt(event->position()).value_or("")));
}

void TraceDeterminantView::mouseMoveEvent(QMouseEvent* event) {
  if (!dragging_) {
    const bool onPoint = point() != nullptr && distance(pixelAt(point()->x, point()->y), event->position()) < kHold;
    return setCursor(onPoint ? Qt::SizeAllCursor : Qt::ArrowCursor);
  }
  const QPointF to = snapped(event->position() - grip_);
  emit moved(to.x(), to.y());
}

void TraceDeterminantView::mouseReleaseEvent(QMouseEvent*) {
  if (!std::exchange(dragging_, false)) return;
  emit released();
  refresh();
}

void TraceDeterminantView::keyPressEvent(QKeyEvent* event) {
  const FigureMarker* marker = point();
  if (event->key() == Qt::Key_Escape && std::exchange(dragging_, false)) return emit cancelled();
  const double steps = event->modifiers() & Qt::ControlModifier ? 10 : event->modifiers() & Qt::ShiftModifier ? 0.1 : 1;
  double dx = 0, dy = 0;
  switch (event->key()) {
    case Qt::Key_Left: dx = -1; break;
    case Qt::Key_Right: dx = 1; break;
    case Qt::Key_Up: dy = 1; break;
    case Qt::Key_Down: dy = -1; break;
    default: break;
  }
  if (marker == nullptr || (dx == 0 && dy == 0)) return event->ignore();
  const double t = gridStep({-reach_, reach_}), d = gridStep({0, determinantReach(reach_)});
  emit moved(snapToGrid(marker->x + 10 * dx * steps * t, t), snapToGrid(marker->y + 10 * dy * steps * d, d));
}

void TraceDeterminantView::keyReleaseEvent(QKeyEvent* event) {
  if (!event->isAutoRepeat() && point() != nullptr) emit released();
}

bool TraceDeterminantView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return FigureCanvas::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto id = hitAt(help->pos());
  if (!id) return FigureCanvas::event(event);
  const auto tip = tips_.find(*id);
  QToolTip::showText(help->globalPos(), tip == tips_.end() ? QString() : tip->second, this);
  return true;
}

void TraceDeterminantView::showEvent(QShowEvent* event) {
  FigureCanvas::showEvent(event);
  refresh();
}

void TraceDeterminantView::paintEvent(QPaintEvent* event) {
  FigureCanvas::paintEvent(event);
  QPainter painter(this);
  if (hasFocus()) {
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5));
    painter.drawRect(plotRect().adjusted(-2, -2, 2, 2));
  }
  if (!figure() || !figure()->markers.empty() || !portrait_) return;
  painter.setPen(palette().color(QPalette::PlaceholderText));
  const bool planar = portrait_->problem.model->dimension() == 2 && portrait_->problem.model->kind != ModelKind::map;
  painter.drawText(plotRect().adjusted(8, 6, -8, -6), Qt::AlignTop | Qt::AlignRight,
                   planar ? tr("no equilibrium in this window") : tr("for flows of the plane"));
}

}  // namespace separatrix
