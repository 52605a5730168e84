#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include "core/equilibria/equilibrium.hpp"
#include "core/manifolds/window_metric.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// A problem in which one parameter moves from one value to another and all else stays.
struct ProblemFamily {
  Problem problem;
  int parameter = 0;
  double from = 0, to = 0;
  double tolerance = 1e-6;  ///< relative

  Problem at(double p) const {
    Problem one = problem;
    one.parameters[static_cast<std::size_t>(parameter)] = p;
    return one;
  }
  double length() const { return std::fabs(to - from); }
  bool isBefore(double p, double q) const { return from < to ? p < q : q < p; }
  bool isBetween(double p, double a, double b) const { return std::min(a, b) <= p && p <= std::max(a, b); }
  /// How near two values must be to count as one.
  double accuracy(double p) const { return tolerance * std::max(std::fabs(p), length()); }
};

/// All equilibria in the window at one value.
struct EquilibriumSlice {
  double p = 0;
  std::vector<Equilibrium> found;
};

/// An equilibrium followed in the parameter by Newton's method; outside the window too.
class EquilibriumPath {
 public:
  EquilibriumPath(const ProblemFamily& family, double p, std::span<const double> x)
      : family_(&family), a_(p), b_(p), xa_(x.begin(), x.end()), xb_(xa_) {}

  /// At both ends; what lies between is guessed on the straight line.
  EquilibriumPath(const ProblemFamily& family, double a, std::span<const double> xa, double b,
                  std::span<const double> xb)
      : family_(&family), a_(a), b_(b), xa_(xa.begin(), xa.end()), xb_(xb.begin(), xb.end()) {}

  /// Empty when Newton's method does not converge.
  std::optional<Equilibrium> at(double p) const;

  /// The value between the ends at which `label` of the equilibrium ceases to be what it is at the first end, by
  /// bisection to rounding; `error` is the width left.
  struct Change {
    double p = 0, error = 0;
    Equilibrium equilibrium;
  };
  template <class Label>
  std::optional<Change> change(Label&& label) {
    const std::optional<Equilibrium> first = at(a_);
    std::optional<Equilibrium> last = at(b_);
    if (!first || !last || label(*first) == label(*last)) return std::nullopt;
    const auto before = label(*first);
    constexpr int kMostHalvings = 60;
    for (int k = 0; k < kMostHalvings; ++k) {
      const double middle = a_ + (b_ - a_) / 2;
      if (middle == a_ || middle == b_) break;
      std::optional<Equilibrium> e = at(middle);
      if (!e) return std::nullopt;
      const bool isBefore = label(*e) == before;
      (isBefore ? a_ : b_) = middle;
      (isBefore ? xa_ : xb_) = e->state;
      if (!isBefore) last = std::move(e);
    }
    return Change{b_, std::fabs(b_ - a_), std::move(*last)};
  }

 private:
  const ProblemFamily* family_;
  double a_, b_;
  std::vector<double> xa_, xb_;
};

/// For each equilibrium of `a` the one of `b` that Newton's method leads to and back from; -1 where there is none.
std::vector<int> matchEquilibria(const ProblemFamily& family, const EquilibriumSlice& a, const EquilibriumSlice& b);

}  // namespace separatrix
