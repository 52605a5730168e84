#pragma once

#include "core/figure/figure.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// The phase line of a flow of one variable: its rate of change f against the variable (for a membrane the
/// current–voltage relation), the line f = 0 with arrows where the motion goes, equilibria and trajectories on it.
/// The curve breaks at poles and where f has no value. Needs a model of dimension one that is no map.
/// `rate`: the interval of the second axis; see rateRange.
Figure phaseLineFigure(const Portrait& portrait, const Interval& rate);

/// The interval of the rate's axis: zero, the values of f at all but the most extreme twentieth of the window and
/// some air, rounded. `present` is kept while it shows them and is not five times as much; an empty one (lo = hi) never.
Interval rateRange(const Portrait& portrait, const Interval& present = {});

/// A flow (or flow with resets) of one variable.
bool isPhaseLine(const Problem& problem);

}  // namespace separatrix
