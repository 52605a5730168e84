#pragma once

#include "core/figure/figure.hpp"
#include "core/flow/stimulus.hpp"
#include "core/model/model.hpp"

namespace separatrix {

/// Puts the course of a stimulated parameter into a strip below a time course: the figure's second axis is
/// extended downwards for it, a thin line divides the two, words say between which values it goes. In layer notes.
void addStimulusStrip(Figure& figure, const Model& model, int parameter, const StimulusCourse& course);

}  // namespace separatrix
