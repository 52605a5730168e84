#pragma once

#include <optional>

#include "core/continuation/diagram.hpp"

namespace separatrix {

/// What a bifurcation diagram shows upward: a variable (equilibria: its value, cycles: its extrema),
/// a variable's mean over a period, or the period or frequency (1/period) of cycles.
struct DiagramQuantity {
  enum class Kind { extrema, mean, period, frequency };
  Kind kind = Kind::extrema;
  int variable = 0;  ///< of extrema and mean

  friend bool operator==(const DiagramQuantity&, const DiagramQuantity&) = default;
};

/// The quantity at a point of a branch, from its least to its largest value (equal but for extrema of
/// cycles); absent where the quantity does not exist there.
std::optional<Interval> valueAt(const Branch& branch, const BranchPoint& point, const DiagramQuantity& quantity);

/// Where a special point stands in the picture: on its branch; the upper extremum on cycles.
std::optional<double> valueAt(const Diagram& diagram, const SpecialPoint& special, const DiagramQuantity& quantity);

/// The interval the diagram's values need over its parameter range, with a little air. Periods that
/// grow without bound are cut where they leave the others far behind. Absent: there is nothing to show.
std::optional<Interval> rangeOf(const Diagram& diagram, const DiagramQuantity& quantity);

}  // namespace separatrix
