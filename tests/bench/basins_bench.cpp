#include <benchmark/benchmark.h>

#include "core/base/contract.hpp"
#include "core/phaseplane/basins.hpp"
#include "tests/bench/bench_models.hpp"

// The basins of Morris–Lecar's focus and cycle on 200 x 200 cells, the portrait being known.
namespace separatrix::bench {
namespace {

void basins(benchmark::State& state, bool everyCell) {
  const auto portrait = computePortrait(morrisLecar(50.5, 2));
  SEPARATRIX_EXPECTS(portrait.has_value());
  Basins last;
  for (auto _ : state) last = *computeBasins(*portrait, {.everyCell = everyCell});
  state.counters["integrated"] = last.integrated;
  state.counters["attractors"] = static_cast<double>(last.attractors.size());
}
BENCHMARK_CAPTURE(basins, progressive, false)->Name("basins/200")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(basins, every_cell, true)->Name("basins/200/every_cell")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace separatrix::bench
