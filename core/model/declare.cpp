#include "core/model/declare.hpp"

#include <algorithm>

#include "core/model/annotations.hpp"
#include "core/model/statement_words.hpp"

namespace separatrix {
namespace {

using Kind = OdeStatement::Kind;

constexpr std::size_t kMostPresets = 2'000;

class Declaration {
 public:
  Declaration(const OdeDocument& document, const Symbols& symbols, Model& model, Diagnostics& diagnostics)
      : document_(document), symbols_(symbols), model_(model), diagnostics_(diagnostics) {}

  void all() {
    kind();
    for (const std::uint32_t i : symbols_.states()) model_.variables.push_back({.name = symbols_[i].name});
    for (const std::uint32_t i : symbols_.parameters())
      model_.parameters.push_back({.name = symbols_[i].name, .value = symbols_[i].value});
    for (const OdeStatement& statement : document_.statements) {
      if (statement.kind == Kind::initials)
        for (const Assignment& a : statement.assignments) initial(statement, a.name, a.number);
      if (statement.kind == Kind::initialValue) initial(statement, statement.name, 0);
      if (statement.kind == Kind::preset) preset(statement);
      if (statement.kind == Kind::options) options(statement);
    }
    plane();
  }

 private:
  void kind();
  void initial(const OdeStatement& statement, Span name, double value);
  void preset(const OdeStatement& statement);
  void options(const OdeStatement& statement);
  void plane();
  bool isDiscrete() const;
  const OdeStatement* first(Kind kind) const {
    const auto found = std::ranges::find(document_.statements, kind, &OdeStatement::kind);
    return found == document_.statements.end() ? nullptr : &*found;
  }

  const OdeDocument& document_;
  const Symbols& symbols_;
  Model& model_;
  Diagnostics& diagnostics_;
};

bool Declaration::isDiscrete() const {
  for (const OdeStatement& statement : document_.statements) {
    if (statement.kind != Kind::options) continue;
    const SourceLine& line = document_.lineOf(statement);
    for (const Assignment& a : statement.assignments) {
      const std::string key = lowerCase(line[a.name]);
      if ((key == "meth" || key == "method") && lowerCase(line[a.value]).starts_with("di")) return true;
    }
  }
  return false;
}

void Declaration::kind() {
  const OdeStatement* differential = first(Kind::differential);
  const OdeStatement* iteration = first(Kind::iteration);
  const OdeStatement* reset = first(Kind::reset);
  if (differential == nullptr && iteration == nullptr) {
    if (!diagnostics_.hasErrors())
      diagnostics_.error("E117", {1, 1, 1}, "There is no equation in this text.",
                         "An equation is written `x'=...`, or `x(t+1)=...` for a map.");
    return;
  }
  const auto say = [this](const OdeStatement& at, std::string sentence, std::string suggestion) {
    sayError(diagnostics_, document_.lineOf(at), at.name, "E118", std::move(sentence), std::move(suggestion));
  };
  if (differential != nullptr && iteration != nullptr)
    say(*std::max(differential, iteration), "A flow (`x'=`) and a map (`x(t+1)=`) are mixed.",
        "Write all equations in one form.");
  const bool isMap = iteration != nullptr || isDiscrete();
  if (isMap && reset != nullptr)
    say(*reset, "`global` resets belong to flows, and this is a map.", "Use `if()then()else()`.");
  model_.kind = isMap ? ModelKind::map : reset != nullptr ? ModelKind::hybrid : ModelKind::flow;
}

void Declaration::initial(const OdeStatement& statement, Span name, double value) {
  const SourceLine& line = document_.lineOf(statement);
  const auto symbol = symbols_.find(line[name]);
  if (symbol && symbols_[*symbol].kind == Symbol::Kind::state) {
    model_.variables[static_cast<std::size_t>(symbols_[*symbol].index)].initial = value;
    return;
  }
  if (diagnostics_.full()) return;
  std::vector<std::string> names;
  for (const Variable& v : model_.variables) names.push_back(v.name);
  const std::string nearest = nearestName(line[name], names);
  sayError(diagnostics_, line, name, symbol ? "E101" : "E105",
           quoted(line[name]) + (symbol ? " is no variable: it cannot have an initial value."
                                        : " has an initial value but no equation."),
           nearest.empty() ? "Give it an equation or remove this." : "Did you mean `" + nearest + "`?", nearest);
}

void Declaration::preset(const OdeStatement& statement) {
  const SourceLine& line = document_.lineOf(statement);
  Preset preset;
  preset.id = line[statement.name];
  if (model_.presets.size() >= kMostPresets)
    return sayError(diagnostics_, line, statement.name, "E115", "There are more than 2,000 sets.");
  if (model_.presetNamed(preset.id) != nullptr)
    sayError(diagnostics_, line, statement.name, "E106", "The set " + quoted(preset.id) + " is defined twice.",
             "Rename one of them.");
  for (const Assignment& a : statement.assignments) {
    const auto symbol = symbols_.find(line[a.name]);
    const bool settable =
        symbol && (symbols_[*symbol].kind == Symbol::Kind::parameter || symbols_[*symbol].kind == Symbol::Kind::state);
    if (settable) {
      preset.assignments.emplace_back(symbols_[*symbol].name, a.number);
    } else if (!isOption(line[a.name])) {
      const std::string nearest = diagnostics_.full() ? "" : nearestName(line[a.name], symbols_.names());
      sayError(diagnostics_, line, a.name, "E101", quoted(line[a.name]) + " is no parameter or variable.",
               nearest.empty() ? "" : "Did you mean `" + nearest + "`?", nearest);
    }
  }
  model_.presets.push_back(std::move(preset));
}

void Declaration::options(const OdeStatement& statement) {
  const SourceLine& line = document_.lineOf(statement);
  for (const Assignment& a : statement.assignments) {
    if (!isOption(line[a.name]))
      sayWarning(diagnostics_, line, a.name, "W115", quoted(line[a.name]) + " is no option known here.");
    model_.options[lowerCase(line[a.name])] = line[a.value];
  }
}

void Declaration::plane() {
  model_.plane = {0, std::clamp(model_.dimension() - 1, 0, 1)};
  const auto x = model_.options.find("xp"), y = model_.options.find("yp");
  if (x == model_.options.end() || y == model_.options.end()) return;
  const auto i = model_.variableNamed(x->second), j = model_.variableNamed(y->second);
  if (i && j && *i != *j) model_.plane = {*i, *j};
}

}  // namespace

void declareModel(const OdeDocument& document, const Symbols& symbols, Model& model, Diagnostics& diagnostics) {
  Declaration(document, symbols, model, diagnostics).all();
  readAnnotations(document, symbols, model, diagnostics);
}

}  // namespace separatrix
