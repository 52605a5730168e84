#include "core/maps/find_fixed_points.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "core/maps/describe_fixed_point.hpp"
#include "core/maps/iterate_equations.hpp"

namespace separatrix {
namespace {

constexpr int kMostBoxes = 200'000;  // per period

std::vector<double> middle(const Box& box) {
  std::vector<double> point;
  for (const Interval& side : box) point.push_back(side.middle());
  return point;
}

bool isIn(const Box& box, std::span<const double> x) {
  for (std::size_t i = 0; i < x.size(); ++i)
    if (!box[i].contains(x[i])) return false;
  return true;
}

bool excludesZero(const EnclosedEquations& equations, const Box& box) {
  std::vector<Interval> f(box.size());
  equations.values(box.data(), f.data());
  return std::ranges::any_of(f, [](const Interval& y) { return !y.contains(0.0); });
}

// The points of one period after the other; a zero of F^p(x) - x is of least period p unless a
// divisor d < p has F^d(x) = x.
class Search {
 public:
  explicit Search(const Problem& problem) : map_(problem.field()), window_(problem.box) {
    for (const Interval& side : window_)
      scale_.push_back(std::max(side.width(), 1e-9 * std::max(1.0, side.magnitude())));
  }

  bool addPeriod(int period, const std::stop_token& stop) {
    const BranchAndPruneOptions options{.maximalBoxes = kMostBoxes, .continuumBoxes = kMostBoxes};
    std::optional<ZerosInBox> zeros = branchAndPrune(enclosePeriodicPoints(map_, period), window_, options, stop);
    if (!zeros) return false;
    const ValuesAndJacobian equations = periodicPointEquations(map_, period);
    for (const EnclosedZero& zero : zeros->zeros) {
      if (holdsShorterPeriod(zero, period)) continue;
      PolishedZero polished = polishZero(equations, middle(zero.enclosure), scale_);
      if (!isIn(zero.unique, polished.state)) polished.state = middle(zero.enclosure);
      add(polished, period, 1e-9).evidence = isLeast(zero, period) ? Evidence::proved : Evidence::converged;
      FixedPoint& point = result_.found.back();
      point.enclosure = zero.enclosure;
      for (std::size_t i = 0; i < point.state.size(); ++i)
        (*point.enclosure)[i] = hull((*point.enclosure)[i], point.state[i]);
    }
    for (Box& cluster : zeros->undecided) {
      tryIn(cluster, equations, period);
      result_.completeness.undecided.push_back(std::move(cluster));
    }
    return true;
  }

  FixedPointsInBox take() {
    std::ranges::sort(result_.found, {}, [](const FixedPoint& p) { return std::tie(p.period, p.state); });
    result_.completeness.evidence = result_.completeness.undecided.empty() ? Evidence::proved : Evidence::heuristic;
    return std::move(result_);
  }

 private:
  // In `unique` F^p fixes one point only: where one of shorter period is there, that is it.
  bool holdsShorterPeriod(const EnclosedZero& zero, int period) const {
    return std::ranges::any_of(result_.found, [&](const FixedPoint& known) {
      return known.period < period && period % known.period == 0 && isIn(zero.unique, known.state);
    });
  }

  // F^d(x) != x on all of the enclosure for every divisor d < p.
  bool isLeast(const EnclosedZero& zero, int period) const {
    for (int d = 1; d < period; ++d)
      if (period % d == 0 && !excludesZero(enclosePeriodicPoints(map_, d), zero.enclosure)) return false;
    return true;
  }

  FixedPoint& add(const PolishedZero& polished, int period, double tolerance) {
    const std::vector<double> J = iterateJacobian(map_, period, polished.state);
    return result_.found.emplace_back(
        describeFixedPoint(polished.state, period, J, residual(polished.state, period), tolerance));
  }

  double residual(std::span<const double> x, int period) const {
    std::vector<double> f(x.size()), J(x.size() * x.size());
    periodicPointEquations(map_, period)(x.data(), f.data(), J.data());
    double largest = 0;
    for (const double y : f) largest = std::max(largest, std::fabs(y));
    return largest;
  }

  // A point that Newton's method finds from the middle of an undecided cluster, if it lies there and is new.
  void tryIn(const Box& cluster, const ValuesAndJacobian& equations, int period) {
    const PolishedZero polished = polishZero(equations, middle(cluster), scale_);
    if (!polished.converged) return;
    for (std::size_t i = 0; i < cluster.size(); ++i) {
      const double slack = cluster[i].width() + 1e-6 * scale_[i];
      if (!Interval(cluster[i].lo - slack, cluster[i].hi + slack).contains(polished.state[i])) return;
      if (!window_[i].contains(polished.state[i])) return;
    }
    for (const FixedPoint& known : result_.found)
      if (period % known.period == 0 && isNear(known.state, polished.state)) return;
    // At a point of shorter period F^d(x) - x vanishes to rounding, here only to what Newton left.
    for (int d = 1; d < period; ++d)
      if (period % d == 0 && residual(polished.state, d) <= 1e-6) return;
    add(polished, period, 1e-6).evidence = Evidence::converged;
  }

  bool isNear(const std::vector<double>& a, const std::vector<double>& b) const {
    for (std::size_t i = 0; i < a.size(); ++i)
      if (std::fabs(a[i] - b[i]) > 1e-6 * scale_[i]) return false;
    return true;
  }

  Field map_;
  const Box& window_;
  std::vector<double> scale_;
  FixedPointsInBox result_;
};

}  // namespace

Result<FixedPointsInBox> findFixedPoints(const Problem& problem, int maximalPeriod, const std::stop_token& stop) {
  for (const Interval& side : problem.box)
    if (!(side.lo <= side.hi) || !std::isfinite(side.hi - side.lo))
      return std::unexpected(Error{Error::Code::usage, "The box searched for fixed points is empty or unbounded."});
  if (maximalPeriod < 1) return std::unexpected(Error{Error::Code::usage, "The largest period is less than 1."});
  Search search(problem);
  for (int period = 1; period <= maximalPeriod; ++period)
    if (!search.addPeriod(period, stop))
      return std::unexpected(Error{Error::Code::cancelled, "The search for fixed points was cancelled."});
  return search.take();
}

}  // namespace separatrix
