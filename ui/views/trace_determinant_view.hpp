#pragma once

#include <map>
#include <string>
#include <utility>

#include "core/phaseplane/portrait.hpp"
#include "ui/canvas/figure_canvas.hpp"

namespace separatrix {

/// The equilibria of a planar flow in the plane of trace and determinant, moving with the portrait. Where
/// the matrix itself can be chosen (setMovable) the point is a handle: drag it, or move it with the arrows.
/// Changes nothing itself.
class TraceDeterminantView : public FigureCanvas {
  Q_OBJECT

 public:
  explicit TraceDeterminantView(QWidget* parent = nullptr);

  void setPortrait(const PortraitPtr& portrait);
  void setMovable(bool movable);
  void setTips(std::map<std::string, QString> tips) { tips_ = std::move(tips); }  ///< by id, shown where the mouse rests
  QSize sizeHint() const override { return {280, 150}; }

 signals:
  void moved(double trace, double determinant);  ///< part of a gesture that ends with released
  void released();
  void cancelled();
  void objectClicked(const QString& id);

 protected:
  bool event(QEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override { event->ignore(); }

 private:
  void refresh();
  QPointF snapped(QPointF pixel) const;
  const FigureMarker* point() const;  ///< the one that can be moved

  PortraitPtr portrait_;
  std::map<std::string, QString> tips_;
  double reach_ = 0;
  bool movable_ = false, dragging_ = false;
  QPointF grip_;  ///< from the point to where it was taken
};

}  // namespace separatrix
