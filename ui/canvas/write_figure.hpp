#pragma once

#include <QByteArray>

#include "core/base/error.hpp"
#include "core/figure/figure.hpp"
#include "core/figure/page_layout.hpp"
#include "core/figure/style.hpp"

class QPainter;

namespace separatrix {

/// Paints the figure on paper of `layout`; the painter's units must be the layout's. With
/// `transparent` the background is left as it is.
void paintFigure(QPainter& painter, const Figure& figure, const Style& style, const PageLayout& layout,
                 bool transparent = false);

/// One PDF page of exactly the page's size: vector lines, embedded fonts, real text. Equal inputs give
/// equal bytes; the creation date is SOURCE_DATE_EPOCH, else 1970. Needs a QGuiApplication (any platform).
/// Errors: usage for a page without area.
Result<QByteArray> writePdf(const Figure& figure, const Style& style, const PageSize& page, bool transparent = false);

/// A PNG of round(size * dpi) pixels with the resolution inside (pHYs). Needs a QGuiApplication.
/// Errors: usage for a page without area or more than 400 million pixels.
Result<QByteArray> writePng(const Figure& figure, const Style& style, const PageSize& page, double dpi = 300,
                            bool transparent = false);

}  // namespace separatrix
