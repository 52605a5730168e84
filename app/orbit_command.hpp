#pragma once

#include <optional>

#include "app/command_line_options.hpp"

namespace separatrix {

struct OrbitCommand {
  CommandOptions common;
  std::string from;               ///< "V=-20,n=0.1"; what is not named starts at the model's initial value
  std::optional<double> time;     ///< absent: the model's `total` option, else 200
  std::optional<double> step;     ///< of the table; absent: time / 1000
  std::optional<int> iterations;  ///< of maps
  std::string method;             ///< dopri5, cvode or euler; empty: chosen as the field is stiff or not
  bool backward = false;
  std::vector<std::string> stimuli;  ///< "I_ext=50@10:15": the parameter's value from 10 to 15
};

/// `separatrix orbit`: one trajectory and its events, as JSON, CSV or a table.
CommandResult orbitCommand(const OrbitCommand& command, const std::stop_token& stop);

}  // namespace separatrix
