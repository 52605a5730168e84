#pragma once

#include <deque>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/continuation/cycle_branches.hpp"
#include "core/continuation/cycle_ends.hpp"
#include "core/continuation/cycle_path.hpp"
#include "core/continuation/cycle_start.hpp"

namespace separatrix {

/// A branch of doubled period that waits to be followed.
struct DoubledStart {
  CycleStart start;
  int special = 0;  ///< index into CycleBranches::specials
};

/// What the runs of one diagram share.
struct CycleRunContext {
  const Problem& problem;
  const DiagramOptions& options;
  const std::vector<SpecialPoint>& hopfs;
  CycleSolver& solver;
  const std::stop_token& stop;
  CycleBranches& result;              ///< special points are added
  std::deque<DoubledStart>& doubled;  ///< branches of doubled period are added
  std::vector<double> noted;          ///< values of the parameter at which the cycles met are noted
};

/// Whether two points are one cycle: equal parameter, period and extrema to a millionth.
bool isSameOnBranch(const Problem& problem, const BranchPoint& a, const BranchPoint& b);

/// Whether between two neighbors of a branch the amplitude passed zero: x - mean turned into its
/// opposite; of doubled orbits x(t) - x(t + T/2).
bool turnsOver(const CollocatedOrbit& from, const CollocatedOrbit& to, int variables, bool isDoubled);

/// One branch followed in one direction to its end.
class CycleRun {
 public:
  enum class From { hopf, cycle, doubling };
  CycleRun(const CycleRunContext& context, const CycleStart& start, From from);

  void follow();
  const std::vector<BranchPoint>& points() const { return points_; }  ///< without the start
  const std::vector<BranchPoint>& met() const { return met_; }        ///< at the values noted
  const BranchEnd& end() const { return end_; }

 private:
  struct Event {
    SpecialKind kind;
    LocatedCycle at;
  };
  struct Counts {
    double tangent = 0;                         ///< parameter's share of the tangent
    int outside = 0, flipped = 0, complex = 0;  ///< multipliers |m| > 1, m < -1, complex pairs
  };

  bool process(const CycleSegment& segment);
  bool processPart(const CycleSegment& part, const Event* event);
  bool passesZeroAmplitude(const CycleSegment& segment) const;
  bool passesDoubling(const CycleSegment& segment) const;
  void endAtHopf(const CyclePoint& point);
  void crossValuesBeside(const CycleStart& hopf);
  bool isAskedBefore(double parameter) const;
  void endLong(SpecialPoint end, const CyclePoint& from);
  void endAtDoubling(const CyclePoint& point);
  LocatedCycle unlocated(const CycleSegment& segment, bool isNearFrom) const;
  std::vector<Event> eventsOn(const CycleSegment& segment);
  bool crossValues(const CycleSegment& part, double to);
  void addSpecial(const Event& event);
  bool undoesLastFold(const Event& event);
  bool isLong(const CyclePoint& point);
  bool isVertical();
  bool finish(BranchEnd::Reason reason, int special = -1);
  int addEnd(SpecialPoint special);
  Counts count(const CyclePoint& point) const;

  CycleRunContext context_;
  CycleStart start_;
  From from_;
  CyclePath path_;
  std::vector<BranchPoint> points_, met_;
  std::vector<LongCycle> long_;
  /// Where long cycles go, and the one that told, while values before it are still to be met.
  std::optional<std::pair<SpecialPoint, CyclePoint>> recognized_;
  BranchEnd end_;
  Counts counts_;
  double shortest_ = HUGE_VAL;
  int lastFold_ = -1;      ///< index into the shared special points
  bool hasMoved_ = false;  ///< the parameter, since the start
};

}  // namespace separatrix
