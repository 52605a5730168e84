#include "core/model/build_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "core/base/number.hpp"
#include "core/model/annotations.hpp"
#include "core/model/evaluate.hpp"
#include "core/model/gate_form.hpp"
#include "core/model/lowering.hpp"
#include "core/model/resolve.hpp"
#include "core/model/statement_words.hpp"

namespace separatrix {
namespace {

using Id = Graph::Id;
using Kind = OdeStatement::Kind;

constexpr std::size_t kMostDerivatives = 30'000'000;  // graph nodes times variables
constexpr std::size_t kMostRegisters = 65'000;

class Builder {
 public:
  Builder(OdeDocument& document, Diagnostics& diagnostics)
      : document_(document), diagnostics_(diagnostics), symbols_(document, diagnostics), model_(std::make_shared<Model>()) {}

  std::shared_ptr<Model> build();

 private:
  void findKind();
  void declare();
  void initials();
  void initial(const SourceLine& line, Span name, double value);
  void formulaInitials(Lowering& lowering);
  void presets();
  void options();
  bool lower();
  bool lowerResets(Lowering& lowering);
  bool compileAll();
  bool fits(std::span<const Id> outputs) const;
  void ranges();
  std::optional<Interval> plotted(const std::string& name) const;
  void choosePlane();
  double valueAtDefaults(Id id) const;

  OdeDocument& document_;
  Diagnostics& diagnostics_;
  Symbols symbols_;
  std::shared_ptr<Model> model_;
  Graph graph_;
  std::vector<Id> field_, auxiliaries_, resets_;
};

std::shared_ptr<Model> Builder::build() {
  resolveNames(document_, symbols_, diagnostics_);
  findKind();
  declare();
  initials();
  presets();
  options();
  choosePlane();
  readAnnotations(document_, *model_, diagnostics_);
  if (diagnostics_.hasErrors() || !lower() || diagnostics_.hasErrors() || !compileAll()) return nullptr;
  ranges();
  return model_;
}

void Builder::findKind() {
  const OdeStatement* differential = nullptr;
  const OdeStatement* iteration = nullptr;
  const OdeStatement* reset = nullptr;
  bool discrete = false;
  for (const OdeStatement& statement : document_.statements) {
    if (statement.kind == Kind::differential && differential == nullptr) differential = &statement;
    if (statement.kind == Kind::iteration && iteration == nullptr) iteration = &statement;
    if (statement.kind == Kind::reset && reset == nullptr) reset = &statement;
    if (statement.kind != Kind::options) continue;
    for (const Assignment& a : statement.assignments) {
      const std::string key = lowerCase(document_.lineOf(statement)[a.name]);
      const std::string value = lowerCase(document_.lineOf(statement)[a.value]);
      if ((key == "meth" || key == "method") && value.starts_with("di")) discrete = true;
    }
  }
  const auto place = [this](const OdeStatement& s) { return document_.lineOf(s).extent(s.name); };
  if (differential == nullptr && iteration == nullptr) {
    if (!diagnostics_.hasErrors()) diagnostics_.error("E117", {1, 1, 1}, "There is no equation in this text.", "An equation is written `x'=...`, or `x(t+1)=...` for a map.");
    return;
  }
  if (differential != nullptr && iteration != nullptr)
    diagnostics_.error("E118", place(*std::max(differential, iteration)), "A flow (`x'=`) and a map (`x(t+1)=`) are mixed.", "Write all equations in one form.");
  const bool isMap = iteration != nullptr || discrete;
  if (isMap && reset != nullptr) diagnostics_.error("E118", place(*reset), "`global` resets belong to flows, and this is a map.");
  model_->kind = isMap ? ModelKind::map : reset != nullptr ? ModelKind::hybrid : ModelKind::flow;
}

void Builder::declare() {
  for (const std::uint32_t i : symbols_.states()) model_->variables.push_back({.name = symbols_[i].name});
  for (const std::uint32_t i : symbols_.parameters())
    model_->parameters.push_back({.name = symbols_[i].name, .value = symbols_[i].value});
}

void Builder::initial(const SourceLine& line, Span name, double value) {
  if (const auto variable = model_->variableNamed(line[name])) {
    model_->variables[static_cast<std::size_t>(*variable)].initial = value;
    return;
  }
  std::vector<std::string> names;
  for (const Variable& v : model_->variables) names.push_back(v.name);
  const std::string nearest = nearestName(line[name], names), written(line[name]);
  diagnostics_.error(symbols_.find(written) ? "E101" : "E105", line.extent(name), "`" + written + "` has an initial value but no equation.",
                     nearest.empty() ? "Add `" + written + "'=...` or remove it." : "Did you mean `" + nearest + "`?", nearest);
}

void Builder::initials() {
  for (const OdeStatement& statement : document_.statements) {
    const SourceLine& line = document_.lineOf(statement);
    if (statement.kind == Kind::initials)
      for (const Assignment& a : statement.assignments) initial(line, a.name, a.number);
    if (statement.kind == Kind::initialValue) initial(line, statement.name, 0);
  }
}

double Builder::valueAtDefaults(Id id) const {
  const auto parameters = model_->defaultParameters();
  const Tape tape = compile(graph_, std::array{id}, 0, static_cast<int>(parameters.size()));
  std::vector<double> registers(static_cast<std::size_t>(tape.registerCount));
  bindParameters<double>(tape, parameters, registers.data());
  run<double>(tape.body, registers.data());
  return registers[tape.outputs[0]];
}

// x(0)=formula: its value at the default parameters.
void Builder::formulaInitials(Lowering& lowering) {
  for (const OdeStatement& statement : document_.statements) {
    if (statement.kind != Kind::initialValue) continue;
    const SourceLine& line = document_.lineOf(statement);
    const auto id = lowering.lower(statement.expression, line);
    if (!id) return;
    if (lowering.dependsOnState(*id) || lowering.dependsOnTime(*id)) {
      diagnostics_.error("E120", line.extent(statement.name), "An initial value cannot depend on variables or time.");
      continue;
    }
    const double value = graph_.isLiteral(*id) ? graph_.literalOf(*id).nearest : fits(std::array{*id}) ? valueAtDefaults(*id) : NAN;
    if (!std::isfinite(value)) {
      diagnostics_.error("E119", line.extent(statement.name), "The initial value of `" + std::string(line[statement.name]) + "` is no finite number.");
      continue;
    }
    initial(line, statement.name, value);
  }
}

void Builder::presets() {
  for (const OdeStatement& statement : document_.statements) {
    if (statement.kind != Kind::preset) continue;
    const SourceLine& line = document_.lineOf(statement);
    Preset preset;
    preset.id = line[statement.name];
    if (model_->presetNamed(preset.id) != nullptr)
      diagnostics_.error("E106", line.extent(statement.name), "The set `" + preset.id + "` is defined twice.");
    for (const Assignment& a : statement.assignments) {
      const std::string_view name = line[a.name];
      const auto parameter = model_->parameterNamed(name);
      const auto variable = model_->variableNamed(name);
      if (parameter) {
        preset.assignments.emplace_back(model_->parameters[static_cast<std::size_t>(*parameter)].name, a.number);
      } else if (variable) {
        preset.assignments.emplace_back(model_->variables[static_cast<std::size_t>(*variable)].name, a.number);
      } else if (!isOption(name)) {
        const std::string nearest = nearestName(name, symbols_.names());
        diagnostics_.error("E101", line.extent(a.name), "`" + std::string(name) + "` is no parameter or variable.",
                           nearest.empty() ? "" : "Did you mean `" + nearest + "`?", nearest);
      }
    }
    model_->presets.push_back(std::move(preset));
  }
}

void Builder::options() {
  for (const OdeStatement& statement : document_.statements) {
    if (statement.kind != Kind::options) continue;
    const SourceLine& line = document_.lineOf(statement);
    for (const Assignment& a : statement.assignments) {
      if (!isOption(line[a.name]))
        diagnostics_.warning("W115", line.extent(a.name), "`" + std::string(line[a.name]) + "` is no option known here.");
      model_->options[lowerCase(line[a.name])] = line[a.value];
    }
  }
}

bool Builder::lower() {
  const auto order = orderDefinitions(document_, symbols_, diagnostics_);
  if (diagnostics_.hasErrors()) return false;
  Lowering lowering(document_, symbols_, graph_, diagnostics_);
  lowering.define(order);
  if (diagnostics_.hasErrors()) return false;
  for (const OdeStatement& statement : document_.statements) {
    if (statement.kind != Kind::differential && statement.kind != Kind::iteration && statement.kind != Kind::auxiliary) continue;
    const SourceLine& line = document_.lineOf(statement);
    const auto id = lowering.lower(statement.expression, line);
    if (!id) {
      if (lowering.work() > Lowering::kMostWork) return false;
      continue;
    }
    if (statement.kind == Kind::auxiliary) {
      auxiliaries_.push_back(*id);
      model_->auxiliaries.emplace_back(line[statement.name]);
    } else {
      field_.push_back(*id);
      model_->dependsOnTime = model_->dependsOnTime || lowering.dependsOnTime(*id);
    }
  }
  if (diagnostics_.hasErrors() || !lowerResets(lowering)) return false;
  formulaInitials(lowering);
  return true;
}

bool Builder::lowerResets(Lowering& lowering) {
  for (const OdeStatement& statement : document_.statements) {
    if (statement.kind != Kind::reset) continue;
    const SourceLine& line = document_.lineOf(statement);
    Reset reset{.name = std::string(line[statement.name]), .sign = statement.sign};
    const auto condition = lowering.lower(statement.expression, line);
    if (!condition) return false;
    reset.conditionOutput = static_cast<int>(resets_.size());
    resets_.push_back(*condition);
    for (const ResetAssignment& assigned : statement.resets) {
      const auto variable = model_->variableNamed(line[assigned.name]);
      if (!variable) {
        const bool parameter = model_->parameterNamed(line[assigned.name]).has_value();
        diagnostics_.error(parameter ? "E111" : "E101", line.extent(assigned.name),
                           "`" + std::string(line[assigned.name]) + "` is no variable" +
                               (parameter ? ": resets of parameters are not supported yet." : ": a reset assigns variables."));
        continue;
      }
      const auto value = lowering.lower(assigned.expression, line);
      if (!value) return false;
      reset.variableOutputs.emplace_back(*variable, static_cast<int>(resets_.size()));
      resets_.push_back(*value);
    }
    model_->resets.push_back(std::move(reset));
  }
  return true;
}

// An upper bound of the registers of a tape: every node that the outputs need.
bool Builder::fits(std::span<const Id> outputs) const {
  std::vector<char> wanted(graph_.size(), 0);
  for (const Id id : outputs) wanted[id] = 1;
  std::size_t count = model_->parameters.size() + model_->variables.size() + 1;
  for (std::size_t id = graph_.size(); id-- > 0;) {
    if (wanted[id] == 0) continue;
    ++count;
    const Graph::Node& node = graph_[static_cast<Id>(id)];
    for (int k = 0; k < arity(node.operation); ++k) wanted[node.operand[static_cast<std::size_t>(k)]] = 1;
  }
  return count <= kMostRegisters;
}

bool Builder::compileAll() {
  const int n = model_->dimension(), p = static_cast<int>(model_->parameters.size());
  const auto tooLarge = [this] {
    diagnostics_.error("E115", {1, 1, 1}, "The model is too large: its formulas and their derivatives need more than 65,000 registers.");
    return false;
  };
  if (graph_.size() * field_.size() > kMostDerivatives) return tooLarge();
  std::vector<Id> states;
  for (int i = 0; i < n; ++i) states.push_back(graph_.state(i));
  std::vector<Id> both = field_;
  std::ranges::copy(differentiate(graph_, field_, states), std::back_inserter(both));
  if (!fits(both) || !fits(auxiliaries_) || !fits(resets_)) return tooLarge();
  auto program = std::make_shared<Program>();
  program->stateCount = n;
  program->parameterCount = p;
  program->field = compile(graph_, field_, n, p);
  program->fieldAndJacobian = compile(graph_, both, n, p);
  program->auxiliaries = compile(graph_, auxiliaries_, n, p);
  program->resets = compile(graph_, resets_, n, p);
  model_->program = std::move(program);
  return true;
}

// The window that `@ xlo=..,xhi=..` or `ylo, yhi` gives to the variable plotted there.
std::optional<Interval> Builder::plotted(const std::string& name) const {
  const auto option = [this](const char* key) -> std::string {
    const auto found = model_->options.find(key);
    return found == model_->options.end() ? std::string() : found->second;
  };
  for (const auto& [axis, lo, hi] : {std::array{"xp", "xlo", "xhi"}, std::array{"yp", "ylo", "yhi"}}) {
    if (!sameName(option(axis), name)) continue;
    const auto low = parseNumber(option(lo)), high = parseNumber(option(hi));
    if (low && high && *low < *high) return Interval{*low, *high};
  }
  return std::nullopt;
}

void Builder::ranges() {
  for (std::size_t i = 0; i < model_->variables.size(); ++i) {
    Variable& variable = model_->variables[i];
    if (variable.rangeSource == RangeSource::declared) continue;
    if (const auto window = plotted(variable.name)) {
      variable.range = *window;
      variable.rangeSource = RangeSource::plotOption;
    } else if (hasGateForm(graph_, field_[i], static_cast<int>(i))) {
      variable.range = {-0.1, 1.1};
      variable.rangeSource = RangeSource::gate;
    } else {
      variable.range = {-100, 100};
      variable.rangeSource = RangeSource::fallback;
    }
  }
}

void Builder::choosePlane() {
  const int last = std::clamp(model_->dimension() - 1, 0, 1);
  model_->plane = {0, last};
  const auto x = model_->options.find("xp"), y = model_->options.find("yp");
  if (x == model_->options.end() || y == model_->options.end()) return;
  const auto i = model_->variableNamed(x->second), j = model_->variableNamed(y->second);
  if (i && j && *i != *j) model_->plane = {*i, *j};
}

}  // namespace

std::shared_ptr<Model> buildModel(OdeDocument& document, Diagnostics& diagnostics) {
  return Builder(document, diagnostics).build();
}

}  // namespace separatrix
