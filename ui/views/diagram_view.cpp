#include "ui/views/diagram_view.hpp"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/number.hpp"
#include "core/figure/diagram_figure.hpp"
#include "core/figure/parameter_plane_figure.hpp"
#include "ui/session/session_state.hpp"
#include "ui/views/diagram_words.hpp"
#include "ui/views/rich_name.hpp"

namespace separatrix {
namespace {

// Two questions whose pictures share their axes.
bool sameFrame(const Diagram& a, const Diagram& b) {
  return a.problem.model == b.problem.model && a.options.parameter == b.options.parameter && a.options.range == b.options.range &&
         a.options.second == b.options.second;
}

void append(Figure& figure, Figure&& ghost) {
  for (FigureLine& line : ghost.lines) figure.lines.push_back(std::move(line));
  for (FigureMarker& marker : ghost.markers) figure.markers.push_back(std::move(marker));
}

}  // namespace

DiagramView::DiagramView(QWidget* parent) : FigureCanvas(parent) {
  setObjectName(QStringLiteral("plot.diagram"));
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumHeight(90);
  setAccessibleName(tr("Bifurcation diagram"));
}

void DiagramView::setQuantity(const DiagramQuantity& quantity, bool curves) {
  if (quantity_ == quantity && curves_ == curves) return;
  quantity_ = quantity;
  curves_ = curves;
  fits_ = false;
  special_ = -1;
  refresh();
}

void DiagramView::setDiagram(DiagramPtr diagram, bool complete, bool mayGrow) {
  if (whole_ && !sameFrame(*whole_, *diagram)) whole_.reset();
  if (!diagram_ || !sameFrame(*diagram_, *diagram)) fits_ = false;
  diagram_ = std::move(diagram);
  complete_ = complete;
  stale_ = false;
  if (complete) {
    whole_ = diagram_;
    setAccessibleDescription(summary(*diagram_));
  }
  special_ = std::min(special_, static_cast<int>(diagram_->specialPoints.size()) - 1);
  refresh();
  if (!mayGrow || !complete || showsCurves()) return;
  const auto needed = rangeOf(*diagram_, quantity_);
  const auto [x, y] = axes();
  const double slack = 0.02 * y.width();
  if (needed && (needed->lo < y.lo - slack || needed->hi > y.hi + slack)) setAxes(x, hull(*needed, y));
}

void DiagramView::setStale(bool stale) {
  if (stale_ == stale) return;
  stale_ = stale;
  refresh();
}

void DiagramView::setPresent(double first, double second) {
  if (first == first_ && second == second_) return;
  first_ = first;
  second_ = second;
  update();
}

void DiagramView::clear() {
  diagram_.reset();
  whole_.reset();
  fits_ = false;
  special_ = -1;
}

void DiagramView::fit() {
  fits_ = false;
  refresh();
}

void DiagramView::refresh() {
  if (!diagram_) return;
  Figure figure = showsCurves() ? parameterPlaneFigure(*diagram_) : diagramFigure(*diagram_, quantity_);
  if (stale_) figure = ghostOf(figure);
  else if (!complete_ && whole_ && !showsCurves()) append(figure, ghostOf(diagramFigure(*whole_, quantity_)));
  figure.title.clear();
  if (!std::exchange(fits_, true)) setAxes(figure.x.range, figure.y.range);  // first: margins follow the numbers
  setFigure(std::make_shared<const Figure>(std::move(figure)));
}

std::optional<double> DiagramView::heightOf(const SpecialPoint& special) const {
  return diagram_ && !showsCurves() ? valueAt(*diagram_, special, quantity_) : std::nullopt;
}

ChosenPoint DiagramView::chosen(const SpecialPoint& special) const {
  ChosenPoint point{special.parameter, special.period.has_value(), special.state, special.period.value_or(0), {}};
  const auto b = static_cast<std::size_t>(special.branch);
  if (point.cycle && special.branch >= 0 && b < diagram_->branches.size())
    for (double least = std::numeric_limits<double>::infinity(); const BranchPoint& each : diagram_->branches[b].points)
      if (const double away = std::fabs(each.parameter - special.parameter) + std::fabs(each.period - point.period); away < least) {
        least = away;
        point.extrema = each.extrema;
      }
  return point;
}

// A special point nearby, else the nearest place on a branch: between two computed points by interpolation.
std::optional<ChosenPoint> DiagramView::pointAt(QPointF pixel) const {
  constexpr double kReach = 8;
  if (!diagram_ || showsCurves()) return std::nullopt;
  const auto id = hitAt(pixel, kReach);
  if (!id) return std::nullopt;
  for (const SpecialPoint& special : diagram_->specialPoints)
    if (special.id == *id) return chosen(special);
  std::optional<ChosenPoint> best;
  double least = std::numeric_limits<double>::infinity();
  const double wanted = dataAt(pixel).x();
  for (const Branch& branch : diagram_->branches) {
    if (branch.id != *id) continue;
    for (std::size_t k = 1; k < branch.points.size(); ++k) {
      const BranchPoint &a = branch.points[k - 1], &b = branch.points[k];
      const auto ya = valueAt(branch, a, quantity_), yb = valueAt(branch, b, quantity_);
      if (!ya || !yb) continue;
      const double span = b.parameter - a.parameter;
      const double s = span != 0 ? std::clamp((wanted - a.parameter) / span, 0.0, 1.0) : 0;
      const auto between = [s](double u, double v) { return u + s * (v - u); };
      for (const double y : {between(ya->lo, yb->lo), between(ya->hi, yb->hi)}) {
        const QPointF d = pixelAt(a.parameter + s * span, y) - pixel;
        if (!(std::hypot(d.x(), d.y()) < least)) continue;
        least = std::hypot(d.x(), d.y());
        const BranchPoint& nearer = s < 0.5 ? a : b;
        best = ChosenPoint{a.parameter + s * span, branch.kind == Branch::Kind::cycles, nearer.state, between(a.period, b.period), nearer.extrema};
        if (best->cycle || a.state.size() != b.state.size()) continue;
        for (std::size_t i = 0; i < a.state.size(); ++i) best->state[i] = between(a.state[i], b.state[i]);
      }
    }
  }
  return best;
}

QString DiagramView::tipAt(QPointF pixel) const {
  const auto id = diagram_ ? hitAt(pixel, 8) : std::nullopt;
  if (!id || id->empty()) return {};
  if (showsCurves()) {
    const std::size_t k = static_cast<std::size_t>(std::max(0, std::atoi(id->c_str() + 1) - 1));
    if (id->front() == 'q' && k < diagram_->codim2.size()) return tipOf(*diagram_, diagram_->codim2[k]);
    return id->front() == 'k' && k < diagram_->curves.size() ? tipOf(*diagram_, diagram_->curves[k]) : QString();
  }
  for (const SpecialPoint& special : diagram_->specialPoints)
    if (special.id == *id) return tipOf(*diagram_, special);
  for (const Branch& branch : diagram_->branches)
    if (branch.id == *id) return tipOf(*diagram_, branch);
  return {};
}

bool DiagramView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return FigureCanvas::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
  return true;
}

void DiagramView::paintEvent(QPaintEvent* event) {
  FigureCanvas::paintEvent(event);
  QPainter painter(this);
  if (diagram_) paintCursor(painter);
  if (!hasFocus()) return;
  painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(plotRect().adjusted(-2, -2, 2, 2));
}

// The line, its value on a small flag; a cross in the plane of two parameters.
void DiagramView::paintCursor(QPainter& painter) const {
  const QRectF box = plotRect();
  const QPointF at = pixelAt(first_, second_);
  if (!(at.x() >= box.left() && at.x() <= box.right())) return;
  const QColor accent = palette().color(QPalette::Highlight);
  painter.setPen(QPen(accent, hand_ == Hand::cursor ? 2.5 : 1.5));
  painter.drawLine(QPointF(at.x(), box.top()), QPointF(at.x(), box.bottom()));
  if (showsCurves()) painter.drawLine(QPointF(box.left(), at.y()), QPointF(box.right(), at.y()));
  const Parameter& parameter = diagram_->problem.model->parameters[static_cast<std::size_t>(diagram_->options.parameter)];
  const QString text = QStringLiteral("%1 = %2").arg(plainName(parameter.name, parameter.label), QString::fromStdString(formatNumber(first_, 6)));
  const double width = fontMetrics().horizontalAdvance(text) + 12, height = fontMetrics().height() + 2;
  const QRectF flag(std::clamp(at.x() + 3, box.left(), std::max(box.left(), box.right() - width)), box.bottom() - height - 3, width, height);
  painter.setPen(Qt::NoPen);
  painter.setBrush(accent);
  painter.drawRoundedRect(flag, 3, 3);
  painter.setPen(palette().color(QPalette::HighlightedText));
  painter.drawText(flag, Qt::AlignCenter, text);
}

}  // namespace separatrix
