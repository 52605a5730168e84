#pragma once

#include "app/atlas_command.hpp"
#include "app/command_line_options.hpp"
#include "app/diagram_command.hpp"

namespace separatrix {

struct RenderCommand {
  CommandOptions common;
  PlaneOptions plane;
  std::string output;             ///< .svg, .pdf or .png
  std::string view = "portrait";  ///< portrait, time, diagram or atlas
  DiagramQuestion diagram;        ///< of view diagram; with a second parameter: its parameter plane
  std::string quantity;           ///< what a diagram shows upward; empty: the plane's first variable
  AtlasQuestion atlas;            ///< of view atlas
  std::string size = "12x8cm", font = "9pt", style = "light";
  std::string layers;               ///< names or numbers of those to draw; empty: all
  std::vector<std::string> starts;  ///< "V=-20,n=0.1": one trajectory each
  double time = 0;                  ///< of those; 0: chosen by the model
  double dpi = 300;                 ///< of a .png
  int maximalPeriod = 1;
  int basins = 0;  ///< cells on each side of the grid of basins beneath the portrait; 0: none
  bool transparent = false;
  bool noEmbed = false;  ///< no session inside the file; so far there never is one
};

/// `separatrix render`: the figure of a portrait, time course, diagram or atlas as a file. Needs no display.
CommandResult renderCommand(const RenderCommand& command, const std::stop_token& stop);

}  // namespace separatrix
