#pragma once

#include "core/figure/figure.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// The portrait's cycles: a closed line with one arrow where the motion is fastest, and on stable
/// ones a dot every `equalTimeStep` so that slow and fast stretches are seen. Ids "c1", "c2", ...
void addCycles(Figure& figure, const Portrait& portrait);

/// In place of the dots that are there, a dot on every cycle at t = 0, dt, 2 dt, ... of its period; none for dt <= 0. At
/// most a thousand on one cycle: a smaller dt is doubled until they are fewer.
void setEqualTimeDots(Figure& figure, const Portrait& portrait, double dt);

/// The time between dots on a cycle: 1, 2 or 5 times a power of ten, 15 to 40 dots in a period.
double equalTimeStep(double period);

}  // namespace separatrix
