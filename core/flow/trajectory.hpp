#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/curve.hpp"

namespace separatrix {

/// Why a trajectory stopped. Every trajectory ends for exactly one of these reasons.
enum class TrajectoryEnd { time, leftBounds, blewUp, event, budgetSpent, arrived, closed };
std::string_view name(
    TrajectoryEnd end);  ///< "time", "left_bounds", "blew_up", "event", "budget_spent", "arrived", "closed"

/// A reset or another located event.
struct TrajectoryEvent {
  double t = 0;
  std::string kind;  ///< "reset"
  std::string name;
  std::vector<double> before, after;  ///< states
};

/// A pole of a solution: where it runs to infinity in finite time.
struct BlowUp {
  double t = 0;
  double error = 0;  ///< estimated, absolute
};

/// A solution sampled at increasing |t|: states.size() == t.size(). For a map t counts iterations.
struct Trajectory {
  std::vector<double> t;
  Curve states;
  std::vector<TrajectoryEvent> events;
  TrajectoryEnd end = TrajectoryEnd::time;
  std::optional<BlowUp> blowUp{};  ///< with blewUp, where the growth was shown to end in a pole
};

enum class Direction { forward, backward, both };

/// Where a person (or a command) asks a trajectory to start.
struct TrajectoryStart {
  std::vector<double> state;
  Direction direction = Direction::forward;
  double time = 0;        ///< how long; 0: the model's own `total` option, else 200
  bool toTheEnd = false;  ///< run for all of `time` (for time courses) instead of stopping where it arrives

  friend bool operator==(const TrajectoryStart&, const TrajectoryStart&) = default;
};

}  // namespace separatrix
