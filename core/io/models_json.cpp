#include "core/io/models_json.hpp"

#include "core/io/json_values.hpp"

namespace separatrix {
namespace {

Json presetJson(const Preset& preset) {
  Json object = {{"name", preset.id}};
  if (!preset.title.empty()) object["title"] = preset.title;
  if (!preset.caption.empty()) object["caption"] = preset.caption;
  if (preset.isStep) object["step"] = true;
  object["set"] = Json::object();
  for (const auto& [name, value] : preset.assignments) object["set"][name] = jsonNumber(value);
  return object;
}

Json modelJson(const Model& model) {
  Json object = {{"name", model.name}, {"title", model.title.empty() ? model.name : model.title}};
  if (!model.about.empty()) object["about"] = model.about;
  object["kind"] = name(model.kind);
  object["dimension"] = model.dimension();
  object["variables"] = Json::array();
  for (const Variable& variable : model.variables) object["variables"].push_back(variable.name);
  object["parameters"] = jsonParameters(model, model.defaultParameters());
  object["presets"] = Json::array();
  for (const Preset& preset : model.presets) object["presets"].push_back(presetJson(preset));
  return object;
}

}  // namespace

std::string modelsJson(const std::vector<std::shared_ptr<const Model>>& models) {
  Json document = {{"schema", "separatrix/models/1"}, {"models", Json::array()}};
  for (const auto& model : models) document["models"].push_back(modelJson(*model));
  return jsonText(document);
}

std::string diagnosticsJson(const std::string& file, const OdeReading& reading) {
  Json document = {{"schema", "separatrix/check/1"}, {"file", file}, {"valid", reading.model != nullptr}};
  document["diagnostics"] = Json::array();
  for (const Diagnostic& diagnostic : reading.diagnostics) {
    Json entry = {{"severity", diagnostic.severity == Diagnostic::Severity::error ? "error" : "warning"},
                  {"code", diagnostic.code},
                  {"line", diagnostic.line},
                  {"column", diagnostic.column},
                  {"sentence", diagnostic.sentence}};
    if (!diagnostic.suggestion.empty()) entry["suggestion"] = diagnostic.suggestion;
    document["diagnostics"].push_back(std::move(entry));
  }
  return jsonText(document);
}

}  // namespace separatrix
