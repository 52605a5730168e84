#pragma once

#include <cmath>
#include <functional>
#include <memory>
#include <numbers>
#include <string>
#include <vector>

#include "core/model/model.hpp"
#include "core/model/problem.hpp"

// Models made straight from the expression graph, so that these tests rest on nothing that reads text.
namespace separatrix::testing {

struct Expression {
  Graph* graph;
  Graph::Id id;

  Expression with(Operation operation, Expression other) const {
    return {graph, graph->apply(operation, id, other.id)};
  }
  Expression with(Operation operation) const { return {graph, graph->apply(operation, id)}; }
  Expression number(double value) const { return {graph, graph->literal(value)}; }

  friend Expression operator+(Expression a, Expression b) { return a.with(Operation::add, b); }
  friend Expression operator-(Expression a, Expression b) { return a.with(Operation::subtract, b); }
  friend Expression operator*(Expression a, Expression b) { return a.with(Operation::multiply, b); }
  friend Expression operator/(Expression a, Expression b) { return a.with(Operation::divide, b); }
  friend Expression operator-(Expression a) { return a.with(Operation::negate); }
  friend Expression operator+(Expression a, double b) { return a + a.number(b); }
  friend Expression operator-(Expression a, double b) { return a - a.number(b); }
  friend Expression operator*(Expression a, double b) { return a * a.number(b); }
  friend Expression operator/(Expression a, double b) { return a / a.number(b); }
  friend Expression operator+(double a, Expression b) { return b.number(a) + b; }
  friend Expression operator-(double a, Expression b) { return b.number(a) - b; }
  friend Expression operator*(double a, Expression b) { return b.number(a) * b; }
  friend Expression tanh(Expression a) { return a.with(Operation::tanh); }
  friend Expression cosh(Expression a) { return a.with(Operation::cosh); }
  friend Expression sin(Expression a) { return a.with(Operation::sin); }
  friend Expression cos(Expression a) { return a.with(Operation::cos); }
  friend Expression sqrt(Expression a) { return a.with(Operation::sqrt); }
};

using Expressions = std::vector<Expression>;

/// The model with field (or image) `f`, which gets the states and the time.
inline std::shared_ptr<Model> model(int n, const std::function<Expressions(const Expressions& x, Expression t)>& f,
                                    ModelKind kind = ModelKind::flow) {
  Graph graph;
  Expressions x;
  std::vector<Graph::Id> states, outputs;
  for (int i = 0; i < n; ++i) x.push_back({&graph, graph.state(i)});
  for (const Expression& state : x) states.push_back(state.id);
  for (const Expression& component : f(x, {&graph, graph.time()})) outputs.push_back(component.id);

  auto program = std::make_shared<Program>();
  program->stateCount = n;
  program->field = compile(graph, outputs, n, 0);
  std::vector<Graph::Id> both = outputs;
  for (const Graph::Id id : differentiate(graph, outputs, states)) both.push_back(id);
  program->fieldAndJacobian = compile(graph, both, n, 0);

  auto result = std::make_shared<Model>();
  result->kind = kind;
  for (int i = 0; i < n; ++i) {
    result->variables.push_back({});
    result->variables.back().name = "x" + std::to_string(i + 1);
    result->variables.back().range = Interval(-10, 10);
  }
  result->plane = {0, n > 1 ? 1 : 0};
  result->program = std::move(program);
  return result;
}

inline Field fieldOf(const std::shared_ptr<Model>& m) { return Field(m->program, {}); }

/// x' = y, y' = -x
inline std::shared_ptr<Model> harmonicOscillator() {
  return model(2, [](const Expressions& x, Expression) { return Expressions{x[1], -x[0]}; });
}

/// x' = x (1 - x)
inline std::shared_ptr<Model> logisticGrowth() {
  return model(1, [](const Expressions& x, Expression) { return Expressions{x[0] * (1 - x[0])}; });
}

/// x' = x^2, which reaches infinity at t = 1/x0
inline std::shared_ptr<Model> finiteTimeBlowUp() {
  return model(1, [](const Expressions& x, Expression) { return Expressions{x[0] * x[0]}; });
}

/// x' = -sqrt(x), which has no value left of 0
inline std::shared_ptr<Model> squareRootDecay() {
  return model(1, [](const Expressions& x, Expression) { return Expressions{-sqrt(x[0]) - 0.1}; });
}

/// x' = y, y' = mu (1 - x^2) y - x
inline std::shared_ptr<Model> vanDerPol(double mu) {
  return model(2, [mu](const Expressions& x, Expression) {
    return Expressions{x[1], mu * ((1 - x[0] * x[0]) * x[1]) - x[0]};
  });
}

/// Adds to a flow the reset: when `condition` crosses zero (sign as in Reset), the state becomes `after`.
inline std::shared_ptr<Model> withReset(const std::shared_ptr<Model>& flow, int sign,
                                        const std::function<Expression(const Expressions&, Expression t)>& condition,
                                        const std::function<Expressions(const Expressions&)>& after) {
  const int n = flow->dimension();
  Graph graph;
  Expressions x;
  for (int i = 0; i < n; ++i) x.push_back({&graph, graph.state(i)});
  std::vector<Graph::Id> outputs{condition(x, {&graph, graph.time()}).id};
  Reset reset{"reset", sign, 0, {}};
  for (const Expression& value : after(x)) {
    reset.variableOutputs.emplace_back(static_cast<int>(outputs.size()) - 1, static_cast<int>(outputs.size()));
    outputs.push_back(value.id);
  }
  auto result = std::make_shared<Model>(*flow);
  auto program = std::make_shared<Program>(*flow->program);
  program->resets = compile(graph, outputs, n, 0);
  result->kind = ModelKind::hybrid;
  result->resets.push_back(reset);
  result->program = std::move(program);
  return result;
}

/// Izhikevich's quadratic neuron (2003): regular spiking, I = 10.
inline std::shared_ptr<Model> izhikevich() {
  const auto flow = model(2, [](const Expressions& x, Expression) {
    return Expressions{0.04 * (x[0] * x[0]) + 5 * x[0] + 140 - x[1] + 10, 0.02 * (0.2 * x[0] - x[1])};
  });
  return withReset(
      flow, 1, [](const Expressions& x, Expression) { return x[0] - 30; },
      [](const Expressions& x) {
        return Expressions{x[0].number(-65), x[1] + 8};
      });
}

/// Morris–Lecar with V_K = -80 (Tsumoto et al. 2006).
inline std::shared_ptr<Model> morrisLecar(double current, double V3) {
  return model(2, [=](const Expressions& x, Expression) {
    const Expression V = x[0], n = x[1];
    const Expression mInf = 0.5 * (1 + tanh((V + 1.2) / 18)), nInf = 0.5 * (1 + tanh((V - V3) / 17.4));
    const Expression rate = cosh((V - V3) / 34.8) / 15;
    return Expressions{(current - 2 * (V + 60) - 4 * mInf * (V - 120) - 8 * n * (V + 80)) / 20, rate * (nInf - n)};
  });
}

}  // namespace separatrix::testing
