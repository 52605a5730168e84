#pragma once

#include <optional>
#include <span>
#include <stop_token>

#include "core/cycles/cycle.hpp"

namespace separatrix {

struct ShootOptions {
  double tolerance = 1e-9;  ///< relative, of the period
  double smallest = 2e-5;   ///< a cycle that spans less of the window is an equilibrium
  int maximalSteps = 100'000;
};

/// The cycle near the orbit of `start` with period near `period`, in any number of variables, by
/// Newton's method on x(T) = x(0) with the phase fixed on the hyperplane across the flow:
///   [ Phi - 1   f(x(T)) ] [dx]   [ x(0) - x(T) ]
///   [ f(x(0))^T    0    ] [dT] = [      0      ],   Phi' = Df Phi, Phi(0) = 1,
/// all in window widths. Multipliers from the factors of Phi(T). Empty when it does not converge.
std::optional<Cycle> shootCycle(const Problem& problem, std::span<const double> start, double period,
                                const ShootOptions& options = {}, const std::stop_token& stop = {});

}  // namespace separatrix
