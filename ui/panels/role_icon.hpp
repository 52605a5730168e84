#pragma once

#include <QIcon>
#include <QPixmap>

#include "core/figure/figure.hpp"
#include "core/figure/style.hpp"

namespace separatrix {

/// A small picture of what a layer's marks look like in a style: its legend, in the panel and on
/// the strip of a narrow window.
QPixmap layerSwatch(Layer layer, const Style& style, QSize size, double pixelRatio);

/// The marker of an equilibrium's role, or the stroke of a curve's.
QPixmap roleSwatch(Role role, const Style& style, QSize size, double pixelRatio);

/// The tint of a basin.
QPixmap regionSwatch(int region, const Style& style, QSize size, double pixelRatio);

/// Line drawings of the tool bar, in the ink of the palette.
enum class Glyph { gallery, open, edit, undo, redo, forward, backward, both, clear, fit, pause, exportFigure, story, orbit, move, hand, zoom, kick, stimulus };
QIcon glyphIcon(Glyph glyph, const QPalette& palette);

/// The program's own mark.
QIcon programIcon();

}  // namespace separatrix
