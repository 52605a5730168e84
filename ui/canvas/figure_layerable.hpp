#pragma once

#include <qcustomplot.h>

#include "core/figure/figure.hpp"

namespace separatrix {

class FigureCanvas;

/// One layer of the canvas' figure as QCustomPlot sees it: asks the shared drawing routine for its
/// marks each time its layer is drawn, and paints them with fast strokes.
class FigureLayerable : public QCPLayerable {
 public:
  FigureLayerable(FigureCanvas* canvas, Layer layer, const QString& qcpLayer);

 protected:
  QRect clipRect() const override;
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
  void draw(QCPPainter* painter) override;

 private:
  void drawGlow(QCPPainter* painter);

  FigureCanvas* canvas_;
  Layer layer_;
};

}  // namespace separatrix
