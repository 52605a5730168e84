#pragma once

#include <QString>

#include "core/continuation/diagram.hpp"

namespace separatrix {

/// What happens at a point, in one sentence for a student: "saddle-node (fold): a stable and an unstable
/// equilibrium meet and vanish".
QString meaning(SpecialKind kind, std::optional<Criticality> criticality = std::nullopt);
QString meaning(Codim2Kind kind);

/// Tooltips: the meaning and the numbers, on several lines.
QString tipOf(const Diagram& diagram, const SpecialPoint& special);
QString tipOf(const Diagram& diagram, const Codim2Point& point);
QString tipOf(const Diagram& diagram, const ParameterCurve& curve);
QString tipOf(const Diagram& diagram, const Branch& branch);

/// The diagram in words, for who does not see it: "4 special points: H sub at I_ext 85.1, ...".
QString summary(const Diagram& diagram);

}  // namespace separatrix
