#pragma once

#include <cmath>
#include <memory>

#include "core/continuation/diagram.hpp"

namespace separatrix::test {

/// A diagram written down by hand: equilibria x = ±sqrt(1 - p) meeting in a fold at p = 1, the lower half stable up
/// to a Hopf point at p = 0, from which unstable cycles of radius sqrt(-p) and period 2 pi/(1 - p) leave to the left.
inline Diagram sampleDiagram() {
  auto model = std::make_shared<Model>();
  model->name = "sample";
  for (const char* name : {"x", "y"}) {
    Variable& variable = model->variables.emplace_back();
    variable.name = name;
    variable.range = {-2, 2};
  }
  for (const char* name : {"p", "q"}) model->parameters.emplace_back().name = name;
  model->plane = {0, 1};

  Diagram diagram;
  diagram.problem = defaultProblem(model);
  diagram.options.parameter = 0;
  diagram.options.range = {-1, 2};
  diagram.equilibriaComplete = Evidence::proved;

  Branch equilibria;
  equilibria.id = "b1";
  equilibria.begin = {BranchEnd::Reason::range, -1};
  equilibria.end = {BranchEnd::Reason::range, -1};
  for (int k = -40; k <= 40; ++k) {
    const double x = k / 40.0 * std::sqrt(2.0), p = 1 - x * x;
    BranchPoint point;
    point.parameter = p;
    point.state = {x, 1.0 / 3};
    const bool stable = x < 0 && p < 0;
    point.stability = stable ? Stability::stable : x > 0 ? Stability::saddle : Stability::unstable;
    point.unstableDimension = stable ? 0 : x > 0 ? 1 : 2;
    equilibria.points.push_back(point);
  }
  Branch cycles;
  cycles.id = "b2";
  cycles.kind = Branch::Kind::cycles;
  cycles.from = "H1";
  cycles.begin = {BranchEnd::Reason::special, 0};
  cycles.end = {BranchEnd::Reason::range, -1};
  for (int k = 1; k <= 20; ++k) {
    const double p = -k / 20.0, r = std::sqrt(-p);
    BranchPoint point;
    point.parameter = p;
    point.period = 6.283185307179586 / (1 - p);
    point.extrema = {{-1 - r, -1 + r}, {-r, r}};
    point.mean = {-1, 0};
    point.multipliers = {{1.5, 0}};
    point.stability = Stability::unstable;
    point.unstableDimension = 1;
    cycles.points.push_back(point);
  }
  diagram.branches = {equilibria, cycles};

  SpecialPoint hopf;
  hopf.id = "H1";
  hopf.kind = SpecialKind::hopf;
  hopf.branch = 0;
  hopf.parameter = 0;
  hopf.error = 1e-12;
  hopf.state = {-1, 1.0 / 3};
  hopf.frequency = 1;
  hopf.firstLyapunov = 0.1;
  hopf.criticality = Criticality::subcritical;
  SpecialPoint fold;
  fold.id = "F1";
  fold.kind = SpecialKind::fold;
  fold.branch = 0;
  fold.parameter = 1;
  fold.state = {0, 1.0 / 3};
  fold.coefficient = 1.0 / 3;
  diagram.specialPoints = {hopf, fold};
  return diagram;
}

/// The same with a second parameter: a fold curve p = q², a part of a Hopf curve that is none, a cusp at the origin.
inline Diagram sampleParameterPlane() {
  Diagram diagram = sampleDiagram();
  diagram.options.second = SecondParameter{1, {-1, 1}};
  ParameterCurve fold;
  for (int k = -20; k <= 20; ++k) fold.points.append({k * k / 400.0, k / 20.0});
  ParameterCurve neutral;
  neutral.kind = SpecialKind::hopf;
  neutral.neutralSaddle = true;
  neutral.points.append({0.5, -1.0});
  neutral.points.append({0.5, 1.0});
  diagram.curves = {fold, neutral};
  Codim2Point cusp;
  cusp.state = {0, 0};
  cusp.coefficients = {{"c", 0.25}};
  diagram.codim2 = {cusp};
  return diagram;
}

}  // namespace separatrix::test
