#pragma once

#include "core/figure/figure.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// The trace–determinant plane of a planar flow: one marker per equilibrium at
///   tau = tr Df,  Delta = det Df,
/// with the ids of the portrait ("e1"), the parabola tau^2 = 4 Delta, the axis Delta = 0 and the half
/// axis tau = 0 < Delta, and the names of the regions between them. Empty of markers for maps and for
/// systems of other dimensions. `halfTrace`: the axes reach from -halfTrace to halfTrace; see traceReach.
/// Source: Hirsch, Smale and Devaney (2013), section 4.1.
Figure traceDeterminantFigure(const Portrait& portrait, double halfTrace);

/// The reach of the trace axis that shows every equilibrium of the portrait with some air: 1, 1.5, 2,
/// 3, 5 or 7 times a power of ten. `present` is kept while all points stay well inside and not all crowd at the middle,
/// so that axes stand still under a moving point.
double traceReach(const Portrait& portrait, double present);

/// Half the height of the axes above zero, for a reach of the trace: where the parabola leaves at the sides.
double determinantReach(double halfTrace);

}  // namespace separatrix
