#pragma once

#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/executor.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// Which two parameters an atlas varies, over which intervals, how finely.
struct AtlasOptions {
  int xParameter = 0, yParameter = 1;
  Interval x, y;
  int columns = 60, rows = 40;

  friend bool operator==(const AtlasOptions&, const AtlasOptions&) = default;
};

/// One kind of portrait of an atlas, as its example shows it.
struct AtlasPortrait {
  std::string signature;
  double x = 0, y = 0;                  ///< the parameters of the example, the first cell computed of that kind
  std::vector<std::string> equilibria;  ///< types, sorted; of maps: of fixed points
  std::vector<std::string> cycles;      ///< stabilities, sorted

  friend bool operator==(const AtlasPortrait&, const AtlasPortrait&) = default;
};

/// A parameter plane divided into cells by portrait signature. Cells are judged by the portrait at their
/// middle; one inside a block whose border cells agree is filled in without a portrait of its own.
struct Atlas {
  Problem problem;
  AtlasOptions options;
  std::vector<int> cells;                ///< row by row from the lowest: index into portraits; -1: no portrait, or not yet
  std::vector<AtlasPortrait> portraits;  ///< by the first cell of each, row by row: equal questions give equal atlases
  std::size_t computed = 0;              ///< portraits computed
  std::vector<std::string> remarks;

  int cellAt(double x, double y) const;  ///< index into cells; -1 outside
  /// The middle of the cell in `column`, `row`.
  double xOf(int column) const { return options.x.lo + options.x.width() * (column + 0.5) / options.columns; }
  double yOf(int row) const { return options.y.lo + options.y.width() * (row + 0.5) / options.rows; }
};

using AtlasPtr = std::shared_ptr<const Atlas>;
using AtlasSink = std::function<void(const Atlas& partial)>;

/// Paints the plane of two parameters by portrait signature: a coarse lattice of cells first, then the
/// blocks whose corners or edges differ, halved until they are cells. A region that slips between the cells
/// of a block's border is missed. `sink` gets each finer state (called on the caller's thread), in which
/// cells not judged yet look like their nearest judged neighbor.
/// Errors: usage (empty range, no such parameter, one parameter twice, grid of nothing); cancelled.
Result<Atlas> computeAtlas(const Problem& problem, const AtlasOptions& options, const Executor& executor = runInOrder,
                           const AtlasSink& sink = {}, const std::stop_token& stop = {});

/// "3 equilibria (saddle, stable node, unstable focus), no cycles": a sentence for people.
std::string describe(const AtlasPortrait& portrait);

}  // namespace separatrix
