#include "app/check_command.hpp"

#include "app/command_line_model.hpp"
#include "core/io/models_json.hpp"

namespace separatrix {

CommandResult checkCommand(const CommandOptions& options) {
  const auto source = findModelText(options.model);
  if (!source) return std::unexpected(source.error());
  const OdeReading reading = readOde(source->text, source->name);
  CommandOutput output;
  output.exitCode = reading.model == nullptr ? exitCode(Error::Code::invalidModel) : 0;
  if (options.json) {
    output.text = diagnosticsJson(source->file, reading);
    return output;
  }
  for (const Diagnostic& diagnostic : reading.diagnostics) output.text += describe(diagnostic, source->file) + "\n";
  if (reading.diagnostics.empty()) output.notes.push_back(source->file + ": no errors");
  return output;
}

}  // namespace separatrix
