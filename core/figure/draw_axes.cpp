#include "core/figure/draw_figure.hpp"

namespace separatrix {
namespace {

constexpr double kTick = 3.5, kGap = 3, kFrameWidth = 0.8, kCapHeight = 0.68;  // points; the last in letter sizes

void drawFrame(Marks& marks, const PageLayout& page, Ink ink) {
  const PaperFrame& f = page.frame;
  const PaperLine box{{f.left, f.top}, {f.right(), f.top}, {f.right(), f.bottom()}, {f.left, f.bottom()}};
  marks.emplace_back(PathMark{{box}, true, std::nullopt, ink, kFrameWidth * f.point, {}});
}

void drawTicks(Marks& marks, const PageLayout& page, Ink ink) {
  const PaperFrame& f = page.frame;
  const double tick = kTick * f.point, gap = kGap * f.point, width = kFrameWidth * f.point;
  PathMark strokes{{}, false, std::nullopt, ink, width, {}};
  Marks numbers;
  for (std::size_t k = 0; k < page.x.values.size(); ++k) {
    const double x = f.at(page.x.values[k], f.y.lo).x;
    strokes.pieces.push_back({{x, f.bottom()}, {x, f.bottom() + tick}});
    const PaperPoint at{x, f.bottom() + tick + gap + kCapHeight * page.font};
    numbers.emplace_back(TextMark{at, TextAlign::center, {{page.x.labels[k]}}, page.font, ink, false});
  }
  for (std::size_t k = 0; k < page.y.values.size(); ++k) {
    const double y = f.at(f.x.lo, page.y.values[k]).y;
    strokes.pieces.push_back({{f.left - tick, y}, {f.left, y}});
    const PaperPoint at{f.left - tick - gap, y + kCapHeight / 2 * page.font};
    numbers.emplace_back(TextMark{at, TextAlign::right, {{page.y.labels[k]}}, page.font, ink, false});
  }
  marks.emplace_back(std::move(strokes));
  for (Mark& number : numbers) marks.push_back(std::move(number));
}

}  // namespace

Marks drawAxes(const Figure& figure, const Style& style, const PageLayout& page) {
  Marks marks;
  if (!figure.shows(Layer::axes)) return marks;
  drawFrame(marks, page, style.ink);
  drawTicks(marks, page, style.ink);
  for (Mark& label : drawLabels(figure, style, page)) marks.push_back(std::move(label));
  return marks;
}

Marks drawLabels(const Figure& figure, const Style& style, const PageLayout& page) {
  Marks marks;
  const PaperFrame& f = page.frame;
  const double gap = kGap * f.point, middle = f.left + f.width / 2, center = f.top + f.height / 2;
  const TextRuns x = axisRuns(figure.x), y = axisRuns(figure.y), title = textRuns(figure.title);
  if (!x.empty())
    marks.emplace_back(TextMark{{middle, page.height - gap - 0.3 * page.font}, TextAlign::center, x, page.font, style.ink, false});
  if (!y.empty() && page.yLabelUpright)
    marks.emplace_back(TextMark{{gap, center + kCapHeight / 2 * page.font}, TextAlign::left, y, page.font, style.ink, false});
  if (!y.empty() && !page.yLabelUpright)
    marks.emplace_back(TextMark{{gap + 0.85 * page.font, center}, TextAlign::center, y, page.font, style.ink, true});
  if (!title.empty())
    marks.emplace_back(TextMark{{middle, f.top - gap - 0.1 * page.font}, TextAlign::center, title, page.font, style.ink, false});
  return marks;
}

}  // namespace separatrix
