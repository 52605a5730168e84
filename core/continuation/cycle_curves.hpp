#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/continuation/cycle_branches.hpp"
#include "core/continuation/diagram.hpp"

namespace separatrix {

/// Curves in two parameters on which cycles bifurcate or cease to be.
struct CycleCurves {
  std::vector<ParameterCurve> curves;  ///< foldOfCycles, periodDoubling, neimarkSacker, homoclinic, snic
  std::vector<Codim2Point> codim2;     ///< saddleNodeHomoclinic
  std::vector<std::string> remarks;
};

/// The branches of cycles (followCycles) over options.range at another value of the second parameter.
using CyclesAt = std::function<Result<CycleBranches>(double second)>;

/// Follows the curves through the special points of `here` (at the second parameter's value in
/// `problem`), and those that start at generalized Hopf points (folds of cycles) and Bogdanov–Takens
/// points (homoclinic orbits) in `codim2`: beside each of these, `at` is asked for the branches. Both
/// directions, inside options.range x options.second->range; a curve met twice is drawn once.
/// Homoclinic curves are those of a long, fixed period (their distance from the true ones shrinks like exp(-lambda T));
/// where no equilibrium stands at the slow point they are snic curves, drawn on the fold itself.
/// Errors: cancelled.
Result<CycleCurves> followCycleCurves(const Problem& problem, const DiagramOptions& options, const CycleBranches& here,
                                      const std::vector<Codim2Point>& codim2, const CyclesAt& at,
                                      const std::stop_token& stop = {});

}  // namespace separatrix
