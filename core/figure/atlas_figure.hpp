#pragma once

#include "core/figure/figure.hpp"
#include "core/phaseplane/atlas.hpp"

namespace separatrix {

/// The atlas as areas of one color per kind of portrait in layer field, each with its number (from 1)
/// in layer notes.
Figure atlasFigure(const Atlas& atlas);

}  // namespace separatrix
