#include <benchmark/benchmark.h>

#include <algorithm>

#include "core/base/contract.hpp"
#include "core/continuation/diagram.hpp"
#include "tests/bench/bench_models.hpp"

// Bifurcation diagrams of Morris–Lecar over its declared ranges: equilibria with the proof that no
// branch is missing; those and all branches of cycles; the plane of I_ext and V3.
namespace separatrix::bench {
namespace {

int parameterNamed(const Problem& problem, std::string_view name) {
  const auto at = std::ranges::find(problem.model->parameters, name, &Parameter::name);
  SEPARATRIX_EXPECTS(at != problem.model->parameters.end());
  return static_cast<int>(at - problem.model->parameters.begin());
}

DiagramOptions inCurrent(const Problem& problem) {
  DiagramOptions options;
  options.parameter = parameterNamed(problem, "I_ext");
  options.range = {-50, 250};
  return options;
}

void run(benchmark::State& state, const Problem& problem, const DiagramOptions& options) {
  std::size_t points = 0;
  for (auto _ : state) {
    const auto diagram = computeDiagram(problem, options);
    SEPARATRIX_EXPECTS(diagram.has_value());
    points = 0;
    for (const Branch& branch : diagram->branches) points += branch.points.size();
    benchmark::DoNotOptimize(diagram);
  }
  state.counters["points"] = static_cast<double>(points);
}

void equilibria(benchmark::State& state) {
  const Problem problem = morrisLecar();
  DiagramOptions options = inCurrent(problem);
  options.cycles = false;
  run(state, problem, options);
}
BENCHMARK(equilibria)->Name("diagram/equilibria")->Unit(benchmark::kMillisecond);

void oneParameter(benchmark::State& state) {
  const Problem problem = morrisLecar();
  run(state, problem, inCurrent(problem));
}
BENCHMARK(oneParameter)->Name("diagram/one_parameter")->Unit(benchmark::kMillisecond);

void twoParameters(benchmark::State& state) {
  const Problem problem = morrisLecar();
  DiagramOptions options = inCurrent(problem);
  options.second = SecondParameter{parameterNamed(problem, "V3"), {-10, 30}};
  run(state, problem, options);
}
BENCHMARK(twoParameters)->Name("diagram/two_parameters")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace separatrix::bench
