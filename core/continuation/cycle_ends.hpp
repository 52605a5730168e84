#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/continuation/special_point.hpp"
#include "core/cycles/collocation_orbit.hpp"

namespace separatrix {

/// What a cycle of growing period tells of where it goes.
struct LongCycle {
  double parameter = 0, period = 0;
  std::vector<double> slowest;  ///< the point of the orbit where it moves slowest, window widths per time
  double extent = 0;            ///< of the orbit, in window widths
};

/// The cycle as recognizeLongEnd wants it; `variables` of the orbit's are the model's.
LongCycle longCycle(const CollocatedOrbit& orbit, const CollocationProblem& problem, int variables);

/// What stands where a long cycle is slowest.
struct SlowPlace {
  bool isSaddle = false;  ///< else a fold of equilibria at another value of the parameter
  double rate = 0;        ///< of a saddle: the smaller modulus of real parts to either side
  double parameter = 0;   ///< of the fold
  double distance = 0;    ///< from the orbit, over the orbit's extent
  std::vector<double> state;
};
std::optional<SlowPlace> slowPlace(const CollocationProblem& problem, const LongCycle& cycle);

/// The homoclinic orbit or the saddle-node on invariant circle to which the cycles `last` (oldest
/// first) go, when that can be said already:
/// - an equilibrium stands at the slow point and is a saddle: T grows like -log|p - p*| / lambda, lambda the
///   smaller modulus of its eigenvalues nearest to the imaginary axis; p* by extrapolation, when what it adds
///   and the distance of the orbit from the saddle are small;
/// - none does and a fold stands near: T = pi / sqrt(a c (p - p*)) + T_0 with the coefficients of the
///   fold, when the periods obey it; p* is the parameter of the fold itself.
std::optional<SpecialPoint> recognizeLongEnd(const CollocationProblem& problem, std::span<const LongCycle> last);

}  // namespace separatrix
