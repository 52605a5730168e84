#pragma once

#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

struct OrbitDiagramOptions {
  int parameter = 0;   ///< index of the one that varies
  Interval range;
  int columns = 800;   ///< values of the parameter, both ends included
  int transient = 500; ///< iterations thrown away in each column
  int kept = 200;      ///< iterations kept
};

/// The points a map settles on, parameter value after parameter value.
struct OrbitColumn {
  double parameter = 0;
  std::vector<std::vector<double>> points;  ///< fewer than `kept` where the orbit closed (one turn) or escaped (none)
  bool escaped = false;
};

/// The orbit diagram of a map: in each column the orbit goes on from the last column's point (hysteresis shows
/// as in a slow sweep), from the model's initial state after an escape. An orbit that leaves the box by a
/// hundred times its size, or is not a number, has escaped. One that returns to itself to 1e-12 is kept for one turn.
/// Errors: usage (not a map, no such parameter, empty range); cancelled.
Result<std::vector<OrbitColumn>> computeOrbitDiagram(const Problem& problem, const OrbitDiagramOptions& options,
                                                     const std::stop_token& stop = {});

}  // namespace separatrix
