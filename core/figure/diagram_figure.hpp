#pragma once

#include "core/continuation/diagram.hpp"
#include "core/figure/diagram_values.hpp"
#include "core/figure/figure.hpp"

namespace separatrix {

/// The one-parameter diagram: branches of equilibria (stable thick and solid, unstable thin and dashed)
/// in layer equilibria, branches of cycles (stable filled, unstable open circles) in layer cycles, special
/// points with their labels in layer notes. Ids: of branches "b1", of special points "H1", as in the diagram.
Figure diagramFigure(const Diagram& diagram, const DiagramQuantity& quantity = {});

/// The same figure drawn as an earlier state: thin and gray, below everything, without labels and ids.
Figure ghostOf(const Figure& figure);

/// A short text for pictures: "H sub", "LPC", "SNIC".
std::string labelOf(const SpecialPoint& special);

}  // namespace separatrix
