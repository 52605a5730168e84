#pragma once

#include "app/command_line_options.hpp"
#include "app/command_line_model.hpp"
#include "core/continuation/diagram.hpp"

namespace separatrix {

/// What of a diagram the command line can ask for; `diagram` and `render --view diagram` share it.
struct DiagramQuestion {
  std::string parameter;        ///< "I_ext=-50:250"
  std::string second;           ///< "V3=-10:30"; empty: one parameter
  std::vector<std::string> at;  ///< lists of values: "41,45"
  double maximalPeriod = 0;     ///< 0: only where the period diverges
  bool noCycles = false;
};

struct DiagramCommand {
  CommandOptions common;
  PlaneOptions plane;
  DiagramQuestion question;
};

/// The options of `question` about the posed problem. Errors: usage.
Result<DiagramOptions> diagramOptions(const Model& model, const DiagramQuestion& question);

/// The diagram, saying on stderr how far it has come. Errors: those of computeDiagram.
Result<Diagram> diagramWithProgress(const Problem& problem, const DiagramOptions& options, bool quiet, const std::stop_token& stop);

/// `separatrix diagram`: branches, special points and curves, as JSON, CSV or a table.
CommandResult diagramCommand(const DiagramCommand& command, const std::stop_token& stop);

}  // namespace separatrix
