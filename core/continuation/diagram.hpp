#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/curve.hpp"
#include "core/base/error.hpp"
#include "core/continuation/branch.hpp"
#include "core/continuation/special_point.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// A second parameter and its range, when curves in two parameters are wanted.
struct SecondParameter {
  int parameter = 0;
  Interval range;

  friend bool operator==(const SecondParameter&, const SecondParameter&) = default;
};

/// What a diagram is to show. The other parameters stay at problem.parameters.
struct DiagramOptions {
  int parameter = 0;  ///< index of the one that varies
  Interval range;
  std::optional<SecondParameter> second;
  std::vector<double> at;      ///< values at which each branch gets a point computed exactly
  bool cycles = true;
  double maximalPeriod = 0;    ///< cycles longer than this end with `periodLimit`; 0: only where the period diverges
  int maximalIterations = 1;   ///< maps: branches of points of period up to this

  friend bool operator==(const DiagramOptions&, const DiagramOptions&) = default;
};

/// A curve in the plane of the two parameters.
struct ParameterCurve {
  SpecialKind kind = SpecialKind::fold;  ///< fold, hopf, foldOfCycles, periodDoubling, neimarkSacker, homoclinic, snic
  bool neutralSaddle = false;            ///< a part of a Hopf curve on which the eigenvalues are real: no bifurcation
  Curve points;                          ///< dimension 2: (first, second)
};

/// Everything one bifurcation diagram shows. Immutable once published (held as shared_ptr<const
/// Diagram>); holds the question that made it; knows no colors.
struct Diagram {
  Problem problem;
  DiagramOptions options;
  std::vector<Branch> branches;
  std::vector<SpecialPoint> specialPoints;  ///< by parameter
  Evidence equilibriaComplete = Evidence::heuristic;  ///< whether branches of equilibria may be missing
  std::vector<ParameterCurve> curves;
  std::vector<Codim2Point> codim2;
  std::vector<std::string> remarks;
};

using DiagramPtr = std::shared_ptr<const Diagram>;

/// Given each more complete diagram while one is computed (the window draws them); may be empty.
using DiagramSink = std::function<void(const Diagram& partial)>;

/// All branches of equilibria of a flow (fixed points of a map) that meet options.range inside
/// problem.box, with their special points, the branches of cycles that start at Hopf points or stand
/// in the portraits, and, with a second parameter, the curves on which the special points lie.
/// Errors: usage (empty range, no such parameter); cancelled.
Result<Diagram> computeDiagram(const Problem& problem, const DiagramOptions& options,
                               const DiagramSink& sink = {}, const std::stop_token& stop = {});

}  // namespace separatrix
