#include "ui/panels/role_icon.hpp"

#include <QPainter>
#include <QPainterPath>

namespace separatrix {
namespace {

QColor color(const Ink& ink) { return {ink.red, ink.green, ink.blue}; }

QPixmap blank(QSize size, double ratio) {
  QPixmap pixmap(size * ratio);
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  return pixmap;
}

void drawStroke(QPainter& painter, const Stroke& stroke, QPointF from, QPointF to) {
  QPen pen(color(stroke.ink), std::max(1.2, stroke.width * 1.1), Qt::SolidLine, Qt::FlatCap);
  if (!stroke.dash.empty()) {
    QList<qreal> dash;
    for (const double length : stroke.dash) dash << length * 0.75;
    pen.setDashPattern(dash);
  }
  painter.setPen(pen);
  painter.drawLine(from, to);
}

void drawArrowHead(QPainter& painter, QPointF tip, const QColor& ink, double size) {
  painter.setPen(Qt::NoPen);
  painter.setBrush(ink);
  painter.drawPolygon(QPolygonF{tip, tip + QPointF(-size, -size * 0.55), tip + QPointF(-size, size * 0.55)});
}

void drawMarker(QPainter& painter, const Marker& marker, QPointF at, double radius) {
  painter.setPen(QPen(color(marker.ink), 1.4));
  painter.setBrush(color(marker.fill));
  if (marker.shape == MarkerShape::halfDiamond) {
    const QPolygonF diamond{at + QPointF(0, -radius), at + QPointF(radius, 0), at + QPointF(0, radius), at + QPointF(-radius, 0)};
    painter.drawPolygon(diamond);
    painter.setBrush(color(marker.ink));
    painter.drawPolygon(QPolygonF{diamond[0], diamond[3], diamond[2]});
    return;
  }
  painter.drawEllipse(at, radius * 0.85, radius * 0.85);
  if (marker.shape == MarkerShape::crossedCircle) {
    const double d = radius * 0.55;
    painter.drawLine(at + QPointF(-d, -d), at + QPointF(d, d));
    painter.drawLine(at + QPointF(-d, d), at + QPointF(d, -d));
  }
}

void drawLayer(QPainter& painter, Layer layer, const Style& style, double w, double h) {
  const double y = h / 2;
  const auto line = [&](Role role, double at) { drawStroke(painter, style.stroke(role), {1, at}, {w - 1, at}); };
  switch (layer) {
    case Layer::axes:
      painter.setPen(QPen(color(style.ink), 1.2));
      painter.drawPolyline(QPolygonF{{w * 0.2, 2}, {w * 0.2, h - 3}, {w - 2, h - 3}});
      break;
    case Layer::field:
      line(Role::fieldArrow, y);
      drawArrowHead(painter, {w - 1, y}, color(style.stroke(Role::fieldArrow).ink), 5);
      break;
    case Layer::nullclines:
      line(Role::xNullcline, y - 3);
      line(Role::yNullcline, y + 3);
      break;
    case Layer::equilibria:
      drawMarker(painter, style.marker(Role::stableEquilibrium), {w * 0.28, y}, 4.4);
      drawMarker(painter, style.marker(Role::unstableEquilibrium), {w * 0.74, y}, 4.4);
      break;
    case Layer::manifolds:
      line(Role::stableManifold, y - 3);
      line(Role::unstableManifold, y + 3);
      break;
    case Layer::orbits:
      line(Role::orbit, y);
      drawArrowHead(painter, {w * 0.68, y}, color(style.stroke(Role::orbit).ink), 6);
      break;
    case Layer::cycles:
      painter.setPen(QPen(color(style.stroke(Role::stableCycle).ink), 2));
      painter.setBrush(Qt::NoBrush);
      painter.drawEllipse(QPointF(w / 2, y), w / 2 - 3, h / 2 - 3);
      break;
    case Layer::notes:
      painter.setPen(color(style.ink));
      painter.drawText(QRectF(0, 0, w, h), Qt::AlignCenter, QStringLiteral("T"));
      break;
  }
}

QPainterPath pathOf(Glyph glyph) {
  QPainterPath path;  // in a box of 16 by 16
  const auto arrow = [&path](QPointF tip, double s) {
    path.moveTo(tip + QPointF(-s, -3.2));
    path.lineTo(tip);
    path.lineTo(tip + QPointF(-s, 3.2));
  };
  switch (glyph) {
    case Glyph::gallery:
      for (const QPointF corner : {QPointF(2, 2), QPointF(9, 2), QPointF(2, 9), QPointF(9, 9)})
        path.addRoundedRect(QRectF(corner, QSizeF(5, 5)), 1, 1);
      break;
    case Glyph::open:
      path.moveTo(2, 13); path.lineTo(2, 3.5); path.lineTo(6, 3.5); path.lineTo(7.5, 5.5); path.lineTo(13, 5.5); path.lineTo(13, 7.5);
      path.moveTo(2, 13); path.lineTo(4.5, 7.5); path.lineTo(15, 7.5); path.lineTo(12.5, 13); path.closeSubpath();
      break;
    case Glyph::edit:
      path.moveTo(3, 13); path.lineTo(3.7, 10); path.lineTo(11, 2.7); path.lineTo(13.3, 5); path.lineTo(6, 12.3); path.closeSubpath();
      path.moveTo(9.5, 4.2); path.lineTo(11.8, 6.5);
      break;
    case Glyph::undo:
    case Glyph::redo:
      path.moveTo(6, 2.5); path.lineTo(2.5, 6); path.lineTo(6, 9.5);
      path.moveTo(2.5, 6); path.lineTo(9.5, 6); path.cubicTo(15, 6, 15, 13, 9.5, 13); path.lineTo(6, 13);
      if (glyph == Glyph::redo) path = QTransform(-1, 0, 0, 1, 16, 0).map(path);
      break;
    case Glyph::forward:
    case Glyph::backward:
      path.moveTo(2, 8); path.lineTo(13.5, 8);
      arrow({14, 8}, 4);
      if (glyph == Glyph::backward) path = QTransform(-1, 0, 0, 1, 16, 0).map(path);
      break;
    case Glyph::both:
      path.moveTo(2, 8); path.lineTo(14, 8);
      arrow({14.5, 8}, 3.6);
      path.moveTo(5.1, 4.8); path.lineTo(1.5, 8); path.lineTo(5.1, 11.2);
      break;
    case Glyph::clear:
      path.moveTo(3, 4.5); path.lineTo(13, 4.5); path.moveTo(6, 4.5); path.lineTo(6, 2.5); path.lineTo(10, 2.5); path.lineTo(10, 4.5);
      path.moveTo(4.2, 4.5); path.lineTo(5, 14); path.lineTo(11, 14); path.lineTo(11.8, 4.5);
      break;
    case Glyph::fit:
      path.moveTo(2, 6); path.lineTo(2, 2); path.lineTo(6, 2); path.moveTo(10, 2); path.lineTo(14, 2); path.lineTo(14, 6);
      path.moveTo(14, 10); path.lineTo(14, 14); path.lineTo(10, 14); path.moveTo(6, 14); path.lineTo(2, 14); path.lineTo(2, 10);
      break;
    case Glyph::pause:
      path.addRoundedRect(QRectF(4, 3, 2.5, 10), 1, 1);
      path.addRoundedRect(QRectF(9.5, 3, 2.5, 10), 1, 1);
      break;
    case Glyph::exportFigure:
      path.moveTo(8, 10); path.lineTo(8, 2); path.moveTo(4.8, 5); path.lineTo(8, 1.8); path.lineTo(11.2, 5);
      path.moveTo(2.5, 9); path.lineTo(2.5, 14); path.lineTo(13.5, 14); path.lineTo(13.5, 9);
      break;
    case Glyph::orbit:
      path.moveTo(2.5, 13); path.cubicTo(2, 3, 14, 1, 13.5, 7.5); path.cubicTo(13, 12, 7, 12, 7.5, 8.5);
      path.addEllipse(QPointF(2.6, 13), 1, 1);
      break;
    case Glyph::move:
      path.moveTo(3.5, 2); path.lineTo(12.5, 8.5); path.lineTo(8.3, 9.2); path.lineTo(10.5, 13.6); path.lineTo(8.7, 14.4);
      path.lineTo(6.6, 10); path.lineTo(3.5, 12.8); path.closeSubpath();
      break;
    case Glyph::hand:
      for (const double turn : {0.0, 90.0, 180.0, 270.0}) {
        const QTransform around = QTransform().translate(8, 8).rotate(turn).translate(-8, -8);
        QPainterPath tip;
        tip.moveTo(8, 8); tip.lineTo(8, 2); tip.moveTo(6, 3.8); tip.lineTo(8, 1.8); tip.lineTo(10, 3.8);
        path.addPath(around.map(tip));
      }
      break;
    case Glyph::zoom:
      path.addEllipse(QPointF(6.8, 6.8), 4.4, 4.4);
      path.moveTo(10.1, 10.1); path.lineTo(14, 14);
      path.moveTo(4.9, 6.8); path.lineTo(8.7, 6.8); path.moveTo(6.8, 4.9); path.lineTo(6.8, 8.7);
      break;
    case Glyph::kick:
      path.addEllipse(QPointF(3.4, 8), 1.7, 1.7);
      path.moveTo(6.5, 8); path.lineTo(13.5, 8);
      arrow({14, 8}, 3.4);
      path.moveTo(14.6, 3); path.lineTo(14.6, 13);
      break;
    case Glyph::stimulus:
      path.moveTo(1.5, 12); path.lineTo(5, 12); path.lineTo(5, 4); path.lineTo(11, 4); path.lineTo(11, 12); path.lineTo(14.5, 12);
      break;
    case Glyph::story:
      path.moveTo(4, 2.5); path.lineTo(13, 8); path.lineTo(4, 13.5); path.closeSubpath();
      break;
  }
  return path;
}

QPixmap glyphPixmap(Glyph glyph, const QColor& ink, double ratio) {
  QPixmap pixmap = blank({16, 16}, ratio);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(ink, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(pathOf(glyph));
  return pixmap;
}

}  // namespace

QPixmap layerSwatch(Layer layer, const Style& style, QSize size, double pixelRatio) {
  QPixmap pixmap = blank(size, pixelRatio);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  drawLayer(painter, layer, style, size.width(), size.height());
  return pixmap;
}

QPixmap roleSwatch(Role role, const Style& style, QSize size, double pixelRatio) {
  QPixmap pixmap = blank(size, pixelRatio);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  const QPointF middle(size.width() / 2.0, size.height() / 2.0);
  switch (role) {
    case Role::stableEquilibrium:
    case Role::unstableEquilibrium:
    case Role::saddleEquilibrium:
    case Role::nonhyperbolicEquilibrium: drawMarker(painter, style.marker(role), middle, 5); break;
    default: drawStroke(painter, style.stroke(role), {1, middle.y()}, {size.width() - 1.0, middle.y()});
  }
  return pixmap;
}

QPixmap regionSwatch(int region, const Style& style, QSize size, double pixelRatio) {
  QPixmap pixmap = blank(size, pixelRatio);
  QPainter painter(&pixmap);
  painter.setPen(QPen(color(style.grid).darker(130), 1));
  painter.setBrush(color(style.region(region)));
  painter.drawRect(QRectF(0.5, 0.5, size.width() - 1.0, size.height() - 1.0));
  return pixmap;
}

QIcon glyphIcon(Glyph glyph, const QPalette& palette) {
  QIcon icon;
  for (const double ratio : {1.0, 2.0, 3.0}) {
    icon.addPixmap(glyphPixmap(glyph, palette.color(QPalette::Active, QPalette::ButtonText), ratio), QIcon::Normal);
    icon.addPixmap(glyphPixmap(glyph, palette.color(QPalette::Disabled, QPalette::ButtonText), ratio), QIcon::Disabled);
  }
  return icon;
}

QIcon programIcon() {
  const Style light = style(StyleName::light);
  QIcon icon;
  for (const int side : {16, 32, 64, 128}) {
    QPixmap pixmap = blank({side, side}, 1);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(side / 32.0, side / 32.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(QRectF(0, 0, 32, 32), 6, 6);
    QPainterPath separatrix;  // a loop through a saddle
    separatrix.moveTo(3, 27);
    separatrix.cubicTo(13, 17, 20, 3, 26, 8);
    separatrix.cubicTo(31, 13, 19, 20, 3, 10);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color(light.stroke(Role::unstableManifold).ink), 2.6, Qt::SolidLine, Qt::RoundCap));
    painter.drawPath(separatrix);
    drawMarker(painter, light.marker(Role::stableEquilibrium), {21.5, 11.5}, 3.2);
    drawMarker(painter, light.marker(Role::saddleEquilibrium), {12, 16.4}, 4.2);
    icon.addPixmap(pixmap);
  }
  return icon;
}

}  // namespace separatrix
