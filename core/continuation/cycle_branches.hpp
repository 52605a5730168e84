#pragma once

#include <stop_token>
#include <vector>

#include "core/continuation/branch.hpp"
#include "core/continuation/diagram.hpp"
#include "core/continuation/special_point.hpp"
#include "core/cycles/collocation_orbit.hpp"
#include "core/cycles/cycle.hpp"

namespace separatrix {

/// The orbit at a special point, from which its curve in two parameters starts (cycle_curves.hpp):
/// the cycle itself, of homoclinic and snic points the last cycle before them. Scaled as followCycles does.
struct CycleSeed {
  int special = 0;  ///< index into `specials`
  CollocatedOrbit orbit;
  std::vector<double> tangent;  ///< of the branch there
};

/// Branches of limit cycles and the special points met on them. SpecialPoint::branch counts from the
/// first of `branches`; BranchEnd::special counts through the `hopfs` that were given and then
/// `specials`. Ids of specials and Branch::from are set ("LPC1"), ids of branches are not.
struct CycleBranches {
  std::vector<Branch> branches;
  std::vector<SpecialPoint> specials;
  std::vector<std::string> remarks;
  std::vector<CycleSeed> seeds;
};

/// Follows every branch of cycles that starts at one of `hopfs` (special points of kind hopf, in the
/// order of the diagram; a branch that arrives at another Hopf point is not started there again),
/// then those through `known` cycles (of problem.parameters) that no branch has met.
/// Orthogonal collocation with adapted mesh, pseudo-arclength (Doedel, Keller, Kernévez 1991).
/// Errors: cancelled.
Result<CycleBranches> followCycles(const Problem& problem, const DiagramOptions& options,
                                   const std::vector<SpecialPoint>& hopfs, const std::vector<Cycle>& known,
                                   const std::stop_token& stop = {});

/// A cycle of the problem with the parameter of the diagram at `value`.
struct KnownCycle {
  double value = 0;
  Cycle cycle;
};

/// The same with cycles known at any values of the parameter inside the range, taken in the order given.
Result<CycleBranches> followCyclesThrough(const Problem& problem, const DiagramOptions& options,
                                          const std::vector<SpecialPoint>& hopfs, const std::vector<KnownCycle>& known,
                                          const std::stop_token& stop = {});

/// Cycles of portraits at three values of the parameter: the problem's own one (the middle of the range when that is
/// outside) and next to both ends of the range; shorter periods first. Errors: cancelled.
Result<std::vector<KnownCycle>> findCyclesInSlices(const Problem& problem, const DiagramOptions& options,
                                                   const std::stop_token& stop = {});

}  // namespace separatrix
