#include "core/flow/trajectory.hpp"

namespace separatrix {

std::string_view name(TrajectoryEnd end) {
  switch (end) {
    case TrajectoryEnd::time: return "time";
    case TrajectoryEnd::leftBounds: return "left_bounds";
    case TrajectoryEnd::blewUp: return "blew_up";
    case TrajectoryEnd::event: return "event";
    case TrajectoryEnd::budgetSpent: return "budget_spent";
    case TrajectoryEnd::arrived: return "arrived";
    case TrajectoryEnd::closed: return "closed";
  }
  return "budget_spent";
}

}  // namespace separatrix
