#include "core/figure/page_layout.hpp"

#include <algorithm>

namespace separatrix {
namespace {

constexpr double kTick = 3.5, kGap = 3;             // points: tick length, air around text
constexpr double kXTickEvery = 30, kYTickEvery = 24;  // points between numbers, at 9 pt letters
constexpr int kMostXTicks = 8, kMostYTicks = 7;  // aimed at

double widest(const Ticks& ticks, double size) {
  double width = 0;
  for (const std::string& label : ticks.labels) width = std::max(width, estimatedWidth({{label}}, size));
  return width;
}

int tickTarget(double length, double every, int most) { return std::clamp(static_cast<int>(length / every), 1, most); }

}  // namespace

int xTickTarget(double lengthPt, double fontPt) { return tickTarget(lengthPt, kXTickEvery * fontPt / 9, kMostXTicks); }
int yTickTarget(double lengthPt, double fontPt) { return tickTarget(lengthPt, kYTickEvery * fontPt / 9, kMostYTicks); }

PageLayout layOut(const Figure& figure, double width, double height, double fontPt, double point, double breadth) {
  PageLayout page;
  page.width = width;
  page.height = height;
  page.font = fontPt * point;
  const double tick = kTick * point, gap = kGap * point;

  const TextRuns xLabel = axisRuns(figure.x), yLabel = axisRuns(figure.y);
  const double top = figure.title.empty() ? 0.7 * page.font : 1.3 * page.font + gap;
  const double bottom = tick + gap + page.font + (xLabel.empty() ? 0 : gap + 1.1 * page.font) + gap;
  page.frame.top = top;
  page.frame.height = std::max(10 * point, height - top - bottom);
  page.y = niceTicks(figure.y.range, yTickTarget(page.frame.height / point, fontPt));

  const double yLabelWidth = breadth * estimatedWidth(yLabel, page.font);
  page.yLabelUpright = yLabelWidth <= 2.5 * page.font;
  const double yLabelRoom = yLabel.empty() ? 0 : gap + (page.yLabelUpright ? yLabelWidth : 1.2 * page.font);
  const double left = gap + yLabelRoom + breadth * widest(page.y, page.font) + gap + tick;
  const double right = 1.2 * page.font;
  page.frame.left = left;
  page.frame.width = std::max(10 * point, width - left - right);
  page.x = niceTicks(figure.x.range, xTickTarget(page.frame.width / point, fontPt));

  page.frame.x = figure.x.range;
  page.frame.y = figure.y.range;
  page.frame.point = point;
  return page;
}

PageLayout layOutPage(const Figure& figure, const PageSize& page) {
  return layOut(figure, page.widthCm * kPointsPerCm, page.heightCm * kPointsPerCm, page.fontPt);
}

}  // namespace separatrix
