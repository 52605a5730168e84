#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/cycles/cycle.hpp"
#include "core/equilibria/equilibrium.hpp"
#include "core/manifolds/attraction.hpp"
#include "core/manifolds/manifold.hpp"
#include "core/manifolds/passage_watch.hpp"
#include "core/manifolds/spiral_watch.hpp"
#include "core/manifolds/window_metric.hpp"

namespace separatrix {

/// Everything a branch can arrive at in one direction of time; shared by all branches.
class Destinations {
 public:
  Destinations(const Problem& problem, const std::vector<Equilibrium>& equilibria, const std::vector<Cycle>& cycles,
               bool backward);

 private:
  friend class Arrival;
  struct Sink {
    int equilibrium;
    AttractionBall ball;
    bool isPlanarFocus;
    double decay;  ///< |Re lambda| of the slowest eigenvalue
  };
  struct Pass {  ///< a saddle, which a branch can end at only by a connection
    int equilibrium;
    SaddleCoordinates coordinates;
  };
  struct Ring {
    int cycle;
    double period;
  };
  const std::vector<Equilibrium>& equilibria_;
  const std::vector<Cycle>& cycles_;
  WindowMetric metric_;
  std::vector<Sink> sinks_;
  std::vector<Pass> saddles_;
  std::vector<Ring> rings_;
};

/// Watches one branch, step by step, for where it goes.
///
/// - At an equilibrium: inside a ball proved to be attracted, or three turns around a focus that decay as its
///   linear part does. Saddles it passes are noted: whether it ends there is decided later (connectBranches).
/// - On a cycle: a whole period within half a pixel of it, or three in which the distance fell each time.
class Arrival {
 public:
  explicit Arrival(const Destinations& destinations);

  /// After a step that ended at x and took `duration` > 0, when the curve has `points` points.
  void note(std::span<const double> x, double duration, std::size_t points);

  std::optional<BranchDestination> destination() const { return destination_; }
  Evidence evidence() const { return evidence_; }  ///< for the destination
  bool isClose() const { return close_; }          ///< nothing more to draw
  const std::vector<Passage>& passages() const { return passages_; }
  std::optional<BranchDestination> nearestDegenerate(std::span<const double> x) const;  ///< slow to arrive at

 private:
  void noteEquilibria(std::span<const double> x, double duration);
  void noteCycles(std::span<const double> x, double duration);
  void noteSaddles(std::span<const double> x, std::size_t points);

  struct Turn {
    double time = 0, worst = 0, previousWorst = 0;
    int falling = 0;
  };
  const Destinations* destinations_;
  bool close_ = false;
  Evidence evidence_ = Evidence::heuristic;
  std::vector<Turn> turns_;            ///< on each cycle
  std::vector<SpiralWatch> spirals_;   ///< into each sink
  std::vector<PassageWatch> watches_;  ///< of each saddle
  std::vector<Passage> passages_;
  std::optional<BranchDestination> destination_;
};

/// Distance from each equilibrium to the nearest other, in fractions of the window, at most 1.
double roomAround(const std::vector<Equilibrium>& equilibria, std::size_t k, const WindowMetric& metric);

}  // namespace separatrix
