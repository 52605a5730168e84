#include "ui/canvas/figure_canvas.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "ui/canvas/axis_ticker.hpp"
#include "ui/canvas/figure_layerable.hpp"
#include "ui/canvas/figure_changes.hpp"
#include "ui/style/qt_style.hpp"

namespace separatrix {
namespace {

constexpr double kHeavier = 1.2;  // lines on screen against paper: seen from farther away, letters as they are
constexpr double kFrameWidth = 0.8, kTickLength = 3.5, kGap = 3;  // points

QString qcpLayerName(Layer layer) {
  const std::string_view text = name(layer);
  return QStringLiteral("figure-") + QLatin1String(text.data(), static_cast<qsizetype>(text.size()));
}

// A live trajectory; cycles that a search adds later; what the pointer touches.
bool changesAlone(Layer layer) { return layer == Layer::orbits || layer == Layer::cycles || layer == Layer::notes; }

bool isUsable(const Interval& range) { return range.isBounded() && range.lo < range.hi; }

}  // namespace

FigureCanvas::FigureCanvas(QWidget* parent) : QCustomPlot(parent), style_(separatrix::style(StyleName::light)) {
  visible_.fill(true);
  axisRect()->setupFullAxesBox(true);
  axisRect()->setAutoMargins(QCP::msNone);
  plotLayout()->setMargins(QMargins());
  for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2}) {
    axis->grid()->setVisible(false);
    axis->setSubTicks(false);
    axis->setTicks(axis == xAxis || axis == yAxis);
    axis->setTickLabels(axis == xAxis || axis == yAxis);
    axis->setTickLengthIn(0);
  }
  xAxis->setTicker(QSharedPointer<AxisTicker>::create());
  yAxis->setTicker(QSharedPointer<AxisTicker>::create());
  addFigureLayers();
  const auto moved = [this] {
    const auto [x, y] = axes();
    emit axesChanged(x, y);
  };
  connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, moved);
  connect(yAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, moved);
  setStyleName(StyleName::light);
}

FigureCanvas::~FigureCanvas() = default;

// Clearing and compositing a buffer of 900 x 700 costs as much as ten trajectories: only what
// changes alone has its own, and QCustomPlot's two unused top layers go.
void FigureCanvas::addFigureLayers() {
  for (const char* unused : {"legend", "overlay"}) removeLayer(layer(QLatin1String(unused)));
  layerables_[0] = new FigureLayerable(this, Layer::axes, QStringLiteral("axes"));
  QCPLayer* below = layer(QStringLiteral("axes"));
  for (const Layer each : kLayers) {
    if (each == Layer::axes) continue;
    addLayer(qcpLayerName(each), below, QCustomPlot::limAbove);
    below = layer(qcpLayerName(each));
    if (changesAlone(each)) below->setMode(QCPLayer::lmBuffered);
    layerables_[static_cast<std::size_t>(each)] = new FigureLayerable(this, each, below->name());
  }
}

void FigureCanvas::setStyleName(StyleName name) {
  style_ = separatrix::style(name);
  setBackground(QBrush(color(style_.background)));
  arrange();
  redraw();
}

void FigureCanvas::setFigure(std::shared_ptr<const Figure> figure) {
  const std::shared_ptr<const Figure> before = std::move(figure_);
  figure_ = std::move(figure);
  pending_ = true;
  if (before == nullptr && figure_ != nullptr) {
    setAxes(figure_->x.range, figure_->y.range);
    arrange();  // around the numbers of these axes
    return redraw();
  }
  const LayerChanges changes = changedLayers(before.get(), figure_.get());
  if (changes.axes) arrange();
  bool whole = changes.axes;
  for (const Layer each : kLayers) whole = whole || (changes.layers[static_cast<std::size_t>(each)] && !changesAlone(each));
  if (whole) return redraw();
  for (const Layer each : kLayers)
    if (changes.layers[static_cast<std::size_t>(each)]) redraw(each);
  update();
}

void FigureCanvas::setAxes(Interval x, Interval y) {
  if (!isUsable(x) || !isUsable(y) || (axes() == std::pair(x, y))) return;
  xAxis->setRange(x.lo, x.hi);
  yAxis->setRange(y.lo, y.hi);
  redraw();
}

std::pair<Interval, Interval> FigureCanvas::axes() const {
  const QCPRange x = xAxis->range(), y = yAxis->range();
  return {{x.lower, x.upper}, {y.lower, y.upper}};
}

QPointF FigureCanvas::dataAt(QPointF pixel) const { return {xAxis->pixelToCoord(pixel.x()), yAxis->pixelToCoord(pixel.y())}; }
QPointF FigureCanvas::pixelAt(double x, double y) const { return {xAxis->coordToPixel(x), yAxis->coordToPixel(y)}; }
QRectF FigureCanvas::plotRect() const { return axisRect()->rect(); }

std::optional<std::string> FigureCanvas::hitAt(QPointF pixel, double tolerance) const {
  if (figure_ == nullptr) return std::nullopt;
  return hitFigure(*figure_, style_, page().frame, {pixel.x(), pixel.y()}, tolerance, shown());
}

LayerSet FigureCanvas::shown() const {
  LayerSet both = visible_;
  if (figure_ != nullptr)
    for (std::size_t k = 0; k < both.size(); ++k) both[k] = both[k] && figure_->visible[k];
  return both;
}

void FigureCanvas::setLayerVisible(Layer each, bool visible) {
  if (layerVisible(each) == visible) return;
  visible_[static_cast<std::size_t>(each)] = visible;
  if (each == Layer::axes) arrange();
  redraw(each);
}

bool FigureCanvas::layerVisible(Layer each) const { return visible_[static_cast<std::size_t>(each)]; }

void FigureCanvas::setHighlighted(std::optional<std::string> id) {
  if (id == highlighted_) return;
  highlighted_ = std::move(id);
  redraw(Layer::notes);
}

void FigureCanvas::setScale(double scale) {
  if (!(scale > 0.1 && scale < 20) || scale == scale_) return;
  scale_ = scale;
  arrange();
  redraw();
}

PageLayout FigureCanvas::wantedPage() const {
  Figure labels;
  if (figure_ != nullptr) {
    labels.x = figure_->x;
    labels.y = figure_->y;
    labels.title = figure_->title;
  }
  std::tie(labels.x.range, labels.y.range) = axes();
  const QFontInfo letters(font());
  const double breadth = QFontMetricsF(font()).horizontalAdvance(QLatin1Char('0')) / (0.5 * letters.pixelSize());
  return layOut(labels, width(), height(), letters.pointSizeF() / kHeavier, kHeavier * scale_ * logicalDpiY() / 72.0,
                std::clamp(breadth, 0.5, 3.0));
}

PageLayout FigureCanvas::page() const {
  PageLayout page = wantedPage();
  const QRectF box = plotRect();
  page.frame.left = box.left();
  page.frame.top = box.top();
  page.frame.width = box.width();
  page.frame.height = box.height();
  return page;
}

void FigureCanvas::arrange() {
  const PaperFrame frame = wantedPage().frame;
  const double point = frame.point, fontPt = QFontInfo(font()).pointSizeF() / kHeavier;
  const auto margin = [](double length) { return static_cast<int>(std::ceil(length)); };
  axisRect()->setMargins(QMargins(margin(frame.left), margin(frame.top), margin(width() - frame.right()), margin(height() - frame.bottom())));

  QFont letters = font();
  letters.setPointSizeF(fontPt * kHeavier * scale_);
  const bool axesShown = shown()[static_cast<std::size_t>(Layer::axes)];
  for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2}) {
    axis->setVisible(axesShown);
    const QPen pen(color(style_.ink), kFrameWidth * point);
    axis->setBasePen(pen);
    axis->setTickPen(pen);
    axis->setTickLabelColor(color(style_.ink));
    axis->setTickLabelFont(letters);
    axis->setTickLengthOut(margin(kTickLength * point));
    axis->setTickLabelPadding(margin(kGap * point));
  }
  xAxis->ticker().staticCast<AxisTicker>()->setTarget(xTickTarget(frame.width / point, fontPt));
  yAxis->ticker().staticCast<AxisTicker>()->setTarget(yTickTarget(frame.height / point, fontPt));
}

void FigureCanvas::redraw() { replot(QCustomPlot::rpQueuedRefresh); }

void FigureCanvas::redraw(Layer each) {
  if (!changesAlone(each)) return redraw();
  layer(qcpLayerName(each))->replot();
}

void FigureCanvas::paintEvent(QPaintEvent* event) {
  QCustomPlot::paintEvent(event);
  if (!pending_) return;
  pending_ = false;
  emit painted();
}

void FigureCanvas::resizeEvent(QResizeEvent* event) {
  arrange();
  QCustomPlot::resizeEvent(event);
}

void FigureCanvas::changeEvent(QEvent* event) {
  QCustomPlot::changeEvent(event);
  if (event->type() != QEvent::FontChange) return;
  arrange();
  redraw();
}

}  // namespace separatrix
