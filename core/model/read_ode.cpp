#include "core/model/read_ode.hpp"

#include <algorithm>
#include <utility>

#include "core/model/build_model.hpp"
#include "core/model/ode_document.hpp"

namespace separatrix {

OdeReading readOde(std::string_view text, std::string name) {
  Diagnostics diagnostics;
  OdeDocument document = parseOde(text, diagnostics);
  std::shared_ptr<Model> model;
  if (!document.lines.empty()) {
    model = buildModel(document, diagnostics);
  } else if (!diagnostics.hasErrors()) {
    diagnostics.error("E117", {1, 1, 1}, "The text is empty.", "A model needs at least one equation such as `x'=-x`.");
  }
  OdeReading reading{diagnostics.inOrder(), nullptr};
  if (model != nullptr && !diagnostics.hasErrors()) {
    model->name = std::move(name);
    model->text = text;
    for (const Diagnostic& said : reading.diagnostics)
      model->remarks.push_back("line " + std::to_string(said.line) + ": " + said.sentence);
    reading.model = std::move(model);
  }
  return reading;
}

Result<std::shared_ptr<const Model>> readModel(std::string_view text, std::string name, const std::string& file) {
  OdeReading reading = readOde(text, std::move(name));
  if (reading.model != nullptr) return reading.model;
  const auto first = std::ranges::find(reading.diagnostics, Diagnostic::Severity::error, &Diagnostic::severity);
  return std::unexpected(
      Error{Error::Code::invalidModel, first->sentence, {file, first->line, first->column}, first->suggestion});
}

}  // namespace separatrix
