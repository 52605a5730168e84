#include "ui/canvas/write_figure.hpp"

#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <cmath>

#include "core/figure/draw_figure.hpp"
#include "ui/canvas/paint_marks.hpp"
#include "ui/canvas/pdf_bytes.hpp"
#include "ui/style/qt_style.hpp"

namespace separatrix {
namespace {

constexpr double kMostPixels = 4e8;
constexpr int kPdfResolution = 1200;

Result<void> checkPage(const PageSize& page) {
  const auto usable = [](double cm) { return std::isfinite(cm) && cm >= 0.5 && cm <= 500; };
  if (usable(page.widthCm) && usable(page.heightCm) && page.fontPt >= 1 && page.fontPt <= 200) return {};
  return std::unexpected(Error{Error::Code::usage, "The size of the figure is not one that can be drawn.", {},
                               "Sides are 0.5 to 500 cm, letters 1 to 200 pt."});
}

}  // namespace

void paintFigure(QPainter& painter, const Figure& figure, const Style& style, const PageLayout& layout, bool transparent) {
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
  if (!transparent) painter.fillRect(QRectF(0, 0, layout.width, layout.height), color(style.background));
  const PaintMarksOptions options{figureFont(), false};
  paintMarks(painter, drawAxes(figure, style, layout), options);
  const PaperFrame& frame = layout.frame;
  for (const Layer layer : kLayers) {
    painter.save();
    if (layer != Layer::equilibria) painter.setClipRect(QRectF(frame.left, frame.top, frame.width, frame.height));
    paintMarks(painter, drawLayer(figure, layer, style, frame), options);
    painter.restore();
  }
}

Result<QByteArray> writePdf(const Figure& figure, const Style& style, const PageSize& page, bool transparent) {
  if (const Result<void> usable = checkPage(page); !usable) return std::unexpected(usable.error());
  const PageLayout layout = layOutPage(figure, page);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&buffer);
    writer.setResolution(kPdfResolution);
    writer.setPageSize(QPageSize(QSizeF(layout.width, layout.height), QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(QString::fromStdString(plainText(textRuns(figure.title))));
    writer.setCreator(QStringLiteral("Separatrix"));
    QPainter painter(&writer);
    painter.setRenderHint(QPainter::LosslessImageRendering);
    painter.scale(kPdfResolution / 72.0, kPdfResolution / 72.0);
    paintFigure(painter, figure, style, layout, transparent);
  }
  buffer.close();
  return withExactPage(withFixedDate(std::move(bytes)), layout.width, layout.height);
}

Result<QByteArray> writePng(const Figure& figure, const Style& style, const PageSize& page, double dpi, bool transparent) {
  if (const Result<void> usable = checkPage(page); !usable) return std::unexpected(usable.error());
  const double perPoint = dpi / 72;
  const PageLayout layout = layOutPage(figure, page);
  const double width = std::round(layout.width * perPoint), height = std::round(layout.height * perPoint);
  if (!(dpi >= 1) || !(width >= 1 && height >= 1 && width * height <= kMostPixels))
    return std::unexpected(Error{Error::Code::usage, "A picture of that size and resolution cannot be made.", {},
                                 "Choose fewer dots per inch."});
  QImage image(static_cast<int>(width), static_cast<int>(height), QImage::Format_ARGB32_Premultiplied);
  image.fill(transparent ? QColor(Qt::transparent) : color(style.background));
  const int perMeter = static_cast<int>(std::lround(dpi / 0.0254));
  image.setDotsPerMeterX(perMeter);
  image.setDotsPerMeterY(perMeter);
  {
    QPainter painter(&image);
    painter.scale(width / layout.width, height / layout.height);
    paintFigure(painter, figure, style, layout, true);
  }
  if (!transparent) image.convertTo(QImage::Format_RGB32);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  if (!image.save(&buffer, "PNG"))
    return std::unexpected(Error{Error::Code::numerical, "The picture could not be encoded as PNG."});
  return bytes;
}

}  // namespace separatrix
