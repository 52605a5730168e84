#include "core/continuation/diagram.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/continuation/cycle_branches.hpp"
#include "core/continuation/equilibrium_branches.hpp"

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

std::vector<int> hopfPoints(const Diagram& diagram) {
  std::vector<int> indices;
  for (std::size_t k = 0; k < diagram.specialPoints.size(); ++k)
    if (diagram.specialPoints[k].kind == SpecialKind::hopf) indices.push_back(static_cast<int>(k));
  return indices;
}

// Appends branches of cycles; their indices move behind those already there, then all special points are sorted.
// `hopfs`: the indices in the diagram of the Hopf points they were followed from.
void append(CycleBranches found, const std::vector<int>& hopfs, Diagram& diagram) {
  const int firstBranch = static_cast<int>(diagram.branches.size());
  const int firstSpecial = static_cast<int>(diagram.specialPoints.size());
  for (SpecialPoint& special : found.specials) {
    special.branch += firstBranch;
    diagram.specialPoints.push_back(std::move(special));
  }
  for (Branch& branch : found.branches) {
    for (BranchEnd* end : {&branch.begin, &branch.end})
      if (const auto k = static_cast<std::size_t>(end->special); end->special >= 0)
        end->special = k < hopfs.size() ? hopfs[k] : firstSpecial + static_cast<int>(k - hopfs.size());
    branch.id = "b" + std::to_string(diagram.branches.size() + 1);
    diagram.branches.push_back(std::move(branch));
  }
  std::ranges::move(found.remarks, std::back_inserter(diagram.remarks));

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
  for (Branch& branch : diagram.branches)
    for (BranchEnd* end : {&branch.begin, &branch.end})
      if (end->special >= 0) end->special = place[static_cast<std::size_t>(end->special)];
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
  if (options.cycles && problem.model->kind != ModelKind::map && problem.model->variables.size() > 1) {
    const std::vector<int> hopfs = hopfPoints(diagram);
    std::vector<SpecialPoint> points;
    for (const int k : hopfs) points.push_back(diagram.specialPoints[static_cast<std::size_t>(k)]);
    auto cycles = followCycles(problem, options, points, {}, stop);
    if (!cycles) return std::unexpected(cycles.error());
    append(std::move(*cycles), hopfs, diagram);
    if (sink) sink(diagram);
  }
  return diagram;
}

}  // namespace separatrix
