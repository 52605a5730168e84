#pragma once

#include "core/continuation/diagram.hpp"
#include "core/figure/figure.hpp"
#include "core/phaseplane/atlas.hpp"

namespace separatrix {

/// The atlas as areas of one color per kind of portrait in layer field, each with its number (from 1)
/// in layer notes.
Figure atlasFigure(const Atlas& atlas);

/// An atlas, the curves of a diagram in two parameters, or both, the curves on top; either may be null, not both.
Figure underlayOf(const Atlas* atlas, const Diagram* diagram);

}  // namespace separatrix
