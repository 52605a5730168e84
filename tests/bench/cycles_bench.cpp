#include <benchmark/benchmark.h>

#include "core/base/contract.hpp"
#include "core/cycles/find_cycles.hpp"
#include "core/equilibria/find_equilibria.hpp"
#include "tests/bench/bench_models.hpp"

// The search for all cycles of the bistable case, nothing known before.
namespace separatrix::bench {
namespace {

void scratch(benchmark::State& state) {
  const Problem problem = morrisLecar(50.5, 2);
  const auto equilibria = findEquilibria(problem);
  SEPARATRIX_EXPECTS(equilibria.has_value());
  std::size_t found = 0;
  for (auto _ : state) {
    const auto cycles = findCycles(problem, equilibria->found);
    SEPARATRIX_EXPECTS(cycles.has_value());
    found = cycles->found.size();
  }
  state.counters["cycles"] = static_cast<double>(found);
}
BENCHMARK(scratch)->Name("cycles/scratch")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace separatrix::bench
