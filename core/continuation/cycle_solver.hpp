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

/// Newton's method for cycles of one model with one free parameter, and the norm in which branches
/// are measured: |u|^2 = integral |x|^2 + w log(T)^2 + p^2, x in window widths, p in widths of its range.
class CycleSolver {
 public:
  CycleSolver(const Problem& problem, int parameter, const Interval& range);

  bool isReady() const { return program_ != nullptr; }  ///< false when the derivatives fit no tape
  int dimension() const { return static_cast<int>(scale_.size()); }
  const std::vector<double>& scale() const { return scale_; }
  double unit() const { return unit_; }
  CollocationProblem collocationProblem() const;

  double parameter(const CollocatedOrbit& orbit) const { return unit_ * orbit.u[orbit.shape.parameter(0)]; }
  double period(const CollocatedOrbit& orbit) const { return std::exp(orbit.u[orbit.shape.period()]); }

  /// weights . u = <direction, u> in the norm above.
  std::vector<double> innerProduct(const CollocatedOrbit& orbit, const std::vector<double>& direction) const;
  CollocationRow parameterRow(const CollocatedOrbit& orbit, double value) const;
  CollocationRow periodRow(const CollocatedOrbit& orbit, double period) const;

  /// The cycle near `guess` that satisfies `last`, its phase fixed by `phase`. `exact` goes on to
  /// rounding, otherwise quadratic convergence is taken at its word. Empty when Newton's method fails.
  std::optional<CyclePoint> correct(CollocatedOrbit guess, const CollocationRow& phase, const CollocationRow& last,
                                    bool exact = false);

  /// All multipliers but the trivial one.
  ProductSpectrum multipliers(const CyclePoint& point) const;
  BranchPoint describe(const CyclePoint& point) const;

 private:
  std::shared_ptr<const Program> program_;
  std::vector<double> values_, scale_;
  double unit_ = 1;
  std::optional<Collocation> collocation_;
  std::vector<double> step_;
};

}  // namespace separatrix
