#pragma once

#include <memory>
#include <span>

#include "core/model/program.hpp"

namespace separatrix {

/// The program of x' = f(x, p), v' = Df v (+ beta f), unfolded: 2 n variables (x, v), then the parameters that
/// become variables, then beta where `withFlow`. Null when its derivatives do not fit a tape.
std::shared_ptr<const Program> withDirection(const Program& program, std::span<const int> parameters, bool withFlow);

}  // namespace separatrix
