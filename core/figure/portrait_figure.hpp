#pragma once

#include "core/figure/figure.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// The phase-plane figure of a portrait: nullclines, field, equilibria, manifolds, trajectories and
/// cycles projected to its plane, each in its layer and role; caption with the parameter values.
Figure portraitFigure(const Portrait& portrait);

/// The time course of a portrait's trajectories: each variable against t (`variable` an index).
Figure timeCourseFigure(const Portrait& portrait, int variable);

}  // namespace separatrix
