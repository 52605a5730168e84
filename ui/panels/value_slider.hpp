#pragma once

#include <QSlider>

#include "core/scalar/interval.hpp"

namespace separatrix {

/// A slider over an interval of numbers, in steps of a short decimal. A click in the groove jumps
/// there; the wheel works only while focused; arrows step by 1/100 of the interval, or by one grid
/// step with Shift, by a tenth with Ctrl or the Page keys.
class ValueSlider : public QSlider {
  Q_OBJECT

 public:
  explicit ValueSlider(QWidget* parent = nullptr);

  void setInterval(const Interval& interval);
  void setNumber(double value);  ///< moves the handle without announcing
  double number() const { return number_; }
  const Interval& interval() const { return interval_; }

  int pixelOf(double value) const;  ///< x of the handle's middle at `value`, in this widget

 signals:
  void moved(double value);  ///< by a person
  void released();           ///< the drag or key press is over

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  QSize sizeHint() const override;

 private:
  void moveTo(double value);
  void showNumber();
  double valueAt(double pixel) const;
  double margin() const { return 8; }  // half the handle

  Interval interval_{0, 1};
  double step_ = 0.001, number_ = 0;
};

}  // namespace separatrix
