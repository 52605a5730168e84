#include "core/model/build_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/base/number.hpp"
#include "core/model/declare.hpp"
#include "core/model/equations.hpp"
#include "core/model/gate_form.hpp"
#include "core/model/lowering.hpp"
#include "core/model/resolve.hpp"

namespace separatrix {
namespace {

using Id = Graph::Id;
using Kind = OdeStatement::Kind;

constexpr std::size_t kMostDerivatives = 30'000'000;  // graph nodes times variables
constexpr std::size_t kMostRegisters = 65'000;
constexpr std::size_t kMostNames = 20'000;  // variables and parameters

class Builder {
 public:
  Builder(OdeDocument& document, Diagnostics& diagnostics)
      : document_(document),
        diagnostics_(diagnostics),
        symbols_(document, diagnostics),
        lowering_(document, symbols_, graph_, diagnostics),
        model_(std::make_shared<Model>()) {}

  std::shared_ptr<Model> build();

 private:
  bool lower();
  bool lowerEquations();
  bool lowerResets();
  bool lowerReset(const OdeStatement& statement);
  void formulaInitials();
  bool compileAll();
  bool fits(std::span<const Id> outputs) const;
  bool tooLarge(const char* what);
  void ranges();
  std::optional<Interval> plotted(const std::string& name) const;
  double valueAtDefaults(Id id);

  OdeDocument& document_;
  Diagnostics& diagnostics_;
  Symbols symbols_;
  Graph graph_;
  Lowering lowering_;
  std::shared_ptr<Model> model_;
  std::vector<Id> field_, auxiliaries_, resets_;
  std::vector<double> values_;  // of graph nodes at the default parameters, as far as asked
};

std::shared_ptr<Model> Builder::build() {
  if (symbols_.states().size() + symbols_.parameters().size() > kMostNames) {
    tooLarge("has more than 20,000 variables and parameters");
    return nullptr;
  }
  resolveNames(document_, symbols_, diagnostics_);
  declareModel(document_, symbols_, *model_, diagnostics_);
  if (diagnostics_.hasErrors() || !lower() || diagnostics_.hasErrors() || !compileAll()) return nullptr;
  ranges();
  return model_;
}

bool Builder::tooLarge(const char* what) {
  diagnostics_.error("E115", {1, 1, 1}, std::string("The model is too large: it ") + what + ".");
  return false;
}

bool Builder::lower() {
  const auto order = orderDefinitions(document_, symbols_, diagnostics_);
  if (diagnostics_.hasErrors()) return false;
  lowering_.define(order);
  if (diagnostics_.hasErrors() || !lowerEquations() || !lowerResets()) return false;
  formulaInitials();
  return true;
}

bool Builder::lowerEquations() {
  for (const OdeStatement& statement : document_.statements) {
    if (statement.kind != Kind::differential && statement.kind != Kind::iteration && statement.kind != Kind::auxiliary)
      continue;
    const SourceLine& line = document_.lineOf(statement);
    const auto id = lowering_.lower(statement.expression, line);
    if (lowering_.isSpent()) return false;
    if (!id) continue;
    if (statement.kind == Kind::auxiliary) {
      auxiliaries_.push_back(*id);
      model_->auxiliaries.emplace_back(line[statement.name]);
    } else {
      field_.push_back(*id);
      model_->dependsOnTime = model_->dependsOnTime || lowering_.dependsOnTime(*id);
    }
  }
  return !diagnostics_.hasErrors();
}

bool Builder::lowerResets() {
  for (const OdeStatement& statement : document_.statements)
    if (statement.kind == Kind::reset && !lowerReset(statement)) return false;
  return true;
}

bool Builder::lowerReset(const OdeStatement& statement) {
  const SourceLine& line = document_.lineOf(statement);
  Reset reset{.name = std::string(line[statement.name]), .sign = statement.sign};
  const auto condition = lowering_.lower(statement.expression, line);
  if (!condition) return false;
  reset.conditionOutput = static_cast<int>(resets_.size());
  resets_.push_back(*condition);
  for (const ResetAssignment& assigned : statement.resets) {
    const auto symbol = symbols_.find(line[assigned.name]);
    if (!symbol || symbols_[*symbol].kind != Symbol::Kind::state) {
      const bool parameter = symbol && symbols_[*symbol].kind == Symbol::Kind::parameter;
      sayError(diagnostics_, line, assigned.name, parameter ? "E111" : "E101",
               quoted(line[assigned.name]) + " is no variable" +
                   (parameter ? ": resets of parameters are not supported yet." : ": a reset assigns variables."));
      continue;
    }
    const auto value = lowering_.lower(assigned.expression, line);
    if (!value) return false;
    reset.variableOutputs.emplace_back(symbols_[*symbol].index, static_cast<int>(resets_.size()));
    resets_.push_back(*value);
  }
  model_->resets.push_back(std::move(reset));
  return true;
}

double Builder::valueAtDefaults(Id id) {
  for (Id i = static_cast<Id>(values_.size()); i <= id; ++i) {
    const Graph::Node& node = graph_[i];
    if (graph_.isLiteral(i))
      values_.push_back(graph_.literalOf(i).nearest);
    else if (node.operation == Operation::parameter)
      values_.push_back(model_->parameters[node.operand[0]].value);
    else if (arity(node.operation) == 0)
      values_.push_back(std::numeric_limits<double>::quiet_NaN());
    else {
      std::array<double, 3> operands{};
      for (std::size_t k = 0; k < static_cast<std::size_t>(arity(node.operation)); ++k)
        operands[k] = values_[node.operand[k]];
      values_.push_back(applyToNumbers(node.operation, operands));
    }
  }
  return values_[id];
}

// x(0)=formula: its value at the default parameters.
void Builder::formulaInitials() {
  for (const OdeStatement& statement : document_.statements) {
    if (statement.kind != Kind::initialValue) continue;
    const SourceLine& line = document_.lineOf(statement);
    const auto id = lowering_.lower(statement.expression, line);
    if (!id) return;
    if (lowering_.dependsOnState(*id) || lowering_.dependsOnTime(*id)) {
      sayError(diagnostics_, line, statement.name, "E120", "An initial value cannot depend on variables or time.");
      continue;
    }
    const double value = valueAtDefaults(*id);
    if (!std::isfinite(value)) {
      sayError(diagnostics_, line, statement.name, "E119",
               "The initial value of " + quoted(line[statement.name]) + " is no finite number.");
      continue;
    }
    model_->variables[static_cast<std::size_t>(symbols_[*symbols_.find(line[statement.name])].index)].initial = value;
  }
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
  if (graph_.size() * field_.size() > kMostDerivatives) return tooLarge("has too many derivatives");
  std::vector<Id> states;
  for (int i = 0; i < n; ++i) states.push_back(graph_.state(i));
  std::vector<Id> both = field_;
  std::ranges::copy(differentiate(graph_, field_, states), std::back_inserter(both));
  if (!fits(both) || !fits(auxiliaries_) || !fits(resets_))
    return tooLarge("needs more than 65,000 operations with its derivatives");
  auto program = std::make_shared<Program>();
  program->stateCount = n;
  program->parameterCount = p;
  program->field = compile(graph_, field_, n, p);
  program->fieldAndJacobian = compile(graph_, both, n, p);
  program->auxiliaries = compile(graph_, auxiliaries_, n, p);
  program->resets = compile(graph_, resets_, n, p);
  program->equations = std::make_shared<const Equations>(Equations{graph_, field_});
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

}  // namespace

std::shared_ptr<Model> buildModel(OdeDocument& document, Diagnostics& diagnostics) {
  return Builder(document, diagnostics).build();
}

}  // namespace separatrix
