#include "core/phaseplane/atlas_blocks.hpp"

#include <algorithm>
#include <utility>

namespace separatrix {
namespace {

constexpr int kStride = 6;  // cells between the lines of the coarse lattice

// 0, s, 2 s, ..., last: the lines of the coarse lattice along one side.
std::vector<std::pair<int, int>> spans(int count) {
  std::vector<std::pair<int, int>> all;
  for (int from = 0; from < count - 1; from += kStride) all.emplace_back(from, std::min(from + kStride, count - 1));
  if (all.empty()) all.emplace_back(0, 0);
  return all;
}

}  // namespace

AtlasBlocks::AtlasBlocks(int columns, int rows)
    : columns_(columns), rows_(rows), known_(static_cast<std::size_t>(columns * rows), kUnknown) {
  for (const auto& [bottom, top] : spans(rows))
    for (const auto& [left, right] : spans(columns)) open_.push_back({left, bottom, right, top});
}

// Corners and the middle.
std::vector<int> AtlasBlocks::wanted() const {
  std::vector<int> cells;
  for (const Block& b : open_)
    for (const auto& [column, row] : {std::pair(b.left, b.bottom), {b.right, b.bottom}, {b.left, b.top}, {b.right, b.top},
                                      {(b.left + b.right) / 2, (b.bottom + b.top) / 2}})
      if (at(column, row) == kUnknown) cells.push_back(row * columns_ + column);
  std::ranges::sort(cells);
  const auto [first, last] = std::ranges::unique(cells);
  cells.erase(first, last);
  return cells;
}

int AtlasBlocks::agreed(const Block& block) const {
  int kind = kUnknown;
  for (int row = block.bottom; row <= block.top; ++row)
    for (int column = block.left; column <= block.right; ++column) {
      const int here = at(column, row);
      if (here == kUnknown) continue;
      if (kind != kUnknown && here != kind) return kUnknown;
      kind = here;
    }
  return kind;
}

std::vector<AtlasBlocks::Block> AtlasBlocks::halves(const Block& b) {
  const int x = (b.left + b.right) / 2, y = (b.bottom + b.top) / 2;
  std::vector<Block> parts;
  if (b.right - b.left <= 1 && b.top - b.bottom <= 1) return parts;
  for (const auto& [bottom, top] : {std::pair(b.bottom, y), {y, b.top}})
    for (const auto& [left, right] : {std::pair(b.left, x), {x, b.right}}) {
      const bool flat = (bottom == top && b.bottom != b.top) || (left == right && b.left != b.right);
      if (!flat) parts.push_back({left, bottom, right, top});
    }
  return parts;
}

// A block once found to agree is looked at again: its neighbors may have judged a cell on its border otherwise.
void AtlasBlocks::refine() {
  std::vector<Block> next, agreeing;
  for (const std::vector<Block>* list : {&open_, &agreeing_})
    for (const Block& block : *list) {
      if (agreed(block) != kUnknown) agreeing.push_back(block);
      else
        for (const Block& half : halves(block)) next.push_back(half);
    }
  open_ = std::move(next);
  agreeing_ = std::move(agreeing);
}

int AtlasBlocks::nearestKnown(const Block& block, int column, int row) const {
  int nearest = kUnknown, least = columns_ * columns_ + rows_ * rows_;
  for (int y = block.bottom; y <= block.top; ++y)
    for (int x = block.left; x <= block.right; ++x) {
      const int away = (x - column) * (x - column) + (y - row) * (y - row);
      if (at(x, y) == kUnknown || away >= least) continue;
      least = away;
      nearest = at(x, y);
    }
  return nearest;
}

std::vector<int> AtlasBlocks::filled() const {
  std::vector<int> cells = known_;
  for (const std::vector<Block>* list : {&agreeing_, &open_})
    for (const Block& block : *list)
      for (int row = block.bottom; row <= block.top; ++row)
        for (int column = block.left; column <= block.right; ++column) {
          int& cell = cells[static_cast<std::size_t>(row * columns_ + column)];
          if (cell == kUnknown) cell = nearestKnown(block, column, row);
        }
  return cells;
}

}  // namespace separatrix
