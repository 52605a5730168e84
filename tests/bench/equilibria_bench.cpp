#include <benchmark/benchmark.h>

#include "core/base/contract.hpp"
#include "core/equilibria/find_equilibria.hpp"
#include "tests/bench/bench_models.hpp"

// All equilibria in the declared window with the proof that there are no others.
namespace separatrix::bench {
namespace {

void proof(benchmark::State& state) {
  const Problem problem = morrisLecar();
  for (auto _ : state) {
    const auto equilibria = findEquilibria(problem);
    SEPARATRIX_EXPECTS(equilibria && equilibria->completeness.evidence == Evidence::proved);
    benchmark::DoNotOptimize(equilibria);
  }
}
BENCHMARK(proof)->Name("equilibria/proof")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace separatrix::bench
