#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/model/equations.hpp"
#include "core/model/program.hpp"

namespace separatrix {

/// The program of a model with `parameters` (k indices) made variables behind its n states: inputs are
/// (x_1 .. x_n, p_1 .. p_k), so `stateCount` is n + k. `field` has the n outputs f; `fieldAndJacobian`
/// those and then the n x (n + k) derivatives, row-major: output n + i (n + k) + j is d f_i / d x_j for
/// j < n and d f_i / d p_(j-n) behind. The values of these parameters given to Field(program, values)
/// are not read. No auxiliaries, no resets. Null when the derivatives do not fit a tape.
/// This is what continuation follows: a field of states and parameters alike, for doubles,
/// blocks, intervals and jets.
std::shared_ptr<const Program> unfold(const Program& program, std::span<const int> parameters);

/// The program of these equations in `stateCount` states: values, and derivatives in every state. No
/// auxiliaries, no resets. Null when the derivatives do not fit a tape.
std::shared_ptr<const Program> compileWithDerivatives(Equations equations, int stateCount, int parameterCount);

/// The right-hand sides written once more into `graph`, parameters[k] replaced by state first + k: for
/// programs that add equations of their own to a model's.
std::vector<Graph::Id> rewriteUnfolded(const Equations& equations, int first, std::span<const int> parameters,
                                       Graph& graph);

}  // namespace separatrix
