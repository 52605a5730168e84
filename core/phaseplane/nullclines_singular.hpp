#pragma once

#include <optional>

#include "core/phaseplane/nullclines_lattice.hpp"

namespace separatrix {

/// A point in [x] x [y] at which a component and both its slopes vanish (a crossing, a cusp, a tacnode), found by
/// damped Newton steps on the slopes; empty when there is none, when the field is not smooth there, or when the
/// component only comes near zero: its value must be below a millionth of the values around.
std::optional<PlanePoint> findSingularPoint(PlaneField& field, int component, const Lattice& lattice, const Interval& x, const Interval& y);

/// The tip of a thin loop in [x] x [y] whose sides run in `direction` (a unit vector, in pixels): the point of the curve
/// at which the component does not change across that direction; empty when Newton's method finds none inside.
std::optional<PlanePoint> findTurningPoint(PlaneField& field, int component, const Lattice& lattice, const Interval& x, const Interval& y,
                                           const PlanePoint& direction);

}  // namespace separatrix
