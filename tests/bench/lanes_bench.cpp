#include <benchmark/benchmark.h>

#include <array>
#include <boost/numeric/odeint/stepper/controlled_runge_kutta.hpp>
#include <boost/numeric/odeint/stepper/dense_output_runge_kutta.hpp>
#include <boost/numeric/odeint/stepper/generation.hpp>
#include <boost/numeric/odeint/stepper/runge_kutta_dopri5.hpp>
#include <vector>

#include "core/flow/lanes.hpp"
#include "tests/bench/bench_models.hpp"

// 40 trajectories over T = 200 at tolerance 1e-8: together in lanes, and one after the other by
// Odeint's dense dopri5 on the same right-hand side. Both keep every accepted step.
namespace separatrix::bench {
namespace {

constexpr double kTime = 200, kTolerance = 1e-8;

void lanes(benchmark::State& state) {
  const Problem problem = morrisLecar();
  const Curve starts = fortyStarts(problem);
  IntegrateLanesOptions options;
  options.time = kTime;
  options.tolerance = kTolerance;
  std::size_t steps = 0;
  for (auto _ : state) {
    std::vector<std::vector<double>> kept(starts.size());
    steps = 0;
    const LaneObserver keep = [&](std::size_t lane, const DenseStep& step) {
      kept[lane].insert(kept[lane].end(), step.end.begin(), step.end.end());
      ++steps;
      return LaneDecision::proceed;
    };
    benchmark::DoNotOptimize(integrateLanes(problem.field(), starts, options, keep));
    benchmark::DoNotOptimize(kept);
  }
  state.counters["steps"] = static_cast<double>(steps);
}
BENCHMARK(lanes)->Name("lanes/40")->Unit(benchmark::kMillisecond);

void oneAtATime(benchmark::State& state) {
  namespace odeint = boost::numeric::odeint;
  using Point = std::array<double, 2>;
  const Problem problem = morrisLecar();
  const Curve starts = fortyStarts(problem);
  Evaluator<double> field = problem.field().values();
  const auto system = [&](const Point& x, Point& dx, double t) { field(x.data(), dx.data(), t); };
  std::size_t steps = 0;
  for (auto _ : state) {
    std::vector<std::vector<double>> kept(starts.size());
    steps = 0;
    for (std::size_t k = 0; k < starts.size(); ++k) {
      auto stepper = odeint::make_dense_output(kTolerance, kTolerance, odeint::runge_kutta_dopri5<Point>());
      stepper.initialize(Point{starts[k][0], starts[k][1]}, 0.0, 0.1);
      while (stepper.current_time() < kTime) {
        stepper.do_step(system);
        kept[k].insert(kept[k].end(), stepper.current_state().begin(), stepper.current_state().end());
        ++steps;
      }
    }
    benchmark::DoNotOptimize(kept);
  }
  state.counters["steps"] = static_cast<double>(steps);
}
BENCHMARK(oneAtATime)->Name("lanes/one_at_a_time")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace separatrix::bench
