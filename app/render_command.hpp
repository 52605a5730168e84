#pragma once

#include "app/command_line_options.hpp"

namespace separatrix {

struct RenderCommand {
  CommandOptions common;
  PlaneOptions plane;
  std::string output;             ///< .svg, .pdf or .png
  std::string view = "portrait";  ///< portrait or time
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

/// `separatrix render`: the figure of a portrait or of a time course as a file. Needs no display.
CommandResult renderCommand(const RenderCommand& command, const std::stop_token& stop);

}  // namespace separatrix
