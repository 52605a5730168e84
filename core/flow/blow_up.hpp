#pragma once

#include <optional>
#include <span>

#include "core/flow/trajectory.hpp"
#include "core/model/field.hpp"

namespace separatrix {

/// How much an error of tolerance (1 + |x|), made on a step of length h, shifts the clock of what follows.
double clockError(std::span<const double> from, std::span<const double> to, double h, double tolerance);

/// Whether the solution through the large state x at time t ends in a pole at a finite time, and when: it is
/// followed on a clock that starts at t (of a field without time) until the clock stands still or |x| > 1e150. What is left is
///   u = |x| ~ C (t* - t)^-p,  g = u/u' = (t* - t)/p,  t* - t = -g/g',
/// and has to be short against the way from x: growth without a pole (x' = x, x' = x log x) is then told apart.
/// `clockError`: how much the errors made so far shift the clock. Nothing when there is no pole.
std::optional<BlowUp> findBlowUp(const Field& field, std::span<const double> x, double t, bool backward,
                                 double tolerance, bool dependsOnTime, double clockError);

}  // namespace separatrix
