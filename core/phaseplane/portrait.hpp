#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/cycles/cycle.hpp"
#include "core/equilibria/equilibrium.hpp"
#include "core/flow/trajectory.hpp"
#include "core/manifolds/manifold.hpp"
#include "core/maps/fixed_point.hpp"
#include "core/phaseplane/direction_field.hpp"
#include "core/phaseplane/index_check.hpp"
#include "core/phaseplane/nullclines.hpp"

namespace separatrix {

/// How much of a portrait has been worked out. Stages are cumulative.
/// live: equilibria, nullclines, field, trajectories, manifolds, cycles known from the hint.
/// complete: cycles searched from scratch, index check, ends of manifolds on those cycles.
enum class PortraitStage { live, complete };

/// How a picture is to be made; none of it changes what is true, only how much and how finely.
struct PortraitOptions {
  PortraitStage stage = PortraitStage::complete;
  std::vector<TrajectoryStart> trajectories;
  double tolerance = 1e-8;   ///< of trajectories and manifolds, relative and absolute
  int pixelsWide = 800;
  int pixelsHigh = 600;
  int maximalPeriod = 1;     ///< of points of maps
  int via = 0;               ///< parameter along which cycles of more than two variables are followed

  friend bool operator==(const PortraitOptions&, const PortraitOptions&) = default;
};

/// Everything one phase-plane picture shows. Immutable once published (always held as
/// shared_ptr<const Portrait>); holds the problem that made it; knows no colors. Two equal
/// requests yield equal portraits, whatever the hint was.
struct Portrait {
  Problem problem;
  PortraitOptions options;
  PortraitStage stage = PortraitStage::live;
  std::vector<Equilibrium> equilibria;        ///< sorted by first coordinate, then the next
  Completeness equilibriaComplete;
  std::vector<Curve> equilibriumCurves;       ///< lines of equilibria, in all n coordinates
  std::vector<FixedPoint> fixedPoints;        ///< maps only
  Completeness fixedPointsComplete;
  Nullclines nullclines;
  DirectionField directions;
  std::vector<Cycle> cycles;                  ///< inner before outer
  Evidence cyclesComplete = Evidence::heuristic;
  std::vector<ManifoldBranch> manifolds;
  std::vector<Trajectory> trajectories;       ///< in the order of options.trajectories; a `both` gives two
  std::optional<IndexCheck> indexCheck;
  std::string signature;
  std::vector<std::string> remarks;           ///< what is missing and why, in words for the status bar
};

using PortraitPtr = std::shared_ptr<const Portrait>;

/// The only producer of portraits: the window, the command line, render and tests all call it.
/// `hint`, the last portrait shown, may change how fast the answer comes, never which.
/// Errors: usage (empty box, wrong sizes); cancelled.
Result<Portrait> computePortrait(const Problem& problem, const PortraitOptions& options = {},
                                 const Portrait* hint = nullptr, const std::stop_token& stop = {});

}  // namespace separatrix
