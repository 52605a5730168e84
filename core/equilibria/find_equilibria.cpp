#include "core/equilibria/find_equilibria.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "core/equilibria/describe_equilibrium.hpp"
#include "core/equilibria/describe_search.hpp"
#include "core/equilibria/enclose_field.hpp"
#include "core/equilibria/field_equations.hpp"
#include "core/equilibria/index_of_region.hpp"
#include "core/equilibria/prove_center.hpp"
#include "core/equilibria/smoothness.hpp"
#include "core/equilibria/trace_continuum.hpp"

namespace separatrix {
namespace {

// Near a zero with a singular Jacobian rounding alone moves eigenvalues by about its square root.
constexpr double kUnprovedTolerance = 1e-6;
constexpr double kWideRegion = 0.01;  // of the window: wide enough to hold a curve of equilibria

std::optional<std::string> objection(const Box& box, std::size_t n) {
  if (box.size() != n) return "The box has " + std::to_string(box.size()) + " intervals for " + std::to_string(n) + " variables.";
  for (const Interval& side : box)
    if (!(side.lo <= side.hi) || !std::isfinite(side.hi - side.lo)) return "The box searched for equilibria is empty or unbounded.";
  return std::nullopt;
}

std::vector<double> middle(const Box& box) {
  std::vector<double> point;
  for (const Interval& side : box) point.push_back(side.middle());
  return point;
}

class Listing {
 public:
  Listing(const Problem& problem, EnclosedEquations equations)
      : problem_(problem), window_(problem.box), equations_(std::move(equations)), newton_(equilibriumEquations(problem.field())),
        smoothness_(problem.field()), centers_(problem), isExactlyLinear_(isExactlyLinear(problem.field())) {
    for (const Interval& side : window_) scale_.push_back(std::max(side.width(), 1e-9 * std::max(1.0, side.magnitude())));
  }

  // One proved zero: the polished point belongs to its enclosure, which stays within the box of uniqueness.
  void add(const EnclosedZero& zero) {
    PolishedZero polished = polishZero(newton_, middle(zero.enclosure), scale_);
    if (!std::isfinite(polished.residual) || !isIn(zero.unique, polished.state)) polished = middleOf(zero.enclosure);
    Equilibrium e = describe(polished, true);
    e.evidence = Evidence::proved;
    e.enclosure = zero.enclosure;
    for (std::size_t i = 0; i < e.state.size(); ++i) (*e.enclosure)[i] = hull((*e.enclosure)[i], e.state[i]);
    if (e.type == EquilibriumType::nonhyperbolic && e.state.size() <= 2) {
      e.index = indexOfProved(e);
      if (e.reason.empty()) setCenter(e, zero.unique);
    }
    unique_.push_back(zero.unique);
    found_.push_back(std::move(e));
  }

  // What is in an undecided cluster: curves of zeros, or a zero that Newton's method finds from its middle.
  void lookInto(const Box& cluster) {
    for (std::size_t i = 0; i < cluster.size(); ++i) {
      if (cluster[i].width() < kWideRegion * window_[i].width() || cluster.size() > 5 || ++wideRegions_ > 8) continue;
      Continuum continuum = traceContinuum(equations_, newton_, cluster, window_);
      vanishes_ = vanishes_ || continuum.vanishes;
      const bool isContinuum = continuum.vanishes || !continuum.curves.empty();
      std::ranges::move(continuum.curves, std::back_inserter(curves_));
      return tryIn(cluster, isContinuum);
    }
    tryIn(cluster, false);
  }

  std::vector<Curve> takeCurves() { return std::move(curves_); }
  bool vanishes() const { return vanishes_; }

  std::vector<Equilibrium> take() {
    std::ranges::sort(found_, {}, &Equilibrium::state);
    return std::move(found_);
  }

 private:
  Equilibrium describe(const PolishedZero& zero, bool isProved) {
    if (smoothness_.isSmoothAt(zero.state, scale_))
      return describeEquilibrium(zero.state, zero.jacobian, zero.residual,
                                 isProved ? DescribeEquilibriumOptions{.isExactlyLinear = isExactlyLinear_}
                                          : DescribeEquilibriumOptions{kUnprovedTolerance, smoothness_.typicalSlope(), isExactlyLinear_});
    Equilibrium e;
    e.state = zero.state;
    e.jacobian = zero.jacobian;
    e.residual = zero.residual;
    e.reason = "the field is not differentiable there, so that no linear field tells its type";
    return e;
  }

  void setCenter(Equilibrium& e, const Box& unique) {
    std::optional<std::string> reason = centers_.prove(e, unique);
    if (!reason) return;
    e.type = EquilibriumType::center;
    e.stability = Stability::stable;
    e.unstableDimension = 0;
    e.index.reset();
    e.reason = std::move(*reason);
  }

  // Newton's method from the middle; where the field has no derivative, a corner that is a zero as it stands.
  void tryIn(const Box& cluster, bool isOnCurve) {
    PolishedZero polished = polishZero(newton_, middle(cluster), scale_);
    const bool isFound = std::isfinite(polished.residual) && (polished.converged || isZeroToRounding(polished)) && isNear(cluster, polished.state);
    if (!isFound && !exactZeroIn(cluster, polished)) return;
    if (isKnown(polished.state)) return;
    Equilibrium e = describe(polished, false);
    e.evidence = Evidence::converged;
    if (isOnCurve) {
      e.type = EquilibriumType::nonhyperbolic;
      e.stability = Stability::nonhyperbolic;
    }
    found_.push_back(std::move(e));
  }

  bool exactZeroIn(const Box& cluster, PolishedZero& zero) {
    const std::size_t n = cluster.size();
    if (n > 4) return false;
    std::vector<double> x(n), f(n), J(n * n);
    for (unsigned corner = 0; corner < 1u << n; ++corner) {
      for (std::size_t i = 0; i < n; ++i) x[i] = (corner >> i & 1) != 0 ? cluster[i].hi : cluster[i].lo;
      for (std::size_t i = 0; i < n; ++i) {  // the round number between the ends
        if (cluster[i].contains(0.0)) x[i] = 0;
      }
      newton_(x.data(), f.data(), J.data());
      if (!std::ranges::all_of(f, [](double value) { return value == 0; }) || !isNear(cluster, x)) continue;
      for (double& derivative : J)
        if (!std::isfinite(derivative)) derivative = 0;
      zero = {x, J, 0, true};
      return true;
    }
    return false;
  }

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

  const Problem& problem_;
  const Box& window_;
  EnclosedEquations equations_;
  ValuesAndJacobian newton_;
  Smoothness smoothness_;
  CenterProver centers_;
  bool isExactlyLinear_, vanishes_ = false;
  int wideRegions_ = 0;
  std::vector<double> scale_;
  std::vector<Box> unique_;
  std::vector<Equilibrium> found_;
  std::vector<Curve> curves_;
};

bool contains(const Box& box, std::span<const double> x, std::span<const Interval> window) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double slack = box[i].width() + 1e-6 * window[i].width();
    if (!Interval(box[i].lo - slack, box[i].hi + slack).contains(x[i])) return false;
  }
  return true;
}

// The index of each undecided box; a nonhyperbolic point alone in one has that index.
void addIndices(const Problem& problem, EquilibriaInBox& result) {
  Completeness& completeness = result.completeness;
  if (problem.box.size() > 2 || !result.curves.empty()) return;
  std::vector<Equilibrium> proved;
  std::ranges::copy_if(result.found, std::back_inserter(proved), [](const Equilibrium& e) { return e.evidence == Evidence::proved; });
  for (const Box& region : completeness.undecided) {
    completeness.indices.push_back(indexOfRegion(problem, region, completeness.undecided, proved));
    Equilibrium* only = nullptr;
    int count = 0;
    for (Equilibrium& e : result.found)
      if (e.evidence != Evidence::proved && contains(region, e.state, problem.box)) {
        only = &e;
        ++count;
      }
    if (count == 1 && only->type == EquilibriumType::nonhyperbolic) only->index = completeness.indices.back();
  }
}

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
  for (const Box& cluster : zeros->undecided) listing.lookInto(cluster);
  EquilibriaInBox result;
  result.found = listing.take();
  result.curves = listing.takeCurves();
  result.completeness.evidence = zeros->undecided.empty() ? Evidence::proved : Evidence::heuristic;
  result.completeness.undecided = std::move(zeros->undecided);
  addIndices(problem, result);
  result.remarks = describeSearch(problem, result, listing.vanishes());
  return result;
}

}  // namespace separatrix
