#include "app/command_line_model.hpp"

#include <filesystem>
#include <optional>
#include <utility>

#include "app/command_line_text.hpp"
#include "app/command_line_values.hpp"
#include "core/io/text_file.hpp"
#include "core/model/diagnostic.hpp"
#include "core/model/library.hpp"

namespace separatrix {
namespace {

template <class Named>
std::vector<std::string> namesOf(const std::vector<Named>& items) {
  std::vector<std::string> names;
  for (const Named& item : items) names.push_back(item.name);
  return names;
}

Error unknownName(const std::string& what, std::string_view name, const std::vector<std::string>& known) {
  const std::string nearest = nearestName(name, known);
  std::string all;
  for (const std::string& candidate : known) all += (all.empty() ? "" : ", ") + candidate;
  return usageError(
      what + " `" + std::string(name) + "` is not known.",
      nearest.empty() ? (all.empty() ? "There are none." : "Known: " + all + ".") : "Did you mean `" + nearest + "`?");
}

bool looksLikePath(const std::string& model) { return model.find_first_of("./") != std::string::npos; }

Result<std::size_t> variableIndex(const Model& model, std::string_view name, std::string_view option) {
  if (const std::optional<int> k = model.variableNamed(name)) return static_cast<std::size_t>(*k);
  return std::unexpected(unknownName(std::string(option) + ": the variable", name, namesOf(model.variables)));
}

Result<void> applyPreset(PosedProblem& posed, const std::string& id) {
  if (id.empty()) return {};
  const Model& model = *posed.problem.model;
  const Preset* preset = model.presetNamed(id);
  if (preset == nullptr) {
    std::vector<std::string> known;
    for (const Preset& candidate : model.presets) known.push_back(candidate.id);
    return std::unexpected(unknownName("--preset: the preset", id, known));
  }
  for (const auto& [name, value] : preset->assignments) {
    if (const std::optional<int> k = model.parameterNamed(name))
      posed.problem.parameters[static_cast<std::size_t>(*k)] = value;
    else if (const std::optional<int> v = model.variableNamed(name))
      posed.start[static_cast<std::size_t>(*v)] = value;
  }
  return {};
}

Result<void> applyAssignments(PosedProblem& posed, const std::vector<std::string>& assignments) {
  const Model& model = *posed.problem.model;
  for (const std::string& text : assignments) {
    const auto assignment = parseAssignment(text, "--set");
    if (!assignment) return std::unexpected(assignment.error());
    const std::optional<int> k = model.parameterNamed(assignment->first);
    if (!k && model.variableNamed(assignment->first))
      return std::unexpected(usageError("--set: `" + assignment->first + "` is a variable, not a parameter.",
                                        "Say where a trajectory starts with --from, or hold it with --hold."));
    if (!k) return std::unexpected(unknownName("--set: the parameter", assignment->first, namesOf(model.parameters)));
    posed.problem.parameters[static_cast<std::size_t>(*k)] = assignment->second;
  }
  return {};
}

Result<void> applyPlane(Problem& problem, const std::string& text) {
  if (text.empty()) return {};
  const auto names = split(text, ',');
  if (names.size() != 2)
    return std::unexpected(usageError("--plane `" + text + "` does not name two variables.", "Write it as X,Y."));
  const auto i = variableIndex(*problem.model, names[0], "--plane"),
             j = variableIndex(*problem.model, names[1], "--plane");
  if (!i) return std::unexpected(i.error());
  if (!j) return std::unexpected(j.error());
  if (*i == *j && problem.model->dimension() > 1)
    return std::unexpected(usageError("--plane `" + text + "` names one variable twice."));
  problem.plane.i = static_cast<int>(*i);
  problem.plane.j = static_cast<int>(*j);
  return {};
}

// Two intervals are the plane's, in its order; as many as there are variables are the box.
Result<void> applyWindow(Problem& problem, const std::string& text) {
  if (text.empty()) return {};
  const auto intervals = parseIntervals(text, "--window");
  if (!intervals) return std::unexpected(intervals.error());
  const std::size_t n = problem.box.size();
  if (intervals->size() == 2 && n >= 2) {
    problem.box[static_cast<std::size_t>(problem.plane.i)] = (*intervals)[0];
    problem.box[static_cast<std::size_t>(problem.plane.j)] = (*intervals)[1];
  } else if (intervals->size() == n) {
    problem.box = *intervals;
  } else {
    return std::unexpected(usageError(
        "--window gives " + std::to_string(intervals->size()) + " intervals for " + std::to_string(n) + " variables.",
        n > 2 ? "Give two (the plane) or one for every variable." : "Give one for every variable."));
  }
  return {};
}

Result<void> applyHeld(Problem& problem, const std::vector<std::string>& held) {
  for (const std::string& text : held) {
    const auto assignment = parseAssignment(text, "--hold");
    if (!assignment) return std::unexpected(assignment.error());
    const auto k = variableIndex(*problem.model, assignment->first, "--hold");
    if (!k) return std::unexpected(k.error());
    if (static_cast<int>(*k) == problem.plane.i || static_cast<int>(*k) == problem.plane.j)
      return std::unexpected(
          usageError("--hold: `" + assignment->first + "` is shown in the plane and cannot be held."));
    problem.plane.held[*k] = assignment->second;
  }
  return {};
}

}  // namespace

std::string describe(const Diagnostic& diagnostic, const std::string& file) {
  std::string text = file + ":" + std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column) + ": ";
  text += diagnostic.severity == Diagnostic::Severity::error ? "error[" : "warning[";
  text += diagnostic.code + "]: " + printable(diagnostic.sentence);
  return diagnostic.suggestion.empty() ? text : text + " " + printable(diagnostic.suggestion);
}

Result<ModelText> findModelText(const std::string& model) {
  for (const std::string& name : builtInNames())
    if (sameName(name, model)) return ModelText{std::string(*builtInText(name)), name, name + ".ode"};
  std::error_code ignored;
  if (!looksLikePath(model) && !std::filesystem::exists(model, ignored))
    return std::unexpected(unknownName("The built-in model", model, builtInNames()));
  if (model.ends_with(".toml"))
    return std::unexpected(
        usageError("`" + model + "` is a session: those are not available yet.", "Give a model, an .ode file."));
  auto text = readTextFile(model);
  if (!text) return std::unexpected(std::move(text.error()));
  return ModelText{std::move(*text), std::filesystem::path(model).stem().string(), model};
}

Result<std::shared_ptr<const Model>> loadModel(const std::string& model, std::vector<std::string>& notes) {
  const auto source = findModelText(model);
  if (!source) return std::unexpected(source.error());
  const OdeReading reading = readOde(source->text, source->name);
  std::optional<Error> error;
  std::size_t others = 0;
  for (const Diagnostic& diagnostic : reading.diagnostics) {
    if (diagnostic.severity == Diagnostic::Severity::warning)
      notes.push_back(describe(diagnostic, source->file));
    else if (error)
      ++others;
    else
      error = Error{Error::Code::invalidModel,
                    "error[" + diagnostic.code + "]: " + printable(diagnostic.sentence),
                    {source->file, diagnostic.line, diagnostic.column},
                    printable(diagnostic.suggestion)};
  }
  if (!error) return reading.model;
  if (others > 0)
    error->remedy +=
        (error->remedy.empty() ? "(" : " (") + std::to_string(others) + " more: `separatrix check` lists them.)";
  return std::unexpected(std::move(*error));
}

Result<PosedProblem> poseProblem(const CommandOptions& options, const PlaneOptions& plane) {
  PosedProblem posed;
  auto model = loadModel(options.model, posed.notes);
  if (!model) return std::unexpected(std::move(model.error()));
  posed.problem = defaultProblem(*model);
  posed.start = (*model)->initialState();
  if (auto done = applyPreset(posed, options.preset); !done) return std::unexpected(std::move(done.error()));
  if (auto done = applyAssignments(posed, options.assignments); !done) return std::unexpected(std::move(done.error()));
  posed.problem.plane.held = posed.start;
  if (auto done = applyPlane(posed.problem, plane.plane); !done) return std::unexpected(std::move(done.error()));
  if (auto done = applyWindow(posed.problem, plane.window); !done) return std::unexpected(std::move(done.error()));
  if (auto done = applyHeld(posed.problem, plane.held); !done) return std::unexpected(std::move(done.error()));
  return posed;
}

Result<std::vector<double>> parseState(const Model& model, std::vector<double> start, const std::string& text,
                                       std::string_view option) {
  const auto assignments = parseAssignments(text, option);
  if (!assignments) return std::unexpected(assignments.error());
  for (const auto& [name, value] : *assignments) {
    const auto k = variableIndex(model, name, option);
    if (!k) return std::unexpected(k.error());
    start[*k] = value;
  }
  return start;
}

}  // namespace separatrix
