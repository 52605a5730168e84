#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace separatrix {

/// What every verb understands: which model, at which values, said how.
struct CommandOptions {
  std::string model;                     ///< a built-in's name or a path
  std::string preset;                    ///< step or set; empty: the defaults
  std::vector<std::string> assignments;  ///< NAME=VALUE of --set, applied after the preset
  double tolerance = 1e-8;               ///< of trajectories
  int threads = 0;                       ///< 0: as many as there are processors
  bool json = false, csv = false, quiet = false;
};

/// Where a portrait is looked for and how it is seen.
struct PlaneOptions {
  std::string plane;              ///< "X,Y"; empty: the model's own
  std::string window;             ///< "X0:X1,Y0:Y1", or one interval per variable; empty: the declared ranges
  std::vector<std::string> held;  ///< NAME=VALUE of variables that are not shown
};

/// What a verb made: `text` for stdout, `notes` for stderr.
struct CommandOutput {
  std::string text;
  std::vector<std::string> notes = {};
  int exitCode = 0;
};

using CommandResult = Result<CommandOutput>;

}  // namespace separatrix
