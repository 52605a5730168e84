#pragma once

#include <vector>

namespace separatrix {

/// Cells of a grid, those judged so far, and which still have to be.
///
///   cell = kUnknown | kNone (no portrait there) | index of its kind
///
/// A block is a rectangle of cells; where all its known cells agree it counts as one region, else it is halved.
class AtlasBlocks {
 public:
  static constexpr int kUnknown = -1, kNone = -2;

  AtlasBlocks(int columns, int rows);

  std::vector<int> wanted() const;  ///< indices of the cells to judge next, ascending; empty: done
  void judge(int cell, int kind) { known_[static_cast<std::size_t>(cell)] = kind; }
  void refine();                    ///< once all wanted cells are judged: fills blocks that agree, halves the others
  /// Every cell as far as known; unknown ones of agreeing blocks filled in, those of open blocks as the nearest
  /// known cell of their block (a guess, until nothing is wanted any more).
  std::vector<int> filled() const;
  const std::vector<int>& known() const { return known_; }

 private:
  struct Block {
    int left, bottom, right, top;  ///< inclusive
  };
  int at(int column, int row) const { return known_[static_cast<std::size_t>(row * columns_ + column)]; }
  int agreed(const Block& block) const;  ///< the one kind of its known cells; kUnknown where they differ
  int nearestKnown(const Block& block, int column, int row) const;
  static std::vector<Block> halves(const Block& block);

  int columns_, rows_;
  std::vector<int> known_;
  std::vector<Block> open_, agreeing_;
};

}  // namespace separatrix
