#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/cycles/cycle.hpp"
#include "core/equilibria/equilibrium.hpp"
#include "core/manifolds/attraction.hpp"
#include "core/manifolds/manifold.hpp"
#include "core/manifolds/spiral_watch.hpp"
#include "core/manifolds/window_metric.hpp"

namespace separatrix {

/// Everything a branch can arrive at in one direction of time; shared by all branches.
class Destinations {
 public:
  Destinations(const Problem& problem, const std::vector<Equilibrium>& equilibria, const std::vector<Cycle>& cycles,
               double tolerance, bool backward);

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
    double distance;
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
///   linear part does. At a saddle: a closest approach that errors of
///   the size of the tolerance explain, so that no computation at this tolerance could tell it from a connection.
/// - On a cycle: a whole period within half a pixel of it, or three in which the distance fell each time.
class Arrival {
 public:
  Arrival(const Destinations& destinations, int ownSaddle);

  /// After a step that ended at x and took `duration` > 0.
  void note(std::span<const double> x, double duration);

  std::optional<BranchDestination> destination() const { return destination_; }
  bool isClose() const { return close_; }  ///< nothing more to draw

 private:
  void noteEquilibria(std::span<const double> x, double duration);
  void noteCycles(std::span<const double> x, double duration);

  struct Turn {
    double time = 0, worst = 0, previousWorst = 0;
    int falling = 0;
  };
  const Destinations* destinations_;
  int own_;
  bool hasLeft_ = false, close_ = false;
  std::vector<Turn> turns_;           ///< on each cycle
  std::vector<SpiralWatch> spirals_;  ///< into each sink
  std::optional<BranchDestination> destination_;
};

/// Distance from each equilibrium to the nearest other, in fractions of the window, at most 1.
double roomAround(const std::vector<Equilibrium>& equilibria, std::size_t k, const WindowMetric& metric);

}  // namespace separatrix
