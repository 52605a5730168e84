#pragma once

#include <optional>
#include <vector>

#include "core/continuation/branch.hpp"
#include "core/cycles/collocation.hpp"
#include "core/cycles/collocation_orbit.hpp"
#include "core/cycles/floquet.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// A cycle on a branch, solved for; scaled as its solver has it.
struct CyclePoint {
  CollocatedOrbit orbit;
  std::vector<double> tangent;  ///< of the branch, length 1 in the solver's norm; empty where none is wanted
  double divergence = 0;        ///< of the flow along the orbit: the logarithm of the product of all multipliers
  std::vector<std::vector<double>> factors;  ///< of the monodromy matrix; kept in three and more dimensions
  double firstStep = 0;                      ///< size of the first Newton step: the predictor's error
};

/// What is solved for besides the orbit, and with which conditions.
struct CycleSystem {
  enum class Kind {
    cycle,        ///< one free parameter
    fixedPeriod,  ///< two free parameters, T held at `period`
    fold,         ///< two, and a direction v' = T (Df v + beta f), periodic, across the flow: a fold of cycles
    doubling,     ///< two, and a direction v' = T Df v with v(1) = -v(0): multiplier -1
    torus,        ///< two, and a complex direction that turns: multipliers exp(+- i kappa T)
  };
  Kind kind = Kind::cycle;
  CollocationProblem problem;  ///< its program null when the derivatives fit no tape
  int variables = 0;           ///< of the model; the others are the direction
  int plane = 1;               ///< free parameters of the model: they count in the norm
  double period = 0;
};

/// Ranges are the units of the free parameters.
CycleSystem cycleSystem(const Problem& problem, CycleSystem::Kind kind, const std::vector<int>& parameters,
                        const std::vector<Interval>& ranges);

/// Newton's method for cycles of one model, and the norm in which branches and curves are measured:
/// |u|^2 = integral |x|^2 + w log(T)^2 + |p|^2, x in window widths, p in widths of its range.
class CycleSolver {
 public:
  explicit CycleSolver(CycleSystem system);

  bool isReady() const { return system_.problem.program != nullptr; }
  int dimension() const { return system_.variables; }
  const std::vector<double>& scale() const { return system_.problem.scale; }
  const std::vector<double>& signs() const { return collocation_->problem().signs; }
  double unit(int k = 0) const { return system_.problem.parameterScale[static_cast<std::size_t>(k)]; }
  const CollocationProblem& collocationProblem() const { return system_.problem; }
  void holdPeriod(double period) { system_.period = period; }

  double parameter(const CollocatedOrbit& orbit, int k = 0) const {
    return unit(k) * orbit.u[orbit.shape.parameter(k)];
  }
  double period(const CollocatedOrbit& orbit) const { return std::exp(orbit.u[orbit.shape.period()]); }

  /// weights . u = <direction, u> in the norm above.
  std::vector<double> innerProduct(const CollocatedOrbit& orbit, const std::vector<double>& direction) const;
  CollocationRow parameterRow(const CollocatedOrbit& orbit, double value, int k = 0) const;
  CollocationRow periodRow(const CollocatedOrbit& orbit, double period) const;

  /// All conditions but the last, which says where on the branch: phases, lengths of directions.
  std::vector<CollocationRow> conditions(const CollocatedOrbit& reference) const;

  /// The cycle near `guess` that satisfies conditions and `last`. `exact` goes on to rounding,
  /// otherwise quadratic convergence is taken at its word. Empty when Newton's method fails.
  std::optional<CyclePoint> correct(CollocatedOrbit guess, std::vector<CollocationRow> conditions,
                                    const CollocationRow& last, bool exact = false);

  /// All multipliers but the trivial one.
  ProductSpectrum multipliers(const CyclePoint& point) const;
  BranchPoint describe(const CyclePoint& point) const;

 private:
  CycleSystem system_;
  std::optional<Collocation> collocation_;
  std::vector<double> step_;
};

}  // namespace separatrix
