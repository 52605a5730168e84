#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/continuation/diagram.hpp"
#include "core/continuation/equilibrium_branches.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// Curves in two parameters on which equilibria (points of maps) bifurcate.
struct EquilibriumCurves {
  std::vector<ParameterCurve> curves;  ///< fold, hopf (with neutral saddles told apart), periodDoubling, neimarkSacker
  std::vector<Codim2Point> codim2;     ///< cusp, bogdanovTakens, generalizedHopf, foldHopf, hopfHopf
};

/// Follows the curves through the special points `here` (of the diagram at the second parameter's value in
/// `problem`) and through those of diagrams along the other edges and the middle of the rectangle
/// options.range x options.second->range, in both directions, inside it and problem.box; Hopf curves also
/// from Bogdanov–Takens points. A curve met twice is drawn once.
/// Errors: cancelled.
Result<EquilibriumCurves> followEquilibriumCurves(const Problem& problem, const DiagramOptions& options,
                                                  const std::vector<FoundSpecial>& here,
                                                  const std::stop_token& stop = {});

}  // namespace separatrix
