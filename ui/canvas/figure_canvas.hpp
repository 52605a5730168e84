#pragma once

#include <QPointF>
#include <QRectF>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <qcustomplot.h>

#include "core/figure/draw_figure.hpp"
#include "core/figure/figure.hpp"
#include "core/figure/style.hpp"

namespace separatrix {

class FigureLayerable;

/// Shows a Figure on screen: QCustomPlot's axes, ticks and buffered layers, our own strokes. Axes
/// never move by themselves after the first figure; only setAxes and the person move them.
/// Only layers that changed are drawn anew.
class FigureCanvas : public QCustomPlot {
  Q_OBJECT
 public:
  explicit FigureCanvas(QWidget* parent = nullptr);
  ~FigureCanvas() override;

  void setStyleName(StyleName style);
  void setFigure(std::shared_ptr<const Figure> figure);
  std::shared_ptr<const Figure> figure() const { return figure_; }

  void setAxes(Interval x, Interval y);  ///< ignored unless both are bounded and have a width
  std::pair<Interval, Interval> axes() const;
  QPointF dataAt(QPointF pixel) const;
  QPointF pixelAt(double x, double y) const;
  QRectF plotRect() const;  ///< of the axes' box, in pixels of this widget

  /// Id of the marker, else the curve, within `tolerance` pixels; see hitFigure.
  std::optional<std::string> hitAt(QPointF pixel, double tolerance = 8) const;

  void setLayerVisible(Layer layer, bool visible);  ///< on top of what the figure itself shows
  bool layerVisible(Layer layer) const;
  void setHighlighted(std::optional<std::string> id);  ///< what glows; absent: nothing
  void setScale(double scale);                         ///< of letters and lines; 1.6 when presenting

 signals:
  void painted();                         ///< a figure set since the last painted() is now on the widget
  void axesChanged(Interval x, Interval y);  ///< by whoever

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  friend class FigureLayerable;
  PageLayout wantedPage() const;  ///< the widget as a page
  PageLayout page() const;        ///< the same around the axes' box as it stands
  LayerSet shown() const;         ///< by the figure and by the person
  void addFigureLayers();
  void arrange();                 ///< margins, fonts, ticks
  void redraw();                  ///< everything, soon
  void redraw(Layer layer);       ///< one layer, if it can be drawn alone, soon

  std::shared_ptr<const Figure> figure_;
  Style style_;
  double scale_ = 1;
  std::array<FigureLayerable*, kLayerCount> layerables_{};
  LayerSet visible_{};
  std::optional<std::string> highlighted_;
  bool pending_ = false;  ///< a new figure waits to be painted
};

}  // namespace separatrix
