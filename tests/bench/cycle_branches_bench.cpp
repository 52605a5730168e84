#include <benchmark/benchmark.h>

#include <cmath>
#include <string>
#include <vector>

#include "core/base/contract.hpp"
#include "core/continuation/cycle_branches.hpp"
#include "core/equilibria/eigenpairs.hpp"
#include "core/equilibria/polish_zero.hpp"
#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"

// Whole branches of cycles from a Hopf point to their end; tests/bench/auto07p compares them with AUTO-07p.
namespace separatrix::bench {
namespace {

struct Case {
  std::string text, preset, parameter;
  Interval range;
  double hopf;                ///< the parameter there
  std::vector<double> state;  ///< near it
};

SpecialPoint hopfOf(Problem problem, std::size_t parameter, const Case& wanted) {
  problem.parameters[parameter] = wanted.hopf;
  const auto n = static_cast<std::size_t>(problem.model->dimension());
  auto jet = problem.field().withJacobian();
  std::vector<double> out(n + n * n);
  const PolishedZero zero = polishZero(
      [&](const double* x, double* f, double* J) {
        jet(x, out.data());
        std::copy_n(out.begin(), n, f);
        std::copy(out.begin() + static_cast<std::ptrdiff_t>(n), out.end(), J);
      },
      wanted.state, std::vector<double>(n, 1.0));
  SpecialPoint hopf;
  hopf.kind = SpecialKind::hopf;
  hopf.parameter = wanted.hopf;
  hopf.state = zero.state;
  for (const auto z : eigenpairs(zero.jacobian, static_cast<int>(n)).values)
    if (z.imag() > 0) hopf.frequency = z.imag();
  SEPARATRIX_EXPECTS(zero.converged && hopf.frequency.has_value());
  return hopf;
}

void branch(benchmark::State& state, const Case& wanted) {
  const auto model = readModel(wanted.text, "bench");
  SEPARATRIX_EXPECTS(model.has_value());
  Problem problem = defaultProblem(*model);
  if (const Preset* preset = (*model)->presetNamed(wanted.preset))
    for (const auto& [name, value] : preset->assignments)
      if (const auto index = (*model)->parameterNamed(name))
        problem.parameters[static_cast<std::size_t>(*index)] = value;
  DiagramOptions options;
  options.parameter = (*model)->parameterNamed(wanted.parameter).value();
  options.range = wanted.range;
  const std::vector<SpecialPoint> hopfs{hopfOf(problem, static_cast<std::size_t>(options.parameter), wanted)};
  Result<CycleBranches> found;
  for (auto _ : state) found = followCycles(problem, options, hopfs, {});
  SEPARATRIX_EXPECTS(found.has_value());
  std::size_t points = 0;
  for (const Branch& followed : found->branches) points += followed.points.size();
  state.counters["points"] = static_cast<double>(points);
  int fold = 0;
  for (const SpecialPoint& special : found->specials)
    if (special.kind == SpecialKind::foldOfCycles) state.counters["fold" + std::to_string(++fold)] = special.parameter;
}

std::string builtIn(const char* name) { return std::string(*builtInText(name)); }

void registerAll() {
  const auto add = [](const char* name, Case wanted) {
    benchmark::RegisterBenchmark(name, [wanted = std::move(wanted)](benchmark::State& state) {
      branch(state, wanted);
    })->Unit(benchmark::kMillisecond);
  };
  add("diagram/cycles/morris-lecar",
      {builtIn("morris-lecar"), "", "I_ext", {-50, 250}, 85.1032308830416, {8.34159, 0.396396}});
  add("diagram/cycles/morris-lecar-hopf",
      {builtIn("morris-lecar"), "hopf", "I_ext", {-50, 250}, 93.85761837372546, {-25.27, 0.13967}});
  add("diagram/cycles/fitzhugh-nagumo",
      {"par I=0\nx'=x-x^3-w+I\nw'=0.08*(x+0.7-0.8*w)\n@ xp=x, yp=w, xlo=-3, xhi=3, ylo=-2, yhi=3\ndone\n",
       "",
       "I",
       {-0.5, 2},
       0.5610838838160742,
       {-0.55857, 0.176788}});
  add("diagram/cycles/brusselator",
      {"par b=1\nx'=1-(b+1)*x+x^2*y\ny'=b*x-x^2*y\n@ xp=x, yp=y, xlo=0, xhi=8, ylo=0, yhi=8\ndone\n",
       "",
       "b",
       {0, 6},
       2,
       {1, 2}});
  add("diagram/cycles/hodgkin-huxley",
      {builtIn("hodgkin-huxley"), "", "I", {0, 200}, 9.779337995393126, {-59.654, 0.09726, 0.40623, 0.40178}});
}
[[maybe_unused]] const int kRegistered = (registerAll(), 0);

}  // namespace
}  // namespace separatrix::bench
