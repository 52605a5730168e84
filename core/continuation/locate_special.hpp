#pragma once

#include <complex>
#include <optional>
#include <span>
#include <vector>

#include "core/continuation/branch_equations.hpp"
#include "core/continuation/follow_branch.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// Locates special points near a guess z = (x, p) by Newton's method on their defining equations and
/// computes their coefficients. Empty when the method does not converge; the caller sees whether the
/// point lies where it was looked for.
std::optional<FoundSpecial> locateFold(const Problem& problem, const Unfolding& unfolding,
                                       std::span<const double> guess, std::span<const double> scale);
/// `lambda`: the critical eigenvalue (multiplier) at the guess. Neutral saddles give nothing.
std::optional<FoundSpecial> locatePair(const Problem& problem, const Unfolding& unfolding,
                                       std::span<const double> guess, std::span<const double> scale,
                                       std::complex<double> lambda);
std::optional<FoundSpecial> locateFlip(const Problem& problem, const Unfolding& unfolding,
                                       std::span<const double> guess, std::span<const double> scale);
std::optional<FoundSpecial> locateBranchPoint(const Problem& problem, const Unfolding& unfolding,
                                              std::span<const double> guess, std::span<const double> scale);

/// Is z = (x, p), a point of a map fixed by unfolding.iterations, fixed by fewer already?
bool isOfLowerPeriod(const Unfolding& unfolding, std::span<const double> z, std::span<const double> scale);

/// The parameters of `problem` with those of `unfolding` taken from z.
std::vector<double> parametersAt(const Unfolding& unfolding, std::span<const double> z);

}  // namespace separatrix
