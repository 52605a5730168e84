#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>

#include "core/model/block.hpp"
#include "core/model/field.hpp"
#include "tests/bench/bench_models.hpp"

// The right-hand side, one evaluation per iteration (point, native) or 128 (block, native_block),
// over the same 128 points of the plane.
namespace separatrix::bench {
namespace {

constexpr int kPoints = BlockEvaluator::kSize;

struct Points {
  std::array<double, kPoints> V{}, n{};
  Points() {
    for (std::size_t p = 0; p < kPoints; ++p) {
      V[p] = -70 + 110.0 * static_cast<double>(p * 37 % kPoints) / kPoints;
      n[p] = 0.9 * static_cast<double>(p * 59 % kPoints) / kPoints;
    }
  }
};

void point(benchmark::State& state) {
  const Points points;
  Evaluator<double> field = morrisLecar().field().values();
  std::size_t p = 0;
  for (auto _ : state) {
    const double x[2] = {points.V[p], points.n[p]};
    double out[2];
    field(x, out);
    benchmark::DoNotOptimize(out);
    p = (p + 1) % kPoints;
  }
}
BENCHMARK(point)->Name("rhs/point");

void nativePoint(benchmark::State& state) {
  const Points points;
  const NativeMorrisLecar model = native(morrisLecar());
  std::size_t p = 0;
  for (auto _ : state) {
    const double x[2] = {points.V[p], points.n[p]};
    double out[2];
    evaluate(model, x, out);
    benchmark::DoNotOptimize(out);
    p = (p + 1) % kPoints;
  }
}
BENCHMARK(nativePoint)->Name("rhs/native");

void block(benchmark::State& state, BlockKernel kernel) {
  const Points points;
  const Field model = morrisLecar().field();
  BlockEvaluator field(model.share(model.program().field), model.parameters(), kernel);
  std::copy(points.V.begin(), points.V.end(), field.state(0));
  std::copy(points.n.begin(), points.n.end(), field.state(1));
  for (auto _ : state) {
    field.evaluate(kPoints);
    benchmark::DoNotOptimize(*field.output(0));
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * kPoints);
}
BENCHMARK_CAPTURE(block, fastest, fastestBlockKernel())->Name("rhs/block");
BENCHMARK_CAPTURE(block, sse, block_v2::run)->Name("rhs/block/x86-64-v2");

void nativeBlock(benchmark::State& state) {
  const Points points;
  const NativeMorrisLecar model = native(morrisLecar());
  std::array<double, kPoints> dV{}, dn{};
  for (auto _ : state) {
    evaluate(model, points.V.data(), points.n.data(), dV.data(), dn.data(), kPoints);
    benchmark::DoNotOptimize(dV);
    benchmark::DoNotOptimize(dn);
  }
  state.SetItemsProcessed(state.iterations() * kPoints);
}
BENCHMARK(nativeBlock)->Name("rhs/native_block");

}  // namespace
}  // namespace separatrix::bench
