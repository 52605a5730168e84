#include "core/figure/basin_cells.hpp"

#include <utility>

namespace separatrix {

void addBasins(Figure& figure, const Problem& problem, const Basins& basins) {
  if (problem.plane.i == problem.plane.j) return;
  FigureCells grid;
  grid.x = problem.box[static_cast<std::size_t>(problem.plane.i)];
  grid.y = problem.box[static_cast<std::size_t>(problem.plane.j)];
  grid.columns = basins.columns;
  for (const int k : basins.cells) {
    const BranchDestination::Kind kind = basins.attractors[static_cast<std::size_t>(k)].kind;
    const bool attracts = kind == BranchDestination::Kind::equilibrium || kind == BranchDestination::Kind::cycle;
    grid.cells.push_back(attracts ? k : -1);
  }
  figure.cells.insert(figure.cells.begin(), std::move(grid));
}

}  // namespace separatrix
