#pragma once

#include <memory>
#include <span>

#include "core/model/program.hpp"

namespace separatrix {

/// What a direction v along an orbit obeys, per unit of time.
enum class DirectionLaw {
  linear,    ///< v' = Df v
  withFlow,  ///< v' = Df v + beta f
  rotating,  ///< v1' = Df v1 + kappa v2, v2' = Df v2 - kappa v1: v1 + i v2 in a frame that turns with kappa
};

/// The program of x' = f(x, p) and of a direction, unfolded: n variables x, n (rotating: 2 n) of the direction, then
/// the parameters that become variables, then beta or kappa. Null when its derivatives do not fit a tape.
std::shared_ptr<const Program> withDirection(const Program& program, std::span<const int> parameters, DirectionLaw law);

}  // namespace separatrix
