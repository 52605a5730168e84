#include "ui/canvas/figure_layerable.hpp"

#include "core/figure/draw_figure.hpp"
#include "ui/canvas/figure_canvas.hpp"
#include "ui/canvas/paint_marks.hpp"
#include "ui/style/qt_style.hpp"

namespace separatrix {
namespace {

constexpr double kGlow = 6;  // points, width of the halo around what is pointed at

// The halo of a path or disc: the same shape, wide and translucent. Arrowheads and text have none.
void paintHalo(QPainter* painter, const Mark& mark, double glow) {
  painter->setBrush(Qt::NoBrush);
  const auto pen = [&](Ink ink, double width) {
    QColor halo = color(ink);
    halo.setAlpha(90);
    return QPen(halo, width + glow, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  };
  if (const auto* disc = std::get_if<DiscMark>(&mark)) {
    painter->setPen(pen(disc->ink, disc->width));
    painter->drawEllipse(QPointF(disc->center.x, disc->center.y), disc->radius, disc->radius);
  }
  const auto* path = std::get_if<PathMark>(&mark);
  if (path == nullptr || !path->ink) return;
  painter->setPen(pen(*path->ink, path->width));
  for (const PaperLine& piece : path->pieces) {
    QPolygonF line;
    for (const PaperPoint& p : piece) line.append(QPointF(p.x, p.y));
    path->closed ? painter->drawPolygon(line) : painter->drawPolyline(line);
  }
}

// What of a figure carries this id.
Figure onlyId(const Figure& figure, const std::string& id) {
  Figure chosen;
  chosen.visible = figure.visible;
  for (const FigureLine& line : figure.lines)
    if (line.id == id) chosen.lines.push_back(line);
  for (const FigureMarker& marker : figure.markers)
    if (marker.id == id) chosen.markers.push_back(marker);
  return chosen;
}

}  // namespace

FigureLayerable::FigureLayerable(FigureCanvas* canvas, Layer layer, const QString& qcpLayer)
    : QCPLayerable(canvas, qcpLayer), canvas_(canvas), layer_(layer) {}

QRect FigureLayerable::clipRect() const {
  const bool overflows = layer_ == Layer::axes || layer_ == Layer::equilibria;
  return overflows ? canvas_->viewport() : canvas_->axisRect()->rect();
}

void FigureLayerable::applyDefaultAntialiasingHint(QCPPainter* painter) const { painter->setAntialiasing(true); }

void FigureLayerable::draw(QCPPainter* painter) {
  const Figure* figure = canvas_->figure_.get();
  const LayerSet shown = canvas_->shown();
  if (figure == nullptr || !shown[static_cast<std::size_t>(layer_)]) return;
  painter->setRenderHint(QPainter::Antialiasing);
  const PageLayout page = canvas_->page();
  const PaintMarksOptions options{canvas_->font(), true};
  const Marks marks = layer_ == Layer::axes ? drawLabels(*figure, canvas_->style_, page)
                                            : drawLayer(*figure, layer_, canvas_->style_, page.frame, shown);
  paintMarks(*painter, marks, options);
  if (layer_ == Layer::notes && canvas_->highlighted_) drawGlow(painter);
}

void FigureLayerable::drawGlow(QCPPainter* painter) {
  const PageLayout page = canvas_->page();
  const Figure chosen = onlyId(*canvas_->figure_, *canvas_->highlighted_);
  for (const Layer layer : kLayers)
    for (const Mark& mark : drawLayer(chosen, layer, canvas_->style_, page.frame, canvas_->shown()))
      paintHalo(painter, mark, kGlow * page.frame.point);
}

}  // namespace separatrix
