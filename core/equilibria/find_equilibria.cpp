#include "core/equilibria/find_equilibria.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "core/equilibria/branch_and_prune.hpp"
#include "core/equilibria/describe_equilibrium.hpp"
#include "core/equilibria/enclose_field.hpp"
#include "core/equilibria/polish_zero.hpp"

namespace separatrix {
namespace {

// Near a zero with a singular Jacobian rounding alone moves eigenvalues by about its square root.
constexpr double kUnprovedTolerance = 1e-6;

ValuesAndJacobian valuesAndJacobian(const Field& field) {
  const int n = field.dimension();
  return [n, fJ = field.withJacobian(), both = std::vector<double>(static_cast<std::size_t>(n + n * n))](
             const double* x, double* f, double* J) mutable {
    fJ(x, both.data());
    std::copy_n(both.data(), n, f);
    std::copy_n(both.data() + n, n * n, J);
  };
}

std::optional<std::string> objection(const Box& box, std::size_t n) {
  if (box.size() != n) return "The box has " + std::to_string(box.size()) + " intervals for " + std::to_string(n) + " variables.";
  for (const Interval& side : box)
    if (!(side.lo <= side.hi) || !std::isfinite(side.hi - side.lo)) return "The box searched for equilibria is empty or unbounded.";
  return std::nullopt;
}

// The field is affine: no derivative depends on the state; and exact: each is a number of the text or a parameter.
bool isExactlyLinear(const Field& field) {
  const Tape& tape = field.program().fieldAndJacobian;
  const std::size_t n = static_cast<std::size_t>(field.dimension());
  std::vector<Interval> x(n), out(n + n * n);
  field.intervalsWithJacobian()(x.data(), out.data());
  for (std::size_t k = n; k < n + n * n; ++k)
    if (tape.outputs[k] >= tape.uniformCount || out[k].lo != out[k].hi) return false;
  return true;
}

std::vector<double> middle(const Box& box) {
  std::vector<double> point;
  for (const Interval& side : box) point.push_back(side.middle());
  return point;
}

class Listing {
 public:
  Listing(const Problem& problem, EnclosedEquations equations)
      : window_(problem.box), equations_(std::move(equations)), newton_(valuesAndJacobian(problem.field())), isExactlyLinear_(isExactlyLinear(problem.field())) {
    for (const Interval& side : window_) scale_.push_back(std::max(side.width(), 1e-9 * std::max(1.0, side.magnitude())));
  }

  // One proved zero: the polished point belongs to its enclosure, which stays within the box of uniqueness.
  void add(const EnclosedZero& zero) {
    PolishedZero polished = polishZero(newton_, middle(zero.enclosure), scale_);
    if (!std::isfinite(polished.residual) || !isIn(zero.unique, polished.state)) polished = middleOf(zero.enclosure);
    Equilibrium e = describeEquilibrium(polished.state, polished.jacobian, polished.residual, {1e-9, isExactlyLinear_});
    e.evidence = Evidence::proved;
    e.enclosure = zero.enclosure;
    for (std::size_t i = 0; i < e.state.size(); ++i) (*e.enclosure)[i] = hull((*e.enclosure)[i], e.state[i]);
    unique_.push_back(zero.unique);
    found_.push_back(std::move(e));
  }

  // A zero that Newton's method finds from the middle of an undecided cluster, if it lies there.
  void tryIn(const Box& cluster) {
    const PolishedZero polished = polishZero(newton_, middle(cluster), scale_);
    if (!std::isfinite(polished.residual) || !(polished.converged || isZeroToRounding(polished)) || !isNear(cluster, polished.state) || isKnown(polished.state)) return;
    Equilibrium e = describeEquilibrium(polished.state, polished.jacobian, polished.residual, {kUnprovedTolerance, isExactlyLinear_});
    e.evidence = Evidence::converged;
    found_.push_back(std::move(e));
  }

  std::vector<Equilibrium> take() {
    std::ranges::sort(found_, {}, &Equilibrium::state);
    return std::move(found_);
  }

 private:
  static bool isIn(const Box& box, const std::vector<double>& x) {
    for (std::size_t i = 0; i < x.size(); ++i)
      if (!box[i].contains(x[i])) return false;
    return true;
  }

  // Where Newton's method fails (a derivative that is 0 times infinity in floating point): what the intervals know.
  PolishedZero middleOf(const Box& enclosure) {
    const std::size_t n = enclosure.size();
    PolishedZero zero{middle(enclosure), std::vector<double>(n * n), 0, false};
    std::vector<Interval> f(n), J(n * n);
    equations_.valuesAndJacobian(enclosure.data(), f.data(), J.data());
    for (std::size_t i = 0; i < n; ++i) zero.residual = std::max(zero.residual, f[i].magnitude());
    std::ranges::transform(J, zero.jacobian.begin(), &Interval::middle);
    return zero;
  }

  // Is f zero there as far as rounding lets one see? Its enclosure at the point is then narrow and holds 0.
  bool isZeroToRounding(const PolishedZero& zero) {
    const std::size_t n = zero.state.size();
    const std::vector<Interval> point(zero.state.begin(), zero.state.end());
    std::vector<Interval> f(n);
    equations_.values(point.data(), f.data());
    for (std::size_t i = 0; i < n; ++i) {
      double variation = 0;
      for (std::size_t j = 0; j < n; ++j) variation += std::fabs(zero.jacobian[i * n + j]) * scale_[j];
      if (!f[i].contains(0.0) || !(f[i].width() <= 1e-9 * variation)) return false;
    }
    return true;
  }

  bool isNear(const Box& cluster, const std::vector<double>& x) const {
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double slack = cluster[i].width() + 1e-6 * window_[i].width();
      if (!Interval(cluster[i].lo - slack, cluster[i].hi + slack).contains(x[i])) return false;
      if (!window_[i].contains(x[i]) && std::min(std::fabs(x[i] - window_[i].lo), std::fabs(x[i] - window_[i].hi)) > 1e-12 * scale_[i]) return false;
    }
    return true;
  }

  bool isKnown(const std::vector<double>& x) const {
    if (std::ranges::any_of(unique_, [&](const Box& box) { return isIn(box, x); })) return true;
    return std::ranges::any_of(found_, [&](const Equilibrium& e) {
      for (std::size_t i = 0; i < x.size(); ++i)
        if (std::fabs(e.state[i] - x[i]) > 1e-6 * scale_[i]) return false;
      return true;
    });
  }

  const Box& window_;
  EnclosedEquations equations_;
  ValuesAndJacobian newton_;
  bool isExactlyLinear_;
  std::vector<double> scale_;
  std::vector<Box> unique_;
  std::vector<Equilibrium> found_;
};

}  // namespace

Result<EquilibriaInBox> findEquilibria(const Problem& problem, const FindEquilibriaOptions& options, const std::stop_token& stop) {
  const Field field = problem.field();
  if (const auto sentence = objection(problem.box, static_cast<std::size_t>(field.dimension())))
    return std::unexpected(Error{Error::Code::usage, *sentence});
  const BranchAndPruneOptions search{.maximalBoxes = options.maximalBoxes, .smallestFraction = options.smallestFraction};
  EnclosedEquations equations = encloseField(field);
  std::optional<ZerosInBox> zeros = branchAndPrune(equations, problem.box, search, stop);
  if (!zeros) return std::unexpected(Error{Error::Code::cancelled, "The search for equilibria was cancelled."});

  Listing listing(problem, std::move(equations));
  for (const EnclosedZero& zero : zeros->zeros) listing.add(zero);
  for (const Box& cluster : zeros->undecided) listing.tryIn(cluster);
  EquilibriaInBox result;
  result.found = listing.take();
  result.completeness.evidence = zeros->undecided.empty() ? Evidence::proved : Evidence::heuristic;
  result.completeness.undecided = std::move(zeros->undecided);
  return result;
}

}  // namespace separatrix
