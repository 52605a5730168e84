#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/base/curve.hpp"
#include "core/scalar/interval.hpp"

namespace separatrix {

/// One turn of an orbit as the polynomials of its steps, in the direction of time it was followed.
struct OrbitRecord {
  struct Piece {
    double t0 = 0, h = 0;              ///< of the step; h < 0 backward in time
    double end = 1;                    ///< the part 0 <= theta <= end of the step belongs to the orbit
    std::vector<double> coefficients;  ///< of HighOrderFlow's continuous extension, 8 dimension values
  };
  int dimension = 2;
  int direction = 1;
  std::vector<Piece> pieces;

  void at(const Piece& piece, double theta, std::span<double> x) const;
};

/// A closed curve drawn from a record, in forward time; the last point repeats the first.
struct DrawnOrbit {
  Curve curve;
  std::vector<double> times;
  std::vector<Interval> extrema;  ///< per variable, on the polynomials, not the largest sample
};

/// Chords stay within `deviation` of each variable's extent from the orbit.
DrawnOrbit drawOrbit(const OrbitRecord& record, double deviation = 3e-4);

}  // namespace separatrix
