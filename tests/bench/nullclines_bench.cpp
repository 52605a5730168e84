#include <benchmark/benchmark.h>

#include "core/phaseplane/nullclines.hpp"
#include "tests/bench/bench_models.hpp"

// Both nullclines for a picture of 800 x 600 pixels.
namespace separatrix::bench {
namespace {

void both(benchmark::State& state) {
  const Problem problem = morrisLecar();
  for (auto _ : state) benchmark::DoNotOptimize(computeNullclines(problem));
}
BENCHMARK(both)->Name("nullclines/both")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace separatrix::bench
