#include "core/phaseplane/nullclines_factors.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace separatrix {
namespace {

constexpr std::size_t kLongestTape = 3000;
constexpr std::size_t kMostFactors = 8;

bool isPositive(Operation operation) { return operation == Operation::exp || operation == Operation::cosh; }

// A cheap look at the tape: does the component end in something that can be taken apart?
class Ending {
 public:
  explicit Ending(const Tape& tape) : tape_(tape) {}

  bool isProduct(std::uint16_t output) const {
    std::uint16_t at = output;
    for (std::size_t k = tape_.body.size(); k-- > 0;) {
      const Instruction& i = tape_.body[k];
      if (i.target != at) continue;
      switch (i.operation) {
        case Operation::negate: at = i.a; break;
        case Operation::divide:
          if (!isUniform(i.b)) return false;
          at = i.a;
          break;
        case Operation::multiply:
          if (isUniform(i.a) || isPositive(made(i.a, k))) {
            at = i.b;
          } else if (isUniform(i.b) || isPositive(made(i.b, k))) {
            at = i.a;
          } else {
            return true;
          }
          break;
        case Operation::square: case Operation::cube: case Operation::abs: case Operation::sqrt: return true;
        case Operation::power: return isUniform(i.b);
        case Operation::subtract: return made(i.a, k) == Operation::square && made(i.b, k) == Operation::square;
        default: return false;
      }
    }
    return false;
  }

 private:
  bool isUniform(std::uint16_t at) const { return at < tape_.uniformCount; }
  Operation made(std::uint16_t at, std::size_t before) const {
    while (before-- > 0)
      if (tape_.body[before].target == at) return tape_.body[before].operation;
    return Operation::literal;
  }

  const Tape& tape_;
};

// The field as a graph again, and the factors in it.
class Factors {
 public:
  explicit Factors(const Problem& problem) : tape_(problem.model->program->field) {
    std::vector<Graph::Id> registers(static_cast<std::size_t>(tape_.registerCount), graph_.literal(0.0));
    for (std::size_t k = 0; k < tape_.literals.size(); ++k) registers[k] = graph_.literal(tape_.literals[k]);
    for (int k = 0; k < tape_.parameterCount; ++k) registers[static_cast<std::size_t>(tape_.parameterRegister(k))] = graph_.parameter(k);
    for (int k = 0; k < tape_.stateCount; ++k) registers[static_cast<std::size_t>(tape_.stateRegister(k))] = graph_.state(k);
    registers[static_cast<std::size_t>(tape_.timeRegister())] = graph_.time();
    for (const auto* code : {&tape_.prologue, &tape_.body})
      for (const Instruction& i : *code) registers[i.target] = graph_.apply(i.operation, registers[i.a], registers[i.b], registers[i.c]);
    for (const std::uint16_t output : tape_.outputs) outputs_.push_back(registers[output]);
  }

  // The component itself when a constant factor is 0 or not a number at these parameters, or an exponent not positive.
  std::vector<Graph::Id> of(std::size_t component, const std::vector<double>& parameters) {
    found_.clear();
    constants_.clear();
    exponents_.clear();
    take(outputs_[component]);
    const bool isUsual = std::ranges::all_of(valuesOf(constants_, parameters), [](double c) { return std::isfinite(c) && c != 0; }) &&
                         std::ranges::all_of(valuesOf(exponents_, parameters), [](double e) { return std::isfinite(e) && e > 0; });
    if (!isUsual) return {outputs_[component]};
    if (found_.empty() || found_.size() > kMostFactors) return {outputs_[component]};
    return found_;
  }

  std::shared_ptr<const Program> program(const Problem& problem, Graph::Id first, Graph::Id second) {
    std::vector<Graph::Id> outputs = outputs_, leaves;
    std::ranges::fill(outputs, graph_.literal(1.0));
    outputs[static_cast<std::size_t>(problem.plane.i)] = first;
    outputs[static_cast<std::size_t>(problem.plane.j)] = second;
    const int n = tape_.stateCount, m = tape_.parameterCount;
    for (int k = 0; k < n; ++k) leaves.push_back(graph_.state(k));
    auto program = std::make_shared<Program>(*problem.model->program);
    program->field = compile(graph_, outputs, n, m);
    const std::vector<Graph::Id> derivatives = differentiate(graph_, outputs, leaves);
    outputs.insert(outputs.end(), derivatives.begin(), derivatives.end());
    program->fieldAndJacobian = compile(graph_, outputs, n, m);
    return program;
  }

  Graph::Id one() { return graph_.literal(1.0); }

 private:
  std::vector<double> valuesOf(const std::vector<Graph::Id>& uniforms, const std::vector<double>& parameters) const {
    if (uniforms.empty()) return {};
    Evaluator<double> evaluate(std::make_shared<const Tape>(compile(graph_, uniforms, tape_.stateCount, tape_.parameterCount)), parameters);
    const std::vector<double> zeros(static_cast<std::size_t>(tape_.stateCount));
    std::vector<double> values(uniforms.size());
    evaluate(zeros.data(), values.data());
    return values;
  }

  void take(Graph::Id id) {
    const Graph::Node node = graph_[id];
    if (graph_.isUniform(id)) return constants_.push_back(id);
    switch (node.operation) {
      case Operation::multiply:
        take(node.operand[0]);
        return take(node.operand[1]);
      case Operation::negate: case Operation::square: case Operation::cube: case Operation::abs: case Operation::sqrt:
        return take(node.operand[0]);
      case Operation::power:
        if (!graph_.isUniform(node.operand[1])) break;
        exponents_.push_back(node.operand[1]);
        return take(node.operand[0]);
      case Operation::divide:
        if (!graph_.isUniform(node.operand[1])) break;
        constants_.push_back(node.operand[1]);
        return take(node.operand[0]);
      case Operation::subtract: {
        const Graph::Node a = graph_[node.operand[0]], b = graph_[node.operand[1]];
        if (a.operation != Operation::square || b.operation != Operation::square) break;
        take(graph_.apply(Operation::subtract, a.operand[0], b.operand[0]));
        return take(graph_.apply(Operation::add, a.operand[0], b.operand[0]));
      }
      default: break;
    }
    if (std::ranges::find(found_, id) == found_.end()) found_.push_back(id);
  }

  const Tape& tape_;
  Graph graph_;
  std::vector<Graph::Id> outputs_, found_, constants_, exponents_;
};

}  // namespace

std::vector<Problem> splitFactors(const Problem& problem) {
  const Tape& tape = problem.model->program->field;
  const auto i = static_cast<std::size_t>(problem.plane.i), j = static_cast<std::size_t>(problem.plane.j);
  if (problem.model->kind == ModelKind::map || tape.body.size() > kLongestTape) return {problem};
  const Ending ending(tape);
  if (!ending.isProduct(tape.outputs[i]) && !ending.isProduct(tape.outputs[j])) return {problem};
  Factors factors(problem);
  const std::vector<Graph::Id> first = factors.of(i, problem.parameters), second = factors.of(j, problem.parameters);
  std::vector<Problem> rounds;
  for (std::size_t k = 0; k < std::max(first.size(), second.size()); ++k) {
    auto model = std::make_shared<Model>(*problem.model);
    model->program = factors.program(problem, k < first.size() ? first[k] : factors.one(), k < second.size() ? second[k] : factors.one());
    rounds.push_back(problem);
    rounds.back().model = std::move(model);
  }
  return rounds;
}

}  // namespace separatrix
