#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/model/problem.hpp"

namespace separatrix::test {

/// An expression of a hand-built field: formulas in tests read as formulas, without a parser between.
struct Expr {
  Graph* graph = nullptr;
  Graph::Id id = 0;
};

inline Expr apply(Operation operation, Expr a) { return {a.graph, a.graph->apply(operation, a.id)}; }
inline Expr apply(Operation operation, Expr a, Expr b) { return {a.graph, a.graph->apply(operation, a.id, b.id)}; }
inline Expr number(Expr like, double value) { return {like.graph, like.graph->literal(value)}; }

inline Expr operator+(Expr a, Expr b) { return apply(Operation::add, a, b); }
inline Expr operator-(Expr a, Expr b) { return apply(Operation::subtract, a, b); }
inline Expr operator*(Expr a, Expr b) { return apply(Operation::multiply, a, b); }
inline Expr operator/(Expr a, Expr b) { return apply(Operation::divide, a, b); }
inline Expr operator-(Expr a) { return apply(Operation::negate, a); }
inline Expr operator+(Expr a, double b) { return a + number(a, b); }
inline Expr operator+(double a, Expr b) { return number(b, a) + b; }
inline Expr operator-(Expr a, double b) { return a - number(a, b); }
inline Expr operator-(double a, Expr b) { return number(b, a) - b; }
inline Expr operator*(Expr a, double b) { return a * number(a, b); }
inline Expr operator*(double a, Expr b) { return number(b, a) * b; }
inline Expr operator/(Expr a, double b) { return a / number(a, b); }
inline Expr operator/(double a, Expr b) { return number(b, a) / b; }
inline Expr exp(Expr a) { return apply(Operation::exp, a); }
inline Expr log(Expr a) { return apply(Operation::log, a); }
inline Expr sqrt(Expr a) { return apply(Operation::sqrt, a); }
inline Expr sin(Expr a) { return apply(Operation::sin, a); }
inline Expr cos(Expr a) { return apply(Operation::cos, a); }
inline Expr tanh(Expr a) { return apply(Operation::tanh, a); }
inline Expr cosh(Expr a) { return apply(Operation::cosh, a); }
inline Expr heaviside(Expr a) { return apply(Operation::heaviside, a); }
inline Expr square(Expr a) { return apply(Operation::square, a); }
inline Expr cube(Expr a) { return apply(Operation::cube, a); }
inline Expr linearOverExpm1(Expr a) { return apply(Operation::linearOverExpm1, a); }

using Expressions = std::vector<Expr>;
/// Right-hand sides from states and parameters.
using Formulas = std::function<Expressions(const Expressions& x, const Expressions& p)>;

/// A model with variables x0, x1, ... and parameters p0, p1, ..., as the reader would build it.
inline std::shared_ptr<const Model> makeModel(int n, std::vector<double> parameters, const Formulas& formulas,
                                              ModelKind kind = ModelKind::flow) {
  Graph graph;
  Expressions x, p;
  std::vector<Graph::Id> leaves, outputs;
  for (int i = 0; i < n; ++i) leaves.push_back(graph.state(i));
  for (const Graph::Id leaf : leaves) x.push_back({&graph, leaf});
  for (std::size_t i = 0; i < parameters.size(); ++i) p.push_back({&graph, graph.parameter(static_cast<int>(i))});
  for (const Expr& e : formulas(x, p)) outputs.push_back(e.id);

  auto program = std::make_shared<Program>();
  const int m = static_cast<int>(parameters.size());
  program->stateCount = n;
  program->parameterCount = m;
  program->field = compile(graph, outputs, n, m);
  const std::vector<Graph::Id> derivatives = differentiate(graph, outputs, leaves);
  outputs.insert(outputs.end(), derivatives.begin(), derivatives.end());
  program->fieldAndJacobian = compile(graph, outputs, n, m);

  auto model = std::make_shared<Model>();
  model->kind = kind;
  for (int i = 0; i < n; ++i) {
    model->variables.emplace_back();
    model->variables.back().name = "x" + std::to_string(i);
  }
  for (int i = 0; i < m; ++i) {
    model->parameters.emplace_back();
    model->parameters.back().name = "p" + std::to_string(i);
    model->parameters.back().value = parameters[static_cast<std::size_t>(i)];
  }
  model->plane = {0, n > 1 ? 1 : 0};
  model->program = std::move(program);
  return model;
}

inline Problem makeProblem(Box box, std::vector<double> parameters, const Formulas& formulas, ModelKind kind = ModelKind::flow) {
  Problem problem = defaultProblem(makeModel(static_cast<int>(box.size()), std::move(parameters), formulas, kind));
  problem.box = std::move(box);
  return problem;
}

inline Problem makeProblem(Box box, const Formulas& formulas) { return makeProblem(std::move(box), {}, formulas); }

/// x' = a x + b y, y' = c x + d y on [-1, 1]^2.
inline Problem linearProblem(double a, double b, double c, double d) {
  return makeProblem({{-1, 1}, {-1, 1}}, {a, b, c, d}, [](const Expressions& x, const Expressions& p) {
    return Expressions{p[0] * x[0] + p[1] * x[1], p[2] * x[0] + p[3] * x[1]};
  });
}

/// Morris–Lecar, Tsumoto et al. (2006): V_K = -80, lambda_bar = 1/15; parameters I_ext, V3.
inline Problem morrisLecar(double current, double v3, Box box = {{-80, 80}, {-0.1, 1.1}}) {
  return makeProblem(std::move(box), {current, v3, 1.0 / 15}, [](const Expressions& x, const Expressions& p) {
    const Expr V = x[0], n = x[1], I = p[0], V3 = p[1], phi = p[2];
    const Expr m = 0.5 * (1.0 + tanh((V + 1.2) / 18.0)), target = 0.5 * (1.0 + tanh((V - V3) / 17.4));
    return Expressions{(I - 2.0 * (V + 60.0) - 4.0 * m * (V - 120.0) - 8.0 * n * (V + 80.0)) / 20.0,
                       phi * cosh((V - V3) / 34.8) * (target - n)};
  });
}

/// FitzHugh–Nagumo, mean-field form: v' = v - v^3 - w + I, w' = tau (v + a - b w).
inline Problem fitzHughNagumo(double I, double b = 0.8, Box box = {{-2, 2}, {-2, 2}}) {
  return makeProblem(std::move(box), {I, 0.08, 0.7, b}, [](const Expressions& x, const Expressions& p) {
    return Expressions{x[0] - cube(x[0]) - x[1] + p[0], p[1] * (x[0] + p[2] - p[3] * x[1])};
  });
}

}  // namespace separatrix::test
