#include "core/figure/orbit_marks.hpp"

#include <string>
#include <vector>

namespace separatrix {
namespace {

/// Which start each trajectory belongs to, and whether it is the first of that start.
struct Origin {
  std::string id;
  bool first = true;
};

std::vector<Origin> origins(const Portrait& portrait) {
  std::vector<Origin> all;
  const auto& starts = portrait.options.trajectories;
  for (std::size_t k = 0; k < starts.size(); ++k) {
    all.push_back({"o" + std::to_string(k + 1), true});
    if (starts[k].direction == Direction::both) all.push_back({"o" + std::to_string(k + 1), false});
  }
  for (std::size_t k = all.size(); k < portrait.trajectories.size(); ++k) all.push_back({"o" + std::to_string(k + 1), true});
  return all;
}

// Two samples at one time are the two sides of a jump.
template <class PointAt>
std::vector<Curve> unbroken(const Trajectory& trajectory, const PointAt& pointAt) {
  std::vector<Curve> pieces(1);
  for (std::size_t k = 0; k < trajectory.t.size(); ++k) {
    if (k > 0 && trajectory.t[k] == trajectory.t[k - 1]) pieces.emplace_back();
    const auto [x, y] = pointAt(k);
    pieces.back().append({x, y});
  }
  return pieces;
}

template <class PointAt>
void addTrajectory(Figure& figure, const Trajectory& trajectory, const Origin& origin, bool isMap, bool arrows,
                   const PointAt& pointAt) {
  if (trajectory.t.empty()) return;
  if (isMap) {
    for (std::size_t k = 1; k < trajectory.t.size(); ++k) {
      const auto [x, y] = pointAt(k);
      figure.markers.push_back({Layer::orbits, Role::orbit, x, y, origin.id});
    }
  } else {
    const bool backward = trajectory.t.back() < 0;
    for (Curve& curve : unbroken(trajectory, pointAt))
      figure.lines.push_back({Layer::orbits, Role::orbit, std::move(curve),
                              arrows ? std::vector<double>{1.0 / 6, 1.0 / 2} : std::vector<double>{}, backward, origin.id});
  }
  const auto [x, y] = pointAt(0);
  if (origin.first) figure.markers.push_back({Layer::orbits, Role::startHandle, x, y, origin.id});
}

template <class Select>
void addAll(Figure& figure, const Portrait& portrait, bool arrows, const Select& select) {
  const std::vector<Origin> origin = origins(portrait);
  const bool isMap = portrait.problem.model->kind == ModelKind::map;
  for (std::size_t k = 0; k < portrait.trajectories.size(); ++k) {
    const Trajectory& trajectory = portrait.trajectories[k];
    addTrajectory(figure, trajectory, origin[k], isMap, arrows, [&](std::size_t point) { return select(trajectory, point); });
  }
}

}  // namespace

Curve View::curve(const Curve& states) const {
  Curve plane;
  plane.coordinates.reserve(2 * states.size());
  for (std::size_t k = 0; k < states.size(); ++k) {
    const auto [x, y] = at(states[k]);
    plane.append({x, y});
  }
  return plane;
}

void addOrbits(Figure& figure, const Portrait& portrait) {
  const View view(portrait.problem.plane);
  addAll(figure, portrait, true, [&](const Trajectory& trajectory, std::size_t k) { return view.at(trajectory.states[k]); });
}

void addTimeCourses(Figure& figure, const Portrait& portrait, std::size_t variable) {
  addAll(figure, portrait, false,
         [&](const Trajectory& trajectory, std::size_t k) { return std::pair(trajectory.t[k], trajectory.states[k][variable]); });
}

}  // namespace separatrix
