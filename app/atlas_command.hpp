#pragma once

#include "app/command_line_model.hpp"
#include "app/command_line_options.hpp"
#include "core/phaseplane/atlas.hpp"

namespace separatrix {

/// What of an atlas the command line can ask for; `atlas` and `render --view atlas` share it.
struct AtlasQuestion {
  std::string x, y;  ///< "I_ext=0:120"
  std::string size = "60x40";
};

struct AtlasCommand {
  CommandOptions common;
  PlaneOptions plane;
  AtlasQuestion question;
};

/// The options of `question` about the model. Errors: usage.
Result<AtlasOptions> atlasOptions(const Model& model, const AtlasQuestion& question);

/// The atlas, on `common.threads` threads, saying on stderr how far it has come. Errors: those of computeAtlas.
Result<Atlas> atlasWithProgress(const Problem& problem, const AtlasOptions& options, const CommandOptions& common,
                                const std::stop_token& stop);

/// `separatrix atlas`: which kind of portrait where, as JSON, CSV (one row a cell) or a map of letters.
CommandResult atlasCommand(const AtlasCommand& command, const std::stop_token& stop);

}  // namespace separatrix
