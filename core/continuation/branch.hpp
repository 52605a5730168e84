#pragma once

#include <complex>
#include <string>
#include <string_view>
#include <vector>

#include "core/equilibria/equilibrium.hpp"
#include "core/scalar/interval.hpp"

namespace separatrix {

/// One computed point of a branch. Cycles carry their period and extrema and one point of their orbit.
struct BranchPoint {
  double parameter = 0;
  std::vector<double> state;  ///< the equilibrium (or the map's point); of a cycle: a point on it
  Stability stability = Stability::nonhyperbolic;
  int unstableDimension = 0;  ///< eigenvalues with positive real part; of cycles and maps: multipliers outside the circle
  std::vector<std::complex<double>> multipliers;  ///< of cycles (trivial one left out) and points of maps; else empty
  double period = 0;               ///< of cycles; of points of maps the number of iterations
  std::vector<Interval> extrema;   ///< of cycles, per variable
  std::vector<double> mean;        ///< of cycles, per variable, over one period
  bool asked = false;              ///< computed exactly at a value of DiagramOptions::at
};

/// Why a branch ends where it does.
struct BranchEnd {
  enum class Reason { range, window, special, closed, stalled };
  Reason reason = Reason::stalled;
  int special = -1;  ///< index into Diagram::specialPoints when reason is `special`
};
std::string_view name(BranchEnd::Reason reason);  ///< "range", ...

/// A curve of equilibria (of a map: of its fixed and periodic points) or of limit cycles, in the order it was followed.
struct Branch {
  enum class Kind { equilibria, cycles, fixedPoints };
  std::string id;  ///< "b1", ...
  Kind kind = Kind::equilibria;
  std::string from;  ///< id of the special point it was started at; empty for branches found in the window
  std::vector<BranchPoint> points;
  BranchEnd begin, end;
};

}  // namespace separatrix
