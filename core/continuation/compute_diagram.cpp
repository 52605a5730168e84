#include "core/continuation/diagram.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/continuation/cycle_branches.hpp"
#include "core/continuation/cycle_curves.hpp"
#include "core/continuation/equilibrium_branches.hpp"
#include "core/continuation/name_specials.hpp"
#include "core/continuation/parameter_curves.hpp"

namespace separatrix {
namespace {

Error usage(std::string sentence) { return {Error::Code::usage, std::move(sentence)}; }

std::optional<Error> objection(const Problem& problem, const DiagramOptions& options) {
  const auto count = static_cast<int>(problem.model->parameters.size());
  if (options.parameter < 0 || options.parameter >= count) return usage("The model has no such parameter.");
  const auto isUsable = [](const Interval& range) { return range.lo < range.hi && std::isfinite(range.width()); };
  if (!isUsable(options.range)) return usage("The range of the parameter is empty or unbounded.");
  if (problem.box.size() != problem.model->variables.size()) return usage("The box does not fit the model's variables.");
  if (!std::ranges::all_of(problem.box, isUsable)) return usage("The box searched for equilibria is empty or unbounded.");
  if (options.second) {
    if (options.second->parameter < 0 || options.second->parameter >= count) return usage("The model has no such second parameter.");
    if (options.second->parameter == options.parameter) return usage("The two parameters of the diagram are the same.");
    if (!isUsable(options.second->range)) return usage("The range of the second parameter is empty or unbounded.");
  }
  if (options.maximalIterations < 1) return usage("The largest number of iterations is less than 1.");
  return std::nullopt;
}

void take(const EquilibriumBranches& found, Diagram& diagram) {
  diagram.branches = found.branches;
  diagram.specialPoints.clear();
  for (const FoundSpecial& special : found.specials) diagram.specialPoints.push_back(special.point);
  diagram.equilibriaComplete = found.complete;
}

std::vector<int> hopfIndices(const Diagram& diagram) {
  std::vector<int> indices;
  for (std::size_t k = 0; k < diagram.specialPoints.size(); ++k)
    if (diagram.specialPoints[k].kind == SpecialKind::hopf) indices.push_back(static_cast<int>(k));
  return indices;
}

// Appends branches of cycles; their indices move behind those already there, then all special points are sorted.
// `hopfs`: the indices in the diagram of the Hopf points they were followed from.
void append(const CycleBranches& found, const std::vector<int>& hopfs, Diagram& diagram) {
  const int firstBranch = static_cast<int>(diagram.branches.size());
  const int firstSpecial = static_cast<int>(diagram.specialPoints.size());
  for (SpecialPoint special : found.specials) {
    special.branch += firstBranch;
    diagram.specialPoints.push_back(std::move(special));
  }
  for (Branch branch : found.branches) {
    for (BranchEnd* end : {&branch.begin, &branch.end})
      if (const auto k = static_cast<std::size_t>(end->special); end->special >= 0)
        end->special = k < hopfs.size() ? hopfs[k] : firstSpecial + static_cast<int>(k - hopfs.size());
    branch.id = "b" + std::to_string(diagram.branches.size() + 1);
    diagram.branches.push_back(std::move(branch));
  }
  std::ranges::copy(found.remarks, std::back_inserter(diagram.remarks));

  std::vector<std::size_t> order(diagram.specialPoints.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::ranges::stable_sort(order, {}, [&](std::size_t k) { return diagram.specialPoints[k].parameter; });
  std::vector<int> place(order.size());
  std::vector<SpecialPoint> sorted;
  for (const std::size_t k : order) {
    place[k] = static_cast<int>(sorted.size());
    sorted.push_back(std::move(diagram.specialPoints[k]));
  }
  diagram.specialPoints = std::move(sorted);
  renumberSpecials(diagram.branches, place);
}

// The Hopf points of a diagram of equilibria, in its order.
std::vector<SpecialPoint> hopfPoints(const EquilibriumBranches& found) {
  std::vector<SpecialPoint> points;
  for (const FoundSpecial& special : found.specials)
    if (special.point.kind == SpecialKind::hopf) points.push_back(special.point);
  return points;
}

// Branches of cycles at another value of the second parameter.
Result<CycleBranches> cyclesAt(const Problem& problem, const DiagramOptions& options, double second,
                               const std::stop_token& stop) {
  Problem there = problem;
  there.parameters[static_cast<std::size_t>(options.second->parameter)] = second;
  DiagramOptions plain = options;
  plain.second.reset();
  plain.at.clear();
  const auto equilibria = followEquilibria(there, plain, {}, stop);
  if (!equilibria) return std::unexpected(equilibria.error());
  return followCycles(there, plain, hopfPoints(*equilibria), {}, stop);
}

// Curves in two parameters: of equilibria, then of cycles.
std::optional<Error> addCurves(const Problem& problem, const DiagramOptions& options, const EquilibriumBranches& equilibria,
                               const std::optional<CycleBranches>& cycles, Diagram& diagram, const DiagramSink& sink,
                               const std::stop_token& stop) {
  auto curves = followEquilibriumCurves(problem, options, equilibria.specials, stop);
  if (!curves) return curves.error();
  diagram.curves = std::move(curves->curves);
  diagram.codim2 = std::move(curves->codim2);
  if (sink) sink(diagram);
  if (!cycles) return std::nullopt;
  const CyclesAt at = [&](double second) { return cyclesAt(problem, options, second, stop); };
  auto ofCycles = followCycleCurves(problem, options, *cycles, diagram.codim2, at, stop);
  if (!ofCycles) return ofCycles.error();
  std::ranges::move(ofCycles->curves, std::back_inserter(diagram.curves));
  std::ranges::move(ofCycles->codim2, std::back_inserter(diagram.codim2));
  std::ranges::move(ofCycles->remarks, std::back_inserter(diagram.remarks));
  if (sink) sink(diagram);
  return std::nullopt;
}

}  // namespace

Result<Diagram> computeDiagram(const Problem& problem, const DiagramOptions& options, const DiagramSink& sink,
                               const std::stop_token& stop) {
  if (auto error = objection(problem, options)) return std::unexpected(std::move(*error));
  Diagram diagram;
  diagram.problem = problem;
  diagram.options = options;
  const auto progress = [&](const EquilibriumBranches& partial) {
    take(partial, diagram);
    sink(diagram);
  };
  auto equilibria = followEquilibria(problem, options, sink ? progress : std::function<void(const EquilibriumBranches&)>(), stop);
  if (!equilibria) return std::unexpected(equilibria.error());
  take(*equilibria, diagram);
  diagram.remarks = std::move(equilibria->remarks);
  if (sink) sink(diagram);
  std::optional<CycleBranches> here;
  if (options.cycles && problem.model->kind != ModelKind::map && problem.model->variables.size() > 1) {
    const std::vector<int> hopfs = hopfIndices(diagram);
    const auto known = findCyclesInSlices(problem, options, stop);
    if (!known) return std::unexpected(known.error());
    auto cycles = followCyclesThrough(problem, options, hopfPoints(*equilibria), *known, stop);
    if (!cycles) return std::unexpected(cycles.error());
    append(*cycles, hopfs, diagram);
    if (sink) sink(diagram);
    here = std::move(*cycles);
  }
  if (options.second)
    if (auto error = addCurves(problem, options, *equilibria, here, diagram, sink, stop)) return std::unexpected(std::move(*error));
  return diagram;
}

}  // namespace separatrix
