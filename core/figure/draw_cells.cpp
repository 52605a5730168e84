#include "core/figure/draw_cells.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace separatrix {
namespace {

constexpr double kHair = 0.8;  // points: a pixel of the screen, so that no seam shows between rows

}  // namespace

Marks drawCells(const FigureCells& grid, const Style& style, const PaperFrame& frame) {
  std::map<std::pair<int, int>, PathMark> areas;  // of each region the even rows, then the odd ones: a path must not overlap itself
  const int rows = grid.rows();
  const double hair = kHair * frame.point;
  const auto xAt = [&](int column) { return grid.x.lo + grid.x.width() * column / grid.columns; };
  const auto yAt = [&](int row) { return grid.y.lo + grid.y.width() * row / rows; };
  for (int row = 0; row < rows; ++row)
    for (int first = 0, last = 0; first < grid.columns; first = last) {
      const auto at = [&](int column) { return grid.cells[static_cast<std::size_t>(row * grid.columns + column)]; };
      const int region = at(first);
      for (last = first + 1; last < grid.columns && at(last) == region; ++last) continue;
      const PaperPoint low = frame.at(xAt(first), yAt(row)), high = frame.at(xAt(last), yAt(row + 1));
      const double left = std::max(low.x, frame.left), right = std::min(high.x + hair, frame.right());
      const double top = std::max(high.y - hair, frame.top), bottom = std::min(low.y, frame.bottom());
      if (region < 0 || !(left < right && top < bottom)) continue;
      PathMark& area = areas.try_emplace({region, row % 2}, PathMark{{}, true, style.region(region), std::nullopt, 0, {}}).first->second;
      area.pieces.push_back({{left, bottom}, {right, bottom}, {right, top}, {left, top}});
    }
  Marks marks;
  for (auto& [which, area] : areas) marks.emplace_back(std::move(area));
  return marks;
}

}  // namespace separatrix
