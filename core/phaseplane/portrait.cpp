#include "core/phaseplane/portrait.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/base/number.hpp"
#include "core/continuation/cycles_by_following.hpp"
#include "core/cycles/find_cycles.hpp"
#include "core/equilibria/find_equilibria.hpp"
#include "core/manifolds/grow_manifolds.hpp"
#include "core/maps/find_fixed_points.hpp"
#include "core/phaseplane/direction_field.hpp"
#include "core/phaseplane/index_check.hpp"
#include "core/phaseplane/signature.hpp"
#include "core/phaseplane/trace_trajectories.hpp"

namespace separatrix {
namespace {

constexpr int kPixelsPerArrow = 32;

Error cancelled() { return Error{Error::Code::cancelled, "The portrait was not finished: a newer one is wanted."}; }

// What a question must satisfy to have an answer; the remedy names the culprit.
std::optional<Error> refusal(const Problem& problem, const PortraitOptions& options) {
  const Model& model = *problem.model;
  const auto n = static_cast<std::size_t>(model.dimension());
  SEPARATRIX_EXPECTS(problem.parameters.size() == model.parameters.size());
  SEPARATRIX_EXPECTS(problem.box.size() == n && problem.plane.held.size() == n);
  for (std::size_t k = 0; k < n; ++k) {
    const Interval& range = problem.box[k];
    if (!(range.isBounded() && range.lo < range.hi))
      return Error{.code = Error::Code::usage,
                   .sentence = "The window of " + model.variables[k].name + " is empty or unbounded.",
                   .remedy = "Give it two finite ends, the smaller first."};
  }
  for (const TrajectoryStart& start : options.trajectories)
    if (start.state.size() != n)
      return Error{Error::Code::usage, "A trajectory starts with " + std::to_string(start.state.size()) +
                                           " values for " + std::to_string(n) + " variables."};
  return std::nullopt;
}

void remarkOnModel(Portrait& portrait) {
  const Model& model = *portrait.problem.model;
  for (std::size_t k = 0; k < model.variables.size(); ++k) {
    const Variable& variable = model.variables[k];
    if (variable.rangeSource != RangeSource::fallback || portrait.problem.box[k] != variable.range) continue;
    portrait.remarks.push_back("No range is declared for " + variable.name + ": searched in [" +
                               formatNumber(variable.range.lo) + ", " + formatNumber(variable.range.hi) + "].");
  }
  if (model.dependsOnTime)
    portrait.remarks.push_back("The equations depend on t: nullclines and equilibria are those of t = 0.");
  for (const std::string& remark : model.remarks) portrait.remarks.push_back(remark);
}

void remarkOnCompleteness(Portrait& portrait, const Completeness& completeness, const char* what) {
  if (completeness.undecided.empty()) return;
  const std::size_t count = completeness.undecided.size();
  const std::string regions = count == 1 ? "One region" : std::to_string(count) + " regions";
  portrait.remarks.push_back(regions + " of the window could not be decided: there may be more " + what + " there.");
}

// Where the hint's cycles may be followed from: the same equations, not merely the same name.
bool isUsable(const Portrait* hint, const Problem& problem) {
  return hint != nullptr && hint->problem.model == problem.model;
}

Result<void> addCycles(Portrait& portrait, const Portrait* hint, const std::stop_token& stop) {
  Result<CyclesFound> cycles;
  if (portrait.stage == PortraitStage::complete) {
    cycles = findCycles(portrait.problem, portrait.equilibria, {}, stop);
  } else if (isUsable(hint, portrait.problem)) {
    cycles = refineCycles(portrait.problem, hint->cycles, portrait.equilibria, {}, stop);
  }
  if (!cycles) return std::unexpected(std::move(cycles.error()));
  if (portrait.stage == PortraitStage::complete && portrait.problem.model->dimension() > 2) {
    Result<CyclesFound> followed = findCyclesByFollowing(portrait.problem, cycles->found, {portrait.options.via}, stop);
    if (!followed) return std::unexpected(std::move(followed.error()));
    cycles->found = std::move(followed->found);
    std::ranges::move(followed->remarks, std::back_inserter(cycles->remarks));
  }
  portrait.cycles = std::move(cycles->found);
  portrait.cyclesComplete = cycles->completeness;
  for (std::string& remark : cycles->remarks) portrait.remarks.push_back(std::move(remark));
  return {};
}

Result<void> addFlowParts(Portrait& portrait, const Portrait* hint, const std::stop_token& stop) {
  const Problem& problem = portrait.problem;
  Result<EquilibriaInBox> equilibria = findEquilibria(problem, {}, stop);
  if (!equilibria) return std::unexpected(std::move(equilibria.error()));
  portrait.equilibria = std::move(equilibria->found);
  portrait.equilibriaComplete = std::move(equilibria->completeness);
  portrait.equilibriumCurves = std::move(equilibria->curves);
  std::ranges::move(equilibria->remarks, std::back_inserter(portrait.remarks));

  if (const Result<void> cycles = addCycles(portrait, hint, stop); !cycles) return cycles;

  GrowManifoldsOptions growing;
  growing.tolerance = portrait.options.tolerance;
  Result<std::vector<ManifoldBranch>> manifolds =
      growManifolds(problem, portrait.equilibria, portrait.cycles, growing, stop);
  if (!manifolds) return std::unexpected(std::move(manifolds.error()));
  portrait.manifolds = std::move(*manifolds);

  const auto index = checkIndex(problem, portrait.equilibria, portrait.equilibriaComplete);
  if (index)
    portrait.indexCheck = *index;
  else if (!index.error().empty() && portrait.equilibriumCurves.empty())
    portrait.remarks.push_back(index.error());
  if (portrait.indexCheck && !portrait.indexCheck->consistent)
    portrait.remarks.push_back("The field turns " + std::to_string(portrait.indexCheck->alongBorder) +
                               " times along the window's border, but the equilibria found sum to index " +
                               std::to_string(portrait.indexCheck->sumFound) + ": something is missing.");
  return {};
}

Result<void> addMapParts(Portrait& portrait, const std::stop_token& stop) {
  Result<FixedPointsInBox> points = findFixedPoints(portrait.problem, portrait.options.maximalPeriod, stop);
  if (!points) return std::unexpected(std::move(points.error()));
  portrait.fixedPoints = std::move(points->found);
  portrait.fixedPointsComplete = std::move(points->completeness);
  remarkOnCompleteness(portrait, portrait.fixedPointsComplete, "fixed points");
  return {};
}

}  // namespace

Result<Portrait> computePortrait(const Problem& problem, const PortraitOptions& options, const Portrait* hint,
                                 const std::stop_token& stop) {
  if (std::optional<Error> error = refusal(problem, options)) return std::unexpected(std::move(*error));
  Portrait portrait;
  portrait.problem = problem;
  portrait.options = options;
  portrait.stage = options.stage;
  remarkOnModel(portrait);

  const bool isMap = problem.model->kind == ModelKind::map;
  const Result<void> parts = isMap ? addMapParts(portrait, stop) : addFlowParts(portrait, hint, stop);
  if (!parts) return std::unexpected(parts.error());

  Result<Nullclines> nullclines = computeNullclines(problem, {options.pixelsWide, options.pixelsHigh}, stop);
  if (!nullclines) return std::unexpected(std::move(nullclines.error()));
  portrait.nullclines = std::move(*nullclines);
  if (!portrait.nullclines.undefined.empty())
    portrait.remarks.push_back("The field has no value in a part of the window: it is hatched, and nothing is drawn or looked for there.");
  if (!portrait.nullclines.isComplete)
    portrait.remarks.push_back("The nullclines fill a region, or are too intricate for the picture: parts of them may be missing.");
  const int columns = options.pixelsWide / kPixelsPerArrow, rows = options.pixelsHigh / kPixelsPerArrow;
  portrait.directions = computeDirections(problem, columns, rows);

  portrait.trajectories = traceTrajectories(problem, options, portrait.equilibria, portrait.cycles, stop);
  if (stop.stop_requested()) return std::unexpected(cancelled());
  portrait.signature = signatureOf(portrait);
  return portrait;
}

}  // namespace separatrix
