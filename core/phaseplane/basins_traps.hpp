#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/flow/lanes.hpp"
#include "core/manifolds/attraction.hpp"
#include "core/manifolds/manifold.hpp"
#include "core/manifolds/window_metric.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// A piece of a hypersurface across the flow, through a point of a stable cycle or from a stable focus, on
/// which returns tell that an orbit is caught. In the plane the crossings s_1, s_2, ... of one orbit are monotone:
/// once one lies nearer to the attractor than the last (on its side, with no other cycle and no other equilibrium
/// between), all later ones do, and the orbit tends to it (Poincaré and Bendixson). In more dimensions s is the
/// distance, and two small falling ones are taken for an arrival: heuristic.
struct BasinGate {
  int attractor = 0;  ///< index into BasinTraps::attractors
  std::vector<double> origin, normal, along;  ///< normal and along in fractions of the window, over its widths
  double low = 0, high = 0;                   ///< crossings count between these; 0 is the attractor
  bool safeBelow = false, safeAbove = false;  ///< no other equilibrium can lie between, s < 0 and s > 0
  double room = 0;  ///< a focus: an orbit that went farther than this may enclose another equilibrium
};

/// Everything in a portrait by which trajectories are caught; shared by all of them.
class BasinTraps {
 public:
  explicit BasinTraps(const Portrait& portrait);

  const std::vector<BranchDestination>& attractors() const { return attractors_; }
  const WindowMetric& metric() const { return metric_; }
  double longestTime() const { return longestTime_; }

 private:
  friend class BasinRun;
  void addSink(const Portrait& portrait, int equilibrium);
  void addRing(const Portrait& portrait, int cycle);
  bool isTransversal(const BasinGate& gate, double s, Evaluator<double>& f) const;
  void limit(BasinGate& gate, const Portrait& portrait, int ownCycle) const;

  struct Ball {
    int attractor;
    AttractionBall ball;
  };
  WindowMetric metric_;
  std::vector<BranchDestination> attractors_;
  std::vector<Ball> balls_;
  std::vector<BasinGate> gates_;
  std::vector<std::pair<int, std::vector<double>>> slow_;  ///< nonhyperbolic equilibria, that may attract
  double longestTime_ = 0;
};

/// Watches one trajectory, step by step, for what catches it.
class BasinRun {
 public:
  explicit BasinRun(const BasinTraps& traps) : traps_(&traps), last_(traps.gates_.size()) {}

  LaneDecision note(const DenseStep& step);
  /// Where it went, `end` being why its lane ended.
  BranchDestination fate(TrajectoryEnd end) const;

 private:
  struct Crossing {
    std::optional<double> s;
    double farthest = 0;
  };
  bool passes(std::size_t gate, const DenseStep& step);

  const BasinTraps* traps_;
  std::vector<Crossing> last_;
  std::vector<double> end_;
  double outside_ = 0, farthest_ = 0;
  int stepsFarOff_ = 0;
  std::optional<BranchDestination> fate_;
};

}  // namespace separatrix
