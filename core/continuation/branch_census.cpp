#include "core/continuation/branch_census.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/continuation/arclength.hpp"
#include "core/equilibria/branch_and_prune.hpp"
#include "core/equilibria/careful_enclosure.hpp"
#include "core/equilibria/enclose_field.hpp"
#include "core/equilibria/find_equilibria.hpp"
#include "core/equilibria/polish_zero.hpp"
#include "core/maps/find_fixed_points.hpp"
#include "core/model/equations.hpp"

namespace separatrix {
namespace {

constexpr int kMostVariables = 4;
constexpr int kMostBoxes = 20'000, kMostBoxesHigh = 3'000;  // for two variables, for more
constexpr double kMoved = 1e-6;                             // of a side, where a face holds a curve of zeros

// g(x, p) with one of the n + 1 coordinates held, over boxes of the other n.
EnclosedEquations encloseFace(const Unfolding& unfolding, std::size_t held, double value) {
  const std::size_t n = static_cast<std::size_t>(unfolding.n), w = n + 1;
  const CarefulEnclosure careful(std::shared_ptr<const Tape>(unfolding.program, &unfolding.program->field),
                                 unfolding.parameters);
  const auto whole = [held, value, n, w](const Interval* x, std::vector<Interval>& z) {
    z.resize(w);
    for (std::size_t i = 0, k = 0; i < w; ++i) z[i] = i == held ? Interval(value) : x[k++];
    return n;
  };
  UnfoldedEvaluator<Interval> evaluator(unfolding);
  return {unfolding.n,
          [evaluator, whole, careful, isMap = unfolding.iterations > 0, z = std::vector<Interval>()](
              const Interval* x, Interval* f) mutable {
            const std::size_t m = whole(x, z);
            evaluator.values(z.data(), f);
            const bool isBounded = std::all_of(f, f + m, [](const Interval& y) { return y.isBounded(); });
            if (!isMap && (!isBounded || careful.mayJump(z)) && careful.excludesZero(z)) f[0] = 1.0;
          },
          [evaluator, whole, careful, held, w, isMap = unfolding.iterations > 0, z = std::vector<Interval>(),
           all = std::vector<Interval>(n * w)](const Interval* x, Interval* f, Interval* J) mutable {
            const std::size_t m = whole(x, z);
            evaluator.withJacobian(z.data(), f, all.data());
            for (std::size_t i = 0; i < m; ++i)
              for (std::size_t j = 0, k = 0; j < w; ++j)
                if (j != held) J[i * m + k++] = all[i * w + j];
            if (isMap ? careful.hasJumps() : careful.mayJump(z)) std::fill_n(J, m * m, Interval::whole());
          }};
}

// det of the n x n nodes in the rows from `row` on and the columns of `columns`, by Laplace's expansion.
Graph::Id determinant(Graph& graph, const std::vector<Graph::Id>& A, std::size_t n, std::size_t row, unsigned columns) {
  if (row == n) return graph.literal(1.0);
  Graph::Id sum = graph.literal(0.0);
  bool isNegative = false;
  for (std::size_t j = 0; j < n; ++j) {
    if (((columns >> j) & 1U) == 0) continue;
    const Graph::Id minor = determinant(graph, A, n, row + 1, columns & ~(1U << j));
    const Graph::Id term = graph.apply(Operation::multiply, A[row * n + j], minor);
    sum = graph.apply(isNegative ? Operation::subtract : Operation::add, sum, term);
    isNegative = !isNegative;
  }
  return sum;
}

// The program of (f, det Df) (of a map: of F - x) in the n + 1 unknowns.
std::shared_ptr<const Program> foldProgram(const Unfolding& unfolding) {
  const auto n = static_cast<std::size_t>(unfolding.n);
  Graph graph = unfolding.program->equations->graph;
  std::vector<Graph::Id> outputs = unfolding.program->equations->field, leaves;
  for (std::size_t i = 0; i < n; ++i) leaves.push_back(graph.state(static_cast<int>(i)));
  if (unfolding.iterations > 0)
    for (std::size_t i = 0; i < n; ++i) outputs[i] = graph.apply(Operation::subtract, outputs[i], leaves[i]);
  const std::vector<Graph::Id> A = differentiate(graph, outputs, leaves);
  outputs.push_back(determinant(graph, A, n, 0, (1U << n) - 1));
  leaves.push_back(graph.state(unfolding.n));
  auto program = std::make_shared<Program>();
  program->stateCount = unfolding.n + 1;
  program->parameterCount = unfolding.program->parameterCount;
  auto field = compileIfItFits(graph, outputs, program->stateCount, program->parameterCount);
  const std::vector<Graph::Id> derivatives = differentiate(graph, outputs, leaves);
  outputs.insert(outputs.end(), derivatives.begin(), derivatives.end());
  auto both = compileIfItFits(graph, outputs, program->stateCount, program->parameterCount);
  if (!field || !both) return nullptr;
  program->field = std::move(*field);
  program->fieldAndJacobian = std::move(*both);
  return program;
}

std::vector<double> middle(const Box& box) {
  std::vector<double> point;
  for (const Interval& side : box) point.push_back(side.middle());
  return point;
}

class Census {
 public:
  Census(const Problem& problem, const Unfolding& unfolding, const std::stop_token& stop)
      : problem_(problem), unfolding_(unfolding), n_(static_cast<std::size_t>(unfolding.n)), stop_(stop) {}

  std::optional<BranchCensus> take(const Interval& range) {
    result_.window = problem_.box;
    result_.window.push_back(range);
    isProved_ = true;
    for (std::size_t i = 0; i < n_; ++i)
      for (const bool upper : {false, true})
        if (!face(i, upper)) return std::nullopt;
    for (const bool upper : {false, true})
      if (!end(upper)) return std::nullopt;
    if (!folds()) return std::nullopt;
    result_.evidence = isProved_ ? Evidence::proved : Evidence::heuristic;
    return std::move(result_);
  }

 private:
  // Branches through the face x_i = lo or hi; a face that holds a curve of zeros is moved out a little.
  bool face(std::size_t i, bool upper) {
    Interval& side = result_.window[i];
    for (int attempt = 0; attempt < 2; ++attempt) {
      const double value = upper ? side.hi : side.lo;
      Box window = result_.window;
      window.erase(window.begin() + static_cast<std::ptrdiff_t>(i));
      const BranchAndPruneOptions options{.maximalBoxes = kMostBoxes, .continuumBoxes = 200};
      const auto zeros = branchAndPrune(encloseFace(unfolding_, i, value), window, options, stop_);
      if (!zeros) return false;
      if (!zeros->undecided.empty() && attempt == 0) {
        (upper ? side.hi : side.lo) += (upper ? kMoved : -kMoved) * std::max(side.width(), 1e-6);
        continue;
      }
      isProved_ = isProved_ && zeros->undecided.empty();
      for (const EnclosedZero& zero : zeros->zeros) {
        std::vector<double> z = middle(zero.enclosure);
        z.insert(z.begin() + static_cast<std::ptrdiff_t>(i), value);
        result_.border.push_back({std::move(z), i, upper});
      }
      return true;
    }
    return true;
  }

  bool end(bool upper) {
    const Interval range = result_.window.back();
    const Box box(result_.window.begin(), result_.window.end() - 1);
    const auto slice = pointsOfSlice(problem_, unfolding_, box, upper ? range.hi : range.lo, stop_);
    if (!slice) return !stop_.stop_requested();
    isProved_ = isProved_ && slice->isProved;
    for (const std::vector<double>& z : slice->points) result_.border.push_back({z, n_, upper});
    return true;
  }

  bool folds() {
    if (unfolding_.n > kMostVariables || unfolding_.iterations > 1) {
      isProved_ = false;
      return true;
    }
    const auto program = foldProgram(unfolding_);
    if (program == nullptr) {
      isProved_ = false;
      return true;
    }
    const BranchAndPruneOptions options{.maximalBoxes = unfolding_.n <= 2 ? kMostBoxes : kMostBoxesHigh,
                                        .smallestFraction = 1e-9,
                                        .continuumBoxes = 600};
    auto zeros = branchAndPrune(encloseField(Field(program, unfolding_.parameters)), result_.window, options, stop_);
    if (!zeros) return false;
    for (const EnclosedZero& zero : zeros->zeros) result_.folds.push_back(middle(zero.enclosure));
    result_.undecided = std::move(zeros->undecided);
    return true;
  }

  const Problem& problem_;
  const Unfolding& unfolding_;
  std::size_t n_;
  std::stop_token stop_;
  BranchCensus result_;
  bool isProved_ = false;
};

}  // namespace

std::optional<SlicePoints> pointsOfSlice(const Problem& problem, const Unfolding& unfolding, const Box& box, double value,
                                         const std::stop_token& stop) {
  Problem slice = problem;
  slice.box = box;
  slice.parameters = unfolding.parameters;
  slice.parameters[static_cast<std::size_t>(unfolding.which[0])] = value;
  SlicePoints result;
  const auto add = [&](std::vector<double> z) {
    z.push_back(value);
    result.points.push_back(std::move(z));
  };
  if (unfolding.iterations == 0) {
    const auto equilibria = findEquilibria(slice, {}, stop);
    if (!equilibria) return std::nullopt;
    for (const Equilibrium& e : equilibria->found) add(e.state);
    result.isProved = equilibria->completeness.evidence == Evidence::proved;
    return result;
  }
  const auto points = findFixedPoints(slice, unfolding.iterations, stop);
  if (!points) return std::nullopt;
  for (const FixedPoint& p : points->found)
    if (p.period == unfolding.iterations) add(p.state);
  result.isProved = points->completeness.evidence == Evidence::proved;
  return result;
}

std::optional<BranchCensus> takeCensus(const Problem& problem, const Unfolding& unfolding, const Interval& range,
                                       const std::stop_token& stop) {
  return Census(problem, unfolding, stop).take(range);
}

}  // namespace separatrix
