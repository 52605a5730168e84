#pragma once

#include <span>
#include <utility>

#include "core/figure/figure.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// How states of n variables are seen in a plane (i, j). A system of one variable lies on y = 0.
class View {
 public:
  explicit View(const Plane& plane)
      : i_(static_cast<std::size_t>(plane.i)), j_(static_cast<std::size_t>(plane.j)), line_(plane.i == plane.j) {}

  std::pair<double, double> at(std::span<const double> state) const { return {state[i_], line_ ? 0 : state[j_]}; }
  Curve curve(const Curve& states) const;

 private:
  std::size_t i_, j_;
  bool line_;
};

/// The portrait's trajectories in the plane: lines with arrows along the flow and a dot at the
/// start; a jump (reset) breaks the line; points of a map stay points. Both halves of a start
/// that runs both ways share one id, "o1" for the first start.
void addOrbits(Figure& figure, const Portrait& portrait);

/// The same trajectories as a variable against time.
void addTimeCourses(Figure& figure, const Portrait& portrait, std::size_t variable);

}  // namespace separatrix
