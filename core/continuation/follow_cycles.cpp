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
            const std::vector<KnownCycle>& known, const std::stop_token& stop)
      : problem_(problem),
        options_(options),
        known_(known),
        stop_(stop),
        solver_(cycleSystem(problem, CycleSystem::Kind::cycle, {options.parameter}, {options.range})),
        started_(hopfs.size(), 0),
        context_{problem, options, hopfs, solver_, stop, result_, doubled_, valuesOf(known)} {}

  Result<CycleBranches> run() {
    if (!solver_.isReady()) {
      result_.remarks.push_back("The equations are too long to follow cycles.");
      return std::move(result_);
    }
    fromHopfs();
    fromAllDoubled();
    for (const KnownCycle& known : known_) {
      fromKnown(known);
      fromAllDoubled();
    }
    if (stop_.stop_requested()) return std::unexpected(Error{Error::Code::cancelled, "cancelled"});
    if (!doubled_.empty()) result_.remarks.push_back("Further branches of doubled period were not followed.");
    return std::move(result_);
  }

 private:
  static std::vector<double> valuesOf(const std::vector<KnownCycle>& known) {
    std::vector<double> values;
    for (const KnownCycle& one : known)
      if (std::ranges::count(values, one.value) == 0) values.push_back(one.value);
    return values;
  }

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

  void fromKnown(const KnownCycle& known) {
    if (stop_.stop_requested()) return;
    Problem there = problem_;
    there.parameters[static_cast<std::size_t>(options_.parameter)] = known.value;
    std::optional<CycleStart> start = startAtCycle(there, options_.parameter, solver_, known.cycle);
    if (!start) return;
    start->described.parameter = known.value;
    if (isMet(start->described)) return;
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
      met_.insert(met_.end(), backward.met().begin(), backward.met().end());
    }
    branch.points.push_back(start->described);
    branch.points.back().asked = std::ranges::count(options_.at, known.value) > 0;
    add(std::move(branch), std::move(forward));
    met_.push_back(start->described);
  }

  void fromAllDoubled() {
    for (; doubledLeft_ > 0 && !doubled_.empty() && !stop_.stop_requested(); --doubledLeft_) {
      const DoubledStart start = doubled_.front();
      doubled_.pop_front();
      fromDoubled(start);
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

  // Nearer than this two cycles lie on one branch, on either side of its fold.
  bool isMet(const BranchPoint& point) const {
    constexpr double kSame = 1e-3;
    const auto isSame = [&](const BranchPoint& other) {
      if (other.parameter != point.parameter || std::fabs(other.period - point.period) > kSame * point.period) return false;
      for (std::size_t i = 0; i < point.extrema.size(); ++i) {
        const double slack = kSame * point.extrema[i].width();
        if (std::fabs(other.extrema[i].lo - point.extrema[i].lo) > slack) return false;
        if (std::fabs(other.extrema[i].hi - point.extrema[i].hi) > slack) return false;
      }
      return true;
    };
    return std::ranges::any_of(met_, isSame);
  }

  const Problem& problem_;
  const DiagramOptions& options_;
  const std::vector<KnownCycle>& known_;
  const std::stop_token& stop_;
  CycleSolver solver_;
  CycleBranches result_;
  std::deque<DoubledStart> doubled_;
  std::vector<char> started_;
  std::vector<BranchPoint> met_;  ///< cycles of branches at the values of known ones
  int doubledLeft_ = kDoubledBranches;
  CycleRunContext context_;
};

}  // namespace

Result<CycleBranches> followCyclesThrough(const Problem& problem, const DiagramOptions& options,
                                          const std::vector<SpecialPoint>& hopfs, const std::vector<KnownCycle>& known,
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

Result<CycleBranches> followCycles(const Problem& problem, const DiagramOptions& options,
                                   const std::vector<SpecialPoint>& hopfs, const std::vector<Cycle>& known,
                                   const std::stop_token& stop) {
  std::vector<KnownCycle> here;
  for (const Cycle& cycle : known) here.push_back({problem.parameters[static_cast<std::size_t>(options.parameter)], cycle});
  return followCyclesThrough(problem, options, hopfs, here, stop);
}

}  // namespace separatrix
