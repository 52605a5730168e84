#pragma once

#include <vector>

#include "core/cycles/cycle.hpp"
#include "core/cycles/section.hpp"

namespace separatrix {

/// Whether the closed polyline winds around the point.
bool encloses(const Curve& closed, const PlanePoint& point);

/// Distances along a section at which a polyline crosses it.
std::vector<double> crossings(const Section& section, const Curve& polyline);

/// Whether two results describe one cycle: equal stability, period and extrema to a millionth (to 1e-4
/// where the multiplier is 1, and rounding decides where a cycle lies).
bool isSameCycle(const Cycle& a, const Cycle& b);

/// Whether a list holds this cycle already.
bool isAmong(const std::vector<Cycle>& cycles, const Cycle& cycle);

/// Fills `encloses` of each cycle and sorts them, inner before outer, then by extrema.
void arrangeCycles(std::vector<Cycle>& cycles, const std::vector<Equilibrium>& equilibria);

}  // namespace separatrix
