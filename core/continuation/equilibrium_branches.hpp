#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/continuation/diagram.hpp"
#include "core/continuation/follow_branch.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// Branches of equilibria (of a map: of its points of every period asked for) with their special points.
struct EquilibriumBranches {
  std::vector<Branch> branches;       ///< BranchEnd::special counts in `specials`
  std::vector<FoundSpecial> specials; ///< by parameter, with ids
  Evidence complete = Evidence::heuristic;
  std::vector<std::string> remarks;
};

/// All branches in options.range inside problem.box; `progress` is told after each.
/// Errors: usage, cancelled.
Result<EquilibriumBranches> followEquilibria(const Problem& problem, const DiagramOptions& options,
                                             const std::function<void(const EquilibriumBranches&)>& progress = {},
                                             const std::stop_token& stop = {});

}  // namespace separatrix
