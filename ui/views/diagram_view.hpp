#pragma once

#include <optional>
#include <vector>

#include "core/figure/diagram_values.hpp"
#include "ui/canvas/figure_canvas.hpp"

namespace separatrix {

/// A point of a diagram a person chose: what stands there, so that the phase plane can select it.
struct ChosenPoint {
  double parameter = 0;
  bool cycle = false;
  std::vector<double> state;      ///< of an equilibrium
  double period = 0;              ///< of a cycle
  std::vector<Interval> extrema;  ///< of a cycle

  friend bool operator==(const ChosenPoint&, const ChosenPoint&) = default;
};

/// The bifurcation diagram as a person handles it: a cursor line that is the parameter's slider, points that can be
/// clicked, an earlier diagram in gray while the present one is worked out. Shows the curves of two parameters too;
/// the cursor is then a cross. Changes nothing itself.
class DiagramView : public FigureCanvas {
  Q_OBJECT

 public:
  explicit DiagramView(QWidget* parent = nullptr);

  void setQuantity(const DiagramQuantity& quantity, bool curves);
  /// `complete` or a part; a part stands before the last complete one, which is grayed. Axes move only when
  /// another question is asked, or, with `mayGrow`, when the diagram outgrew them.
  void setDiagram(DiagramPtr diagram, bool complete, bool mayGrow);
  void setStale(bool stale);  ///< grays what is shown: it answers an earlier question
  void setPresent(double first, double second);  ///< where the cursor stands
  void clear();
  void fit();  ///< axes around everything

  DiagramPtr diagram() const { return diagram_; }
  bool stale() const { return stale_; }
  bool showsWhole() const { return diagram_ && complete_ && !stale_; }  ///< not a part, not an earlier one
  bool showsCurves() const { return curves_ && diagram_ && diagram_->options.second; }
  double present() const { return first_; }
  std::optional<double> heightOf(const SpecialPoint& special) const;  ///< where it stands in this picture

 signals:
  void cursorMoved(double first, std::optional<double> second);  ///< part of a gesture that ends with cursorReleased
  void cursorReleased();
  void pointChosen(const separatrix::ChosenPoint& point);
  void specialChosen(const QString& id);  ///< by keyboard: for who does not see it

 protected:
  bool event(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override { event->accept(); }
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  bool focusNextPrevChild(bool next) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  enum class Hand { idle, pressed, cursor };
  void refresh();
  void moveCursorTo(QPointF pixel);
  void moveCursorBy(double dx, double dy);
  std::optional<ChosenPoint> pointAt(QPointF pixel) const;
  ChosenPoint chosen(const SpecialPoint& special) const;
  QString tipAt(QPointF pixel) const;
  bool onCursor(QPointF pixel) const;
  void paintCursor(QPainter& painter) const;

  DiagramPtr diagram_, whole_;  ///< shown; the last complete one
  DiagramQuantity quantity_;
  bool curves_ = false, complete_ = false, stale_ = false, fits_ = false;
  double first_ = 0, second_ = 0;
  Hand hand_ = Hand::idle;
  QPointF pressedAt_;
  int special_ = -1;  ///< chosen by keyboard
};

}  // namespace separatrix
