#include <benchmark/benchmark.h>

#include "core/base/contract.hpp"
#include "core/phaseplane/portrait.hpp"
#include "tests/bench/bench_models.hpp"

// A complete portrait with 40 trajectories: nothing known (scratch), and with the portrait of a
// slightly smaller current as the hint, as while a slider moves (warm).
namespace separatrix::bench {
namespace {

PortraitOptions withFortyTrajectories(const Problem& problem) {
  PortraitOptions options;
  const Curve starts = fortyStarts(problem);
  for (std::size_t k = 0; k < starts.size(); ++k)
    options.trajectories.push_back({{starts[k].begin(), starts[k].end()}, Direction::forward, 200});
  return options;
}

void report(benchmark::State& state, const Portrait& portrait) {
  state.counters["equilibria"] = static_cast<double>(portrait.equilibria.size());
  state.counters["cycles"] = static_cast<double>(portrait.cycles.size());
  state.counters["manifolds"] = static_cast<double>(portrait.manifolds.size());
}

void scratch(benchmark::State& state, double I_ext, double V3) {
  const Problem problem = morrisLecar(I_ext, V3);
  const PortraitOptions options = withFortyTrajectories(problem);
  Portrait last;
  for (auto _ : state) last = *computePortrait(problem, options);
  report(state, last);
}
BENCHMARK_CAPTURE(scratch, excitable, 30, 12)->Name("portrait/scratch")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scratch, bistable, 50.5, 2)->Name("portrait/scratch/bistable")->Unit(benchmark::kMillisecond);

void warm(benchmark::State& state, double I_ext, double V3) {
  const Problem before = morrisLecar(I_ext - 0.25, V3), problem = morrisLecar(I_ext, V3);
  const PortraitOptions options = withFortyTrajectories(problem);
  const auto hint = computePortrait(before, options);
  SEPARATRIX_EXPECTS(hint.has_value());
  Portrait last;
  for (auto _ : state) last = *computePortrait(problem, options, &*hint);
  report(state, last);
}
BENCHMARK_CAPTURE(warm, excitable, 30, 12)->Name("portrait/warm")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(warm, bistable, 50.5, 2)->Name("portrait/warm/bistable")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace separatrix::bench
