#include "core/phaseplane/events_family.hpp"

#include "core/equilibria/describe_equilibrium.hpp"
#include "core/equilibria/polish_zero.hpp"

namespace separatrix {
namespace {

constexpr double kSame = 1e-6;  // of the window

PolishedZero polishAt(const Problem& problem, std::span<const double> guess) {
  const auto n = problem.box.size();
  std::vector<double> scale;
  for (const Interval& side : problem.box) scale.push_back(side.width());
  Evaluator<double> both = problem.field().withJacobian();
  std::vector<double> out(n + n * n);
  return polishZero(
      [&](const double* x, double* f, double* J) {
        both(x, out.data());
        std::copy_n(out.begin(), n, f);
        std::copy_n(out.begin() + static_cast<std::ptrdiff_t>(n), n * n, J);
      },
      guess, scale);
}

// Which of the slice is the zero reached from the guess; -1: none of them.
int reached(const Problem& problem, const EquilibriumSlice& slice, std::span<const double> guess) {
  const PolishedZero zero = polishAt(problem, guess);
  if (!zero.converged) return -1;
  const WindowMetric metric(problem.box);
  for (std::size_t k = 0; k < slice.found.size(); ++k)
    if (metric.distance(slice.found[k].state, zero.state) < kSame) return static_cast<int>(k);
  return -1;
}

}  // namespace

std::optional<Equilibrium> EquilibriumPath::at(double p) const {
  const double share = b_ != a_ ? (p - a_) / (b_ - a_) : 0;
  std::vector<double> guess(xa_.size());
  for (std::size_t i = 0; i < guess.size(); ++i) guess[i] = xa_[i] + share * (xb_[i] - xa_[i]);
  const PolishedZero zero = polishAt(family_->at(p), guess);
  if (!zero.converged) return std::nullopt;
  return describeEquilibrium(zero.state, zero.jacobian, zero.residual);
}

std::vector<int> matchEquilibria(const ProblemFamily& family, const EquilibriumSlice& a, const EquilibriumSlice& b) {
  const Problem atA = family.at(a.p), atB = family.at(b.p);
  std::vector<int> partner;
  for (std::size_t k = 0; k < a.found.size(); ++k) {
    const int there = reached(atB, b, a.found[k].state);
    const bool isMutual =
        there >= 0 && reached(atA, a, b.found[static_cast<std::size_t>(there)].state) == static_cast<int>(k);
    partner.push_back(isMutual ? there : -1);
  }
  return partner;
}

}  // namespace separatrix
