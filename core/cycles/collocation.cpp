#include "core/cycles/collocation.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/contract.hpp"
#include "core/cycles/collocation_condense.hpp"
#include "core/cycles/collocation_gauss.hpp"
#include "core/cycles/collocation_reduce.hpp"

namespace separatrix {
namespace {

constexpr int kGroupsPerBlock = BlockEvaluator::kSize / 16;

std::shared_ptr<const Tape> derivatives(const CollocationProblem& problem) {
  return {problem.program, &problem.program->fieldAndJacobian};
}

}  // namespace

Collocation::Collocation(CollocationProblem problem)
    : problem_(std::move(problem)), field_(derivatives(problem_), problem_.values) {
  SEPARATRIX_EXPECTS(problem_.program->stateCount == problem_.n() + problem_.parameters());
  shape_.n = problem_.n();
  shape_.parameters = problem_.parameters();
  if (problem_.signs.empty()) problem_.signs.assign(problem_.scale.size(), 1.0);
  field_.setTime(0);
  for (int i = 0; i < shape_.n; ++i)
    for (int j = 0; j < shape_.n + shape_.parameters; ++j) {
      const auto a = static_cast<std::size_t>(i), b = static_cast<std::size_t>(j);
      const double unit = j < shape_.n ? problem_.scale[b] : problem_.parameterScale[b - problem_.scale.size()];
      jacobianUnit_.push_back(unit / problem_.scale[a]);
    }
}

void Collocation::prepare(int intervals) {
  SEPARATRIX_EXPECTS(intervals > 0 && intervals % 4 == 0);
  if (shape_.intervals == intervals && !response_.empty()) return;
  shape_.intervals = intervals;
  const auto n = static_cast<std::size_t>(shape_.n), k = static_cast<std::size_t>(shape_.parameters),
             count = static_cast<std::size_t>(intervals);
  const std::size_t columns = n + k + 2;
  response_.assign(count * 4 * n * columns, 0.0);
  edge_.assign(count * n * columns, 0.0);
  gathered_.assign(count * (k + 1) * columns, 0.0);
  saved_.assign(count * n * (3 * n + k + 2), 0.0);
  factors_.assign(count, std::vector<double>(n * n));
}

// States and parameters of the Gauss points of some groups of four intervals, in model units.
void Collocation::load(const std::vector<double>& u, int firstGroup, int groups) {
  const int points = 16 * groups;
  for (int i = 0; i < shape_.n; ++i) {
    const double scale = problem_.scale[static_cast<std::size_t>(i)];
    double* const column = field_.state(i);
    for (int g = 0; g < groups; ++g)
      for (int s = 0; s < 4; ++s) {
        const double* const from = u.data() + shape_.stage(4 * (firstGroup + g), s, i);
        for (int lane = 0; lane < 4; ++lane) column[(4 * g + s) * 4 + lane] = scale * from[lane];
      }
  }
  for (int k = 0; k < shape_.parameters; ++k)
    std::fill_n(field_.state(shape_.n + k), points,
                problem_.parameterScale[static_cast<std::size_t>(k)] * u[shape_.parameter(k)]);
}

template <int D>
bool Collocation::linearizeIn(const std::vector<double>& mesh, const std::vector<double>& u,
                              std::span<const CollocationRow> rows) {
  const double T = std::exp(u[shape_.period()]);
  divergence_ = 0;
  const CondenseInput input{shape_, problem_, jacobianUnit_, mesh, u, T};
  const int groups = shape_.intervals / 4;
  for (int first = 0; first < groups; first += kGroupsPerBlock) {
    const int count = std::min(kGroupsPerBlock, groups - first);
    load(u, first, count);
    field_.evaluate(16 * count);
    for (int g = 0; g < count; ++g)
      if (!condenseGroup<D>(input, field_, first + g, 16 * g, {response_, edge_, divergence_, work_})) return false;
  }
  gatherRows<D>(shape_, rows, response_, gathered_);
  const ReduceInput reduce{shape_, problem_.signs, u, rows, edge_, gathered_};
  return reduceMesh<D>(reduce, {saved_, factors_, border_, direction_, work_});
}

bool Collocation::linearize(const std::vector<double>& mesh, const std::vector<double>& u,
                            std::span<const CollocationRow> rows) {
  SEPARATRIX_EXPECTS(static_cast<int>(rows.size()) == shape_.parameters + 1);
  prepare(static_cast<int>(mesh.size()) - 1);
  SEPARATRIX_EXPECTS(u.size() == shape_.size());
  switch (shape_.n) {
    case 2: return linearizeIn<2>(mesh, u, rows);
    case 3: return linearizeIn<3>(mesh, u, rows);
    case 4: return linearizeIn<4>(mesh, u, rows);
    default: return linearizeIn<0>(mesh, u, rows);
  }
}

void Collocation::newtonStep(std::vector<double>& step) const {
  substituteBack(shape_, problem_.signs, {saved_, response_}, border_, false, step);
}

void Collocation::nullVector(std::vector<double>& direction) const {
  substituteBack(shape_, problem_.signs, {saved_, response_}, direction_, true, direction);
}

}  // namespace separatrix
