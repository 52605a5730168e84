#pragma once

#include <cmath>
#include <random>
#include <vector>

#include "core/model/evaluate.hpp"
#include "core/model/graph.hpp"
#include "tests/core/model/operation_samples.hpp"

namespace separatrix::test {

/// Grows a graph of `size` random operations over `states` states and as many parameters, t and
/// some literals. Every operation is applied only where its operands, at the point `at` (states,
/// then parameters, then t), lie in its sample box, so that all values there are finite and smooth.
inline std::vector<Graph::Id> growRandomExpressions(Graph& g, std::mt19937_64& random, int states, int size,
                                                    std::vector<double>& at) {
  std::uniform_real_distribution<double> coordinate(-2, 2);
  at.clear();
  std::vector<Graph::Id> pool;
  std::vector<double> value;
  const auto add = [&](Graph::Id id, double v) {
    pool.push_back(id);
    value.push_back(v);
  };
  for (int i = 0; i < 2 * states + 1; ++i) {
    at.push_back(coordinate(random));
    add(i < states ? g.state(i) : i < 2 * states ? g.parameter(i - states) : g.time(), at.back());
  }
  for (const double c : {0.5, 2.0, -1.25, 3.0}) add(g.literal(c), c);
  const std::vector<OperationSample> samples = operationSamples();
  while (static_cast<int>(pool.size()) < size) {
    const OperationSample& sample = samples[random() % samples.size()];
    if (sample.operation >= Operation::besselJ && sample.operation <= Operation::besselY) continue;
    double registers[4] = {};
    Graph::Id operand[3] = {};
    bool inside = true;
    for (int k = 0; k < arity(sample.operation); ++k) {
      const bool recent = random() % 2 == 0;
      const std::size_t i = recent ? pool.size() - 1 - random() % 8 : random() % pool.size();
      operand[k] = pool[i];
      registers[k] = value[i];
      const double lo = k == 0 ? sample.lo : sample.lo2, hi = k == 0 ? sample.hi : sample.hi2;
      inside = inside && lo < value[i] && value[i] < hi;
    }
    const bool atOrigin = sample.operation == Operation::atan2 && registers[0] == 0 && registers[1] == 0;
    if (!inside || atOrigin) continue;
    const Instruction instruction{sample.operation, 3, 0, 1, 2};
    run<double>({&instruction, 1}, registers);
    if (!(std::fabs(registers[3]) < 1e3)) continue;
    add(g.apply(sample.operation, operand[0], operand[1], operand[2]), registers[3]);
  }
  return {pool.end() - 6, pool.end()};
}

}  // namespace separatrix::test
