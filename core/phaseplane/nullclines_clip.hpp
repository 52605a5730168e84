#pragma once

#include <span>
#include <vector>

#include "core/base/curve.hpp"
#include "core/phaseplane/nullclines_lattice.hpp"

namespace separatrix {

/// The parts of a chain inside the closed window. What runs along its border stays: points within a
/// thousandth of a pixel outside are moved onto it.
std::vector<Curve> clipChain(std::span<const PlanePoint> chain, const Interval& x, const Interval& y, const Lattice& lattice);

}  // namespace separatrix
