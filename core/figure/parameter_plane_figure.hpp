#pragma once

#include "core/continuation/diagram.hpp"
#include "core/figure/figure.hpp"

namespace separatrix {

/// The plane of a diagram's two parameters: curves of equilibria in layer equilibria, of cycles in layer
/// cycles, points of codimension two and the curves' labels in layer notes. Ids "k1", ... of curves,
/// "q1", ... of points. `diagram.options.second` must be set.
Figure parameterPlaneFigure(const Diagram& diagram);

}  // namespace separatrix
