#pragma once

#include <optional>

#include "core/figure/diagram_values.hpp"
#include "core/scalar/interval.hpp"

namespace separatrix {

/// Which bifurcation diagram is open, and what of it is shown. Nothing here needs to be asked: the rest is
/// chosen from the model.
struct DiagramChoice {
  int parameter = 0;
  std::optional<int> second;            ///< with curves in (parameter, second)
  std::optional<Interval> range;        ///< of the parameter; absent: its slider's
  std::optional<Interval> secondRange;  ///< likewise
  DiagramQuantity quantity;
  bool curves = false;                  ///< the plane of both parameters is shown instead of the one-parameter diagram
  bool cycles = true;
  double maximalPeriod = 0;             ///< cycles are followed up to this period; 0: as far as they go

  friend bool operator==(const DiagramChoice&, const DiagramChoice&) = default;
};

}  // namespace separatrix
