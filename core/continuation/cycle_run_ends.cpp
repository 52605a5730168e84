#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/continuation/cycle_run.hpp"

// Where a branch of cycles ends: at a Hopf point, where doubled orbits close in half the time, and
// where periods grow without bound.
namespace separatrix {

bool CycleRun::passesZeroAmplitude(const CycleSegment& segment) const {
  if (points_.empty() || from_ == From::doubling) return false;
  return turnsOver(segment.from.orbit, segment.to.orbit, context_.solver.dimension(), false);
}

// Both halves of the orbit have become one and changed places. A known cycle may be of doubled period too.
bool CycleRun::passesDoubling(const CycleSegment& segment) const {
  if (points_.empty() || from_ == From::hopf || context_.solver.dimension() == 2) return false;
  return turnsOver(segment.from.orbit, segment.to.orbit, context_.solver.dimension(), true);
}

// The Hopf point nearest in parameter, state and frequency.
void CycleRun::endAtHopf(const CyclePoint& point) {
  const CycleSolver& solver = context_.solver;
  const std::vector<double> mean = meanOf(point.orbit, solver.scale());
  int best = -1;
  double nearest = 0.2;
  for (std::size_t k = 0; k < context_.hopfs.size(); ++k) {
    const SpecialPoint& hopf = context_.hopfs[k];
    double distance = std::fabs(hopf.parameter - solver.parameter(point.orbit)) / solver.unit();
    for (std::size_t i = 0; i < mean.size() && i < hopf.state.size(); ++i)
      distance = std::max(distance, std::fabs(hopf.state[i] - mean[i]) / solver.scale()[i]);
    distance = std::max(
        distance, std::fabs(std::log(hopf.frequency.value_or(1e-9) * solver.period(point.orbit) / 6.283185307179586)));
    if (distance < nearest) {
      nearest = distance;
      best = static_cast<int>(k);
    }
  }
  if (best < 0) {
    finish(BranchEnd::Reason::stalled);
    context_.result.remarks.push_back("A branch of cycles shrinks to an equilibrium where no Hopf point was found.");
    return;
  }
  const auto start =
      startAtHopf(context_.problem, context_.options.parameter, solver, context_.hopfs[static_cast<std::size_t>(best)]);
  if (start) {
    crossValuesBeside(*start);
    points_.push_back(start->described);
  }
  finish(BranchEnd::Reason::special, best);
}

bool CycleRun::isAskedBefore(double parameter) const {
  const double here = points_.back().parameter;
  return std::ranges::any_of(context_.options.at,
                             [&](double value) { return (value - here) * (value - parameter) < 0; });
}

// The stretch between the last point and the Hopf point is walked from there: cycles of next to no
// amplitude are followed safely only in the direction in which they grow.
void CycleRun::crossValuesBeside(const CycleStart& hopf) {
  constexpr int kMostSteps = 30;
  const double here = points_.back().parameter, there = hopf.described.parameter;
  CyclePath back(context_.solver, hopf.point);
  std::vector<BranchPoint> met;
  for (int k = 0; k < kMostSteps && isAskedBefore(there); ++k) {
    const std::optional<CycleSegment> segment = back.step();
    if (!segment) break;
    const double from = context_.solver.parameter(segment->from.orbit), to = context_.solver.parameter(segment->to.orbit);
    for (const double value : context_.options.at) {
      if (!((value - from) * (value - to) < 0 && (value - here) * (value - there) < 0)) continue;
      const std::optional<CyclePoint> point = back.atParameter(*segment, value);
      if (!point) continue;
      met.push_back(context_.solver.describe(*point));
      met.back().parameter = value;
      met.back().asked = true;
    }
    if ((to - here) * (there - here) <= 0) break;
  }
  std::ranges::sort(met, {}, [&](const BranchPoint& point) { return std::fabs(point.parameter - here); });
  std::ranges::move(met, std::back_inserter(points_));
}

void CycleRun::endAtDoubling(const CyclePoint& point) {
  const std::vector<SpecialPoint>& specials = context_.result.specials;
  int best = -1;
  double nearest = 0.05;
  for (std::size_t k = 0; k < specials.size(); ++k) {
    if (specials[k].kind != SpecialKind::periodDoubling) continue;
    const double distance =
        std::fabs(specials[k].parameter - context_.solver.parameter(point.orbit)) / context_.solver.unit();
    if (distance < nearest) {
      nearest = distance;
      best = static_cast<int>(k);
    }
  }
  finish(best < 0 ? BranchEnd::Reason::stalled : BranchEnd::Reason::special,
         best < 0 ? -1 : best + static_cast<int>(context_.hopfs.size()));
}

// Notes the cycle and asks, once its period has grown, where it is going.
bool CycleRun::isLong(const CyclePoint& point) {
  const CycleSolver& solver = context_.solver;
  const double period = solver.period(point.orbit);
  shortest_ = std::min(shortest_, period);
  if (!long_.empty() && !(period > long_.back().period)) long_.clear();
  LongCycle cycle{solver.parameter(point.orbit), period, {}, 0};
  if (period > 2 * shortest_) cycle = longCycle(point.orbit, solver.collocationProblem(), solver.dimension());
  long_.push_back(cycle);
  if (long_.size() < 3 || cycle.slowest.empty()) return false;
  std::optional<SpecialPoint> end =
      recognizeLongEnd(solver.collocationProblem(), std::span(long_).subspan(long_.size() - 3));
  if (!end) return false;
  if (end->kind == SpecialKind::homoclinic)
    if (const std::optional<CyclePoint> finer = path_.finer(point)) {
      const double change = solver.parameter(finer->orbit) - cycle.parameter;
      end->parameter += change;
      end->error += 0.1 * std::fabs(change);
    }
  if (isAskedBefore(end->parameter)) {  // goes on, but not for nothing
    recognized_ = {std::move(*end), point};
    return false;
  }
  endLong(std::move(*end), point);
  return true;
}

void CycleRun::endLong(SpecialPoint end, const CyclePoint& from) {
  finish(BranchEnd::Reason::special, addEnd(std::move(end)));
  context_.result.seeds.push_back({static_cast<int>(context_.result.specials.size()) - 1, from.orbit, from.tangent});
}

}  // namespace separatrix
