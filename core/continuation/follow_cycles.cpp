#include <algorithm>
#include <cmath>
#include <deque>

#include "core/continuation/cycle_branches.hpp"
#include "core/continuation/cycle_run.hpp"

namespace separatrix {
namespace {

constexpr int kDoubledBranches = 4;

class Following {
 public:
  Following(const Problem& problem, const DiagramOptions& options, const std::vector<SpecialPoint>& hopfs,
            const std::vector<Cycle>& known, const std::stop_token& stop)
      : problem_(problem),
        options_(options),
        known_(known),
        stop_(stop),
        solver_(cycleSystem(problem, CycleSystem::Kind::cycle, {options.parameter}, {options.range})),
        started_(hopfs.size(), 0),
        context_{problem, options, hopfs, solver_, stop, result_, doubled_, !known.empty()} {}

  Result<CycleBranches> run() {
    if (!solver_.isReady()) {
      result_.remarks.push_back("The equations are too long to follow cycles.");
      return std::move(result_);
    }
    fromHopfs();
    fromKnown();
    for (int k = 0; k < kDoubledBranches && !doubled_.empty() && !stop_.stop_requested(); ++k) {
      const DoubledStart start = doubled_.front();
      doubled_.pop_front();
      fromDoubled(start);
    }
    if (stop_.stop_requested()) return std::unexpected(Error{Error::Code::cancelled, "cancelled"});
    if (!doubled_.empty()) result_.remarks.push_back("Further branches of doubled period were not followed.");
    return std::move(result_);
  }

 private:
  void fromHopfs() {
    for (std::size_t k = 0; k < context_.hopfs.size() && !stop_.stop_requested(); ++k) {
      if (started_[k] != 0) continue;
      started_[k] = 1;
      const std::optional<CycleStart> start = startAtHopf(problem_, options_.parameter, solver_, context_.hopfs[k]);
      if (!start) continue;
      CycleRun run(context_, *start, CycleRun::From::hopf);
      run.follow();
      Branch branch = begun(context_.hopfs[k].id, {BranchEnd::Reason::special, static_cast<int>(k)});
      branch.points.push_back(start->described);
      add(std::move(branch), std::move(run));
    }
  }

  void fromKnown() {
    for (const Cycle& cycle : known_) {
      if (stop_.stop_requested()) return;
      const std::optional<CycleStart> start = startAtCycle(problem_, options_.parameter, solver_, cycle);
      if (!start || isMet(start->described)) continue;
      CycleRun forward(context_, *start, CycleRun::From::cycle);
      forward.follow();
      Branch branch = begun("", forward.end());
      if (forward.end().reason != BranchEnd::Reason::closed) {
        CycleStart back = *start;
        for (double& value : back.point.tangent) value = -value;
        CycleRun backward(context_, back, CycleRun::From::cycle);
        backward.follow();
        branch.begin = backward.end();
        branch.points.assign(backward.points().rbegin(), backward.points().rend());
      }
      branch.points.push_back(start->described);
      branch.points.back().asked = std::ranges::count(options_.at, start->described.parameter) > 0;
      add(std::move(branch), std::move(forward));
      met_.push_back(start->described);
    }
  }

  void fromDoubled(const DoubledStart& from) {
    CycleRun run(context_, from.start, CycleRun::From::doubling);
    run.follow();
    if (run.points().empty()) return;
    const auto special = static_cast<std::size_t>(from.special);
    Branch branch = begun(result_.specials[special].id,
                          {BranchEnd::Reason::special, static_cast<int>(context_.hopfs.size() + special)});
    branch.points.push_back(from.start.described);
    add(std::move(branch), std::move(run));
  }

  static Branch begun(const std::string& from, BranchEnd begin) {
    Branch branch;
    branch.kind = Branch::Kind::cycles;
    branch.from = from;
    branch.begin = begin;
    return branch;
  }

  void add(Branch branch, CycleRun run) {
    branch.end = run.end();
    if (branch.end.reason == BranchEnd::Reason::special && branch.end.special < static_cast<int>(started_.size()))
      started_[static_cast<std::size_t>(branch.end.special)] = 1;
    branch.points.insert(branch.points.end(), run.points().begin(), run.points().end());
    met_.insert(met_.end(), run.met().begin(), run.met().end());
    result_.branches.push_back(std::move(branch));
  }

  bool isMet(const BranchPoint& point) const {
    return std::ranges::any_of(met_, [&](const BranchPoint& other) { return isSameOnBranch(problem_, point, other); });
  }

  const Problem& problem_;
  const DiagramOptions& options_;
  const std::vector<Cycle>& known_;
  const std::stop_token& stop_;
  CycleSolver solver_;
  CycleBranches result_;
  std::deque<DoubledStart> doubled_;
  std::vector<char> started_;
  std::vector<BranchPoint> met_;  ///< cycles of branches at the problem's own parameters
  CycleRunContext context_;
};

}  // namespace

Result<CycleBranches> followCycles(const Problem& problem, const DiagramOptions& options,
                                   const std::vector<SpecialPoint>& hopfs, const std::vector<Cycle>& known,
                                   const std::stop_token& stop) {
  CycleBranches none;
  if (problem.model->kind != ModelKind::flow || problem.model->dimension() < 2) return none;
  if (problem.model->dependsOnTime) {
    none.remarks.push_back("Cycles of a system that depends on time are not followed.");
    return none;
  }
  if (!(options.range.width() > 0) || !options.range.isBounded()) return none;
  return Following(problem, options, hopfs, known, stop).run();
}

}  // namespace separatrix
