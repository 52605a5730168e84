#pragma once

#include <functional>
#include <optional>

#include "core/scalar/interval.hpp"

namespace separatrix {

/// A planar field known by enclosures of its two components over rectangles.
using EnclosedPlaneField = std::function<void(const Interval& x, const Interval& y, Interval f[2])>;

/// How often the field turns, counterclockwise, along the border of the rectangle [x] x [y]. Proved: intervals on the
/// pieces of the border leave out the origin of the plane of values. Where the field is continuous inside, this is the
/// sum of the indices of its zeros there (Poincaré). Empty when it vanishes on the border, to rounding, or when
/// `maximalPieces` pieces do not suffice.
std::optional<int> windingNumber(const EnclosedPlaneField& field, const Interval& x, const Interval& y, int maximalPieces = 20'000);

}  // namespace separatrix
