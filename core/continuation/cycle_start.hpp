#pragma once

#include <optional>

#include "core/continuation/cycle_solver.hpp"
#include "core/continuation/special_point.hpp"
#include "core/cycles/cycle.hpp"

namespace separatrix {

/// Where a branch of cycles begins: a degenerate or converged cycle and the direction to go.
struct CycleStart {
  CyclePoint point;
  BranchPoint described;
};

/// The equilibrium at a Hopf point as a cycle of amplitude 0 with period 2 pi / omega, tangent
/// Re(q exp(2 pi i t)), q the eigenvector of i omega.
std::optional<CycleStart> startAtHopf(const Problem& problem, int parameter, const CycleSolver& solver,
                                      const SpecialPoint& hopf);

/// A known cycle of problem.parameters solved for, tangent towards larger parameter values.
std::optional<CycleStart> startAtCycle(const Problem& problem, int parameter, CycleSolver& solver, const Cycle& known);

/// v' = T Df v with v(1) = -v(0) along a cycle with multiplier -1, largest value 1, laid out as the orbit.
std::optional<std::vector<double>> flippedDirection(const CollocationProblem& problem, const CollocatedOrbit& orbit);

/// A complex direction v exp(i kappa t) that the linear flow carries round the cycle into a multiple of itself, for the
/// complex pair of multipliers nearest to the unit circle: guesses of v's parts, laid out as the orbit, and of kappa.
struct TurningDirection {
  std::vector<double> real, imaginary;
  double kappa = 0;
};
std::optional<TurningDirection> turningDirection(const CollocationProblem& problem, const CollocatedOrbit& orbit);

/// A cycle with multiplier -1 gone round twice; the tangent is the direction v(t + T) = -v(t) in which
/// orbits of twice the period leave it.
std::optional<CycleStart> startDoubled(CycleSolver& solver, const CyclePoint& point);

}  // namespace separatrix
