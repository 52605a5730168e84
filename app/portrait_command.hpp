#pragma once

#include "app/command_line_options.hpp"

namespace separatrix {

struct PortraitCommand {
  CommandOptions common;
  PlaneOptions plane;
  std::string via;        ///< parameter along which cycles of large systems are followed; empty: the first
  int maximalPeriod = 1;  ///< of points of maps
  int pixels = 800;       ///< the width of the picture `curves` are true to
  bool curves = false;
  int basins = 0;  ///< cells on each side of the grid of basins; 0: none
};

/// `separatrix portrait`: equilibria, cycles, manifolds, nullclines, as JSON or as a table.
CommandResult portraitCommand(const PortraitCommand& command, const std::stop_token& stop);

}  // namespace separatrix
