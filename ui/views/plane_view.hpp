#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/flow/trajectory.hpp"
#include "ui/canvas/figure_canvas.hpp"

namespace separatrix {

/// What a left drag or click in the plane does.
enum class PlaneTool { orbit, move, pan, zoom, kick };

/// The phase plane as a person handles it: turns mouse and keys into wishes, and draws on top of
/// the figure what belongs to the hand (crosshair, keyboard cursor, the edge of a stale picture). Changes nothing
/// itself: whoever listens edits the session, and the view follows the session.
class PlaneView : public FigureCanvas {
  Q_OBJECT

 public:
  explicit PlaneView(QWidget* parent = nullptr);

  void setStarts(std::vector<QPointF> starts);  ///< data coordinates of the start handles, by trajectory
  void setTips(std::map<std::string, QString> tips);  ///< by id, shown where the mouse rests
  void setStale(const QString& why);            ///< amber edge with these words; empty: none
  void zoomAbout(double factor);                ///< the cursor, else the middle
  void setTool(PlaneTool tool);
  PlaneTool tool() const { return tool_; }
  void setSelected(const QString& id);          ///< glows while nothing is hovered
  std::optional<QPointF> cursor() const { return cursor_; }  ///< where the mouse or keyboard points, data coordinates

 signals:
  void startWanted(QPointF at, bool bothWays);        ///< a click on empty
  void liveBegan(QPointF at);                         ///< a drag from empty: a trajectory follows the cursor
  void liveMoved(QPointF at);
  void startDragged(int trajectory, QPointF at, bool lockY);  ///< of a start handle
  void kickBegan(const QString& equilibrium);         ///< a drag from this equilibrium: an instantaneous displacement
  void kickMoved(QPointF at, bool alongX);            ///< to here; alongX: the second variable stays
  void gestureEnded();
  void gestureCancelled();
  void windowWanted(separatrix::Interval x, separatrix::Interval y, const QString& gesture);
  void fitWanted();
  void objectClicked(const QString& id);              ///< empty: nothing
  void menuWanted(QPoint global, QPointF at, const QString& id);
  void deleteWanted();
  void boxResized();                                  ///< plotRect() has another size
  void hovered();                                     ///< cursor() changed

 protected:
  bool event(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  enum class Hand { idle, pressed, live, handle, pan, band, kick };
  void press(QPointF at, Qt::KeyboardModifiers modifiers);
  void hover(QPointF pixel);
  void glow(QPointF pixel);
  void restCursor(QPointF at);
  void zoomToBand(QPointF to, bool out);
  std::optional<std::string> equilibriumAt(QPointF pixel, double tolerance) const;
  void moveCursor(double dx, double dy);
  void zoom(QPointF about, double factor, bool alongX, bool alongY);
  void panTo(QPointF pixel);
  std::optional<int> handleAt(QPointF pixel, double tolerance = 8) const;
  std::optional<std::string> thingAt(QPointF pixel) const;
  void cancel();

  Hand hand_ = Hand::idle;
  PlaneTool tool_ = PlaneTool::orbit;
  QPointF pressedAt_, bandTo_;
  bool bothWays_ = false, spaceHeld_ = false, keyboardCursor_ = false;
  int dragged_ = -1;
  std::vector<QPointF> starts_;
  std::optional<QPointF> cursor_;
  std::pair<Interval, Interval> axesAtPress_;
  QString stale_;
  std::string selectedId_;
  std::map<std::string, QString> tips_;
};

}  // namespace separatrix
