#pragma once

#include <memory>
#include <string_view>

#include "core/base/curve.hpp"
#include "core/model/problem.hpp"
#include "tests/bench/native_morris_lecar.hpp"

namespace separatrix::bench {

/// The problem the built-in Morris–Lecar poses at this current and half activation.
Problem morrisLecar(double I_ext = 30, double V3 = 12);

/// The same parameters for the hand-written field.
NativeMorrisLecar native(const Problem& problem);

/// 40 starts over the window, 8 by 5.
Curve fortyStarts(const Problem& problem);

}  // namespace separatrix::bench
