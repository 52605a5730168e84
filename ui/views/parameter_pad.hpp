#pragma once

#include <QPixmap>
#include <QStaticText>
#include <QWidget>
#include <optional>
#include <string>
#include <vector>

#include "core/figure/figure.hpp"
#include "core/figure/paper.hpp"
#include "ui/session/session_state.hpp"

namespace separatrix {

/// The plane of two parameters with a puck at the present values and a lettered pin for each story
/// step that lies in it. Drag the puck, or click where it should go; arrows move it.
class ParameterPad : public QWidget {
  Q_OBJECT

 public:
  explicit ParameterPad(QWidget* parent = nullptr);

  void setState(const SessionState& state);
  std::optional<std::pair<int, int>> parameters() const { return axes_; }  ///< absent: the model has fewer than two

  /// What is known of the plane, drawn behind pins and puck: kinds of portraits, curves of bifurcations.
  void setUnderlay(std::shared_ptr<const Figure> underlay);
  std::optional<std::string> underlayAt(QPointF pixel) const;  ///< id of the mark there

  QRectF plotRect() const;
  Interval xRange() const { return x_; }
  Interval yRange() const { return y_; }
  QSize sizeHint() const override { return {280, 178}; }
  QSize minimumSizeHint() const override { return {180, 120}; }

 signals:
  void moved(int first, double x, int second, double y);  ///< part of a gesture that ends with released
  void released();
  void stepChosen(const QString& id);
  void helpWanted(QPoint global, QPointF pixel, double x, double y);  ///< the mouse rests where no pin is

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Pin {
    QString id, title;
    double x = 0, y = 0;
  };
  void collectPins(const SessionState& state);
  QPointF pixelAt(double x, double y) const;
  void moveTo(QPointF pixel);
  void moveBy(double dx, double dy);
  const Pin* pinAt(QPointF pixel) const;
  PaperFrame frame() const;
  void paintUnderlay(QPainter& painter);
  void paintFrame(QPainter& painter) const;
  void paintPins(QPainter& painter) const;
  void paintPuck(QPainter& painter) const;

  std::optional<std::pair<int, int>> axes_;
  QString xName_, yName_, present_;
  QStaticText xSymbol_, ySymbol_;
  Interval x_{0, 1}, y_{0, 1};
  double atX_ = 0, atY_ = 0;
  std::vector<Pin> pins_;
  std::shared_ptr<const Model> model_;  ///< whose pins these are
  std::shared_ptr<const Figure> underlay_;
  QPixmap painted_;            ///< the underlay
  PaperFrame paintedFrame_;    ///< as which it was painted
  QColor paintedOn_;
  bool dragging_ = false;
  QPointF grip_;  ///< from the puck's middle to where it was taken
};

}  // namespace separatrix
