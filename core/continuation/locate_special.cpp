#include "core/continuation/locate_special.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/continuation/branch_point_equations.hpp"
#include "core/continuation/singular_equations.hpp"
#include "core/equilibria/normal_forms.hpp"
#include "core/model/evaluate_jet.hpp"

namespace separatrix {
namespace {

std::vector<double> plainJacobian(const SingularEquations& equations, std::size_t n, bool isMap) {
  std::vector<double> A = equations.jacobian();
  if (isMap)
    for (std::size_t i = 0; i < n; ++i) A[i * n + i] += 1;
  return A;
}

DerivativeForms formsAt(const Problem& problem, const Unfolding& unfolding, std::span<const double> z) {
  const Field field(problem.model->program, parametersAt(unfolding, z));
  return {field, unfolding.iterations, z.first(static_cast<std::size_t>(unfolding.n))};
}

Criticality criticalityOf(double coefficient, double rounding) {
  if (!(std::fabs(coefficient) > rounding)) return Criticality::degenerate;
  return coefficient < 0 ? Criticality::supercritical : Criticality::subcritical;
}

// The located point as a value; the errors are those of (x, p).
FoundSpecial found(SpecialKind kind, const Unfolding& unfolding, const std::vector<double>& u, const SolvedPoint& solved,
                   std::span<const double> A) {
  const auto n = static_cast<std::size_t>(unfolding.n);
  FoundSpecial special;
  special.iterations = unfolding.iterations;
  special.z.assign(u.begin(), u.begin() + static_cast<std::ptrdiff_t>(n + 1));
  special.point.kind = kind;
  special.point.branch = -1;  // not known yet
  special.point.parameter = u[n];
  special.point.error = solved.error[n];
  special.point.state.assign(u.begin(), u.begin() + static_cast<std::ptrdiff_t>(n));
  special.spectrum = branchSpectrum(A, n, n, unfolding.iterations > 0);
  special.spectrum.stability = Stability::nonhyperbolic;
  if (unfolding.iterations > 0) {
    special.point.period = unfolding.iterations;
    special.point.multipliers = special.spectrum.multipliers;
  }
  return special;
}

}  // namespace

bool isOfLowerPeriod(const Unfolding& unfolding, std::span<const double> z, std::span<const double> scale) {
  Unfolding shorter = unfolding;
  std::vector<double> g(static_cast<std::size_t>(unfolding.n));
  for (int m = 1; m < unfolding.iterations; ++m) {
    if (unfolding.iterations % m != 0) continue;
    shorter.iterations = m;
    UnfoldedEvaluator<double>(shorter).values(z.data(), g.data());
    bool isFixed = true;
    for (std::size_t i = 0; i < g.size(); ++i) isFixed = isFixed && std::fabs(g[i]) <= 1e-7 * scale[i];
    if (isFixed) return true;
  }
  return false;
}

std::vector<double> parametersAt(const Unfolding& unfolding, std::span<const double> z) {
  std::vector<double> parameters = unfolding.parameters;
  for (std::size_t k = 0; k < unfolding.which.size(); ++k)
    parameters[static_cast<std::size_t>(unfolding.which[k])] = z[static_cast<std::size_t>(unfolding.n) + k];
  return parameters;
}

std::optional<FoundSpecial> locateFold(const Problem& problem, const Unfolding& unfolding,
                                       std::span<const double> guess, std::span<const double> scale) {
  SingularEquations equations(unfolding, Singularity::zero);
  std::vector<double> u(guess.begin(), guess.end());
  if (!equations.start(u)) return std::nullopt;
  const SolvedPoint solved = solvePoint(equations, u, scale);
  if (!solved.converged) return std::nullopt;
  FoundSpecial special = found(SpecialKind::fold, unfolding, u, solved, equations.jacobian());
  const std::vector<double> A = plainJacobian(equations, special.point.state.size(), unfolding.iterations > 0);
  if (const auto form = foldForm(formsAt(problem, unfolding, u), A, unfolding.iterations > 0 ? 1 : 0))
    special.point.coefficient = form->a;
  return special;
}

std::optional<FoundSpecial> locatePair(const Problem& problem, const Unfolding& unfolding,
                                       std::span<const double> guess, std::span<const double> scale,
                                       std::complex<double> lambda) {
  const bool isMap = unfolding.iterations > 0;
  SingularEquations equations(unfolding, Singularity::pair);
  std::vector<double> u(guess.begin(), guess.end()), wider(scale.begin(), scale.end());
  if (!equations.start(u, isMap ? lambda - 1.0 : lambda)) return std::nullopt;
  u.push_back(isMap ? lambda.real() / std::abs(lambda) : lambda.imag() * lambda.imag());
  wider.push_back(isMap ? 1.0 : std::max(std::norm(lambda), 1e-300));
  const SolvedPoint solved = solvePoint(equations, u, wider);
  if (!solved.converged) return std::nullopt;
  const double kappa = u.back();
  if (isMap ? !(std::fabs(kappa) < 1) : !(kappa > 0)) return std::nullopt;  // a neutral saddle
  const std::vector<double> A = plainJacobian(equations, static_cast<std::size_t>(unfolding.n), isMap);
  FoundSpecial special = found(isMap ? SpecialKind::neimarkSacker : SpecialKind::hopf, unfolding, u, solved,
                               equations.jacobian());
  SpecialPoint& point = special.point;
  const DerivativeForms forms = formsAt(problem, unfolding, u);
  if (isMap) {
    point.frequency = std::acos(kappa);
    if (const auto form = neimarkSackerForm(forms, A, *point.frequency)) {
      point.coefficient = form->d;
      point.criticality = criticalityOf(form->d, form->rounding);
    }
    return special;
  }
  point.frequency = std::sqrt(kappa);
  if (const auto form = hopfForm(forms, A, *point.frequency)) {
    point.firstLyapunov = form->firstLyapunov;
    point.criticality = criticalityOf(form->firstLyapunov, form->rounding);
  }
  return special;
}

std::optional<FoundSpecial> locateFlip(const Problem& problem, const Unfolding& unfolding,
                                       std::span<const double> guess, std::span<const double> scale) {
  SingularEquations equations(unfolding, Singularity::flip);
  std::vector<double> u(guess.begin(), guess.end());
  if (!equations.start(u)) return std::nullopt;
  const SolvedPoint solved = solvePoint(equations, u, scale);
  if (!solved.converged) return std::nullopt;
  FoundSpecial special = found(SpecialKind::periodDoubling, unfolding, u, solved, equations.jacobian());
  special.critical = equations.right();
  const std::vector<double> A = plainJacobian(equations, static_cast<std::size_t>(unfolding.n), true);
  if (const auto form = flipForm(formsAt(problem, unfolding, u), A)) {
    special.point.coefficient = form->b;
    special.point.criticality = criticalityOf(-form->b, form->rounding);
  }
  return special;
}

std::optional<FoundSpecial> locateBranchPoint(const Problem&, const Unfolding& unfolding,
                                              std::span<const double> guess, std::span<const double> scale) {
  const auto n = static_cast<std::size_t>(unfolding.n);
  BranchPointEquations equations(unfolding);
  std::vector<double> u = equations.start(guess, scale), wider(scale.begin(), scale.end());
  if (u.empty()) return std::nullopt;
  wider.resize(2 * n + 2, 1.0);
  const SolvedPoint solved = solvePoint(equations, u, wider);
  if (!solved.converged) return std::nullopt;
  std::vector<double> g(n), J(n * (n + 1)), A(n * n);
  UnfoldedEvaluator<double>(unfolding).withJacobian(u.data(), g.data(), J.data());
  double size = 0;
  for (std::size_t k = 0; k < J.size(); ++k) size = std::max(size, std::fabs(J[k]) * scale[k % (n + 1)]);
  // Only with beta = 0 is it a point of the branch.
  if (!(std::fabs(u[n + 1]) <= 1e-10 * size + 10 * solved.error[n + 1])) return std::nullopt;
  for (std::size_t i = 0; i < n; ++i) std::copy_n(J.data() + i * (n + 1), n, A.data() + i * n);
  FoundSpecial special = found(SpecialKind::branchPoint, unfolding, u, solved, A);
  special.directions = equations.directions(scale);
  special.followed.assign(special.directions.size(), 0);
  return special;
}

}  // namespace separatrix
