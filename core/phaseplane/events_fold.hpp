#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/phaseplane/events_family.hpp"

namespace separatrix {

struct LocatedFold {
  double p = 0, error = 0;
  std::vector<double> state;
};

/// The fold at which the equilibria `one` and `other`, of one value `p` of the parameter, meet:
///   f(x, p) = 0,   Df(x, p) v = 0,   <v0, v> = 1,   v0 along the line between them,
/// by Newton's method (Moore and Spence 1980); second derivatives by differences of the exact first ones, which
/// slows convergence a little and moves the solution not at all. Empty when it does not converge.
std::optional<LocatedFold> locateFold(const ProblemFamily& family, double p, std::span<const double> one,
                                      std::span<const double> other);

}  // namespace separatrix
