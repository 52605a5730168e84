#include "app/models_command.hpp"

#include "app/command_line_model.hpp"
#include "app/command_line_table.hpp"
#include "core/base/contract.hpp"
#include "core/io/models_json.hpp"
#include "core/model/library.hpp"

namespace separatrix {
namespace {

std::string csvCell(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string presetNames(const Model& model) {
  std::string text;
  for (const Preset& preset : model.presets) text += (text.empty() ? "" : " ") + preset.id;
  return text;
}

}  // namespace

CommandResult modelsCommand(const CommandOptions& options) {
  CommandOutput output;
  std::vector<std::shared_ptr<const Model>> models;
  for (const std::string& name : builtInNames()) {
    auto model = loadModel(name, output.notes);
    if (!model) return std::unexpected(std::move(model.error()));
    models.push_back(std::move(*model));
  }
  if (options.json) {
    output.text = modelsJson(models);
    return output;
  }
  std::vector<std::vector<std::string>> rows = {{"name", "kind", "dimension", "title", "presets"}};
  for (const auto& model : models)
    rows.push_back({model->name, std::string(name(model->kind)), std::to_string(model->dimension()), model->title,
                    presetNames(*model)});
  if (!options.csv) {
    output.text = alignedRows(rows);
    return output;
  }
  for (const auto& row : rows) {
    std::string line;
    for (const std::string& cell : row) line += (line.empty() ? "" : ",") + csvCell(cell);
    output.text += line + "\n";
  }
  return output;
}

}  // namespace separatrix
