#include "tests/bench/bench_models.hpp"

#include "core/base/contract.hpp"
#include "core/base/curve.hpp"
#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix::bench {
namespace {

std::size_t indexOf(const Problem& problem, std::string_view name) {
  const std::optional<int> index = problem.model->parameterNamed(name);
  SEPARATRIX_EXPECTS(index.has_value());
  return static_cast<std::size_t>(*index);
}

}  // namespace

Problem morrisLecar(double I_ext, double V3) {
  const auto model = readModel(*builtInText("morris-lecar"), "morris-lecar");
  SEPARATRIX_EXPECTS(model.has_value());
  Problem problem = defaultProblem(*model);
  problem.parameters[indexOf(problem, "I_ext")] = I_ext;
  problem.parameters[indexOf(problem, "V3")] = V3;
  return problem;
}

NativeMorrisLecar native(const Problem& problem) {
  const auto value = [&](std::string_view name) { return problem.parameters[indexOf(problem, name)]; };
  return {value("I_ext"), value("gL"), value("VL"), value("gCa"), value("VCa"), value("gK"), value("VK"),
          value("C"),     value("V1"), value("V2"), value("V3"),  value("V4"),  value("phi")};
}

Curve fortyStarts(const Problem& problem) {
  Curve starts{problem.model->dimension(), {}};
  for (int k = 0; k < 40; ++k) {
    std::vector<double> x = problem.model->initialState();
    x[0] = problem.box[0].lo + problem.box[0].width() * (k % 8 + 0.5) / 8;
    x[1] = problem.box[1].lo + problem.box[1].width() * (k / 8 + 0.5) / 5;
    starts.append(x);
  }
  return starts;
}

}  // namespace separatrix::bench
