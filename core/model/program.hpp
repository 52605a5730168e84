#pragma once

#include <memory>

#include "core/model/tape.hpp"

namespace separatrix {

struct Equations;

/// Everything of a model that is evaluated, compiled once per text; setting a parameter does not
/// recompile. With n variables: `field` has outputs f_1 .. f_n (for a map: the image), and
/// `fieldAndJacobian` those and then Df row-major (output n + i n + j = d f_i / d x_j).
struct Program {
  int stateCount = 0;
  int parameterCount = 0;
  Tape field;
  Tape fieldAndJacobian;
  Tape auxiliaries;  ///< one output per aux quantity
  Tape resets;       ///< conditions and new values of resets; see Model::resets
  std::shared_ptr<const Equations> equations;  ///< the expressions of the field (core/model/equations.hpp)
};

}  // namespace separatrix
