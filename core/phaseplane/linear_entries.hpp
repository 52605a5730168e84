#pragma once

#include <array>
#include <optional>

#include "core/model/problem.hpp"

namespace separatrix {

/// Row by row the entries a, b, c, d of a 2 x 2 matrix.
using Matrix2 = std::array<double, 4>;

/// The parameters that are the entries of Df, row by row, when the problem's planar field is linear in the
/// state and each entry of its matrix is one parameter of its own; empty otherwise. Found by evaluation: Df
/// is the same at several states, and a change of one parameter changes one entry by just as much.
std::optional<std::array<int, 4>> entryParameters(const Problem& problem);

/// The matrix with the wanted trace and determinant that lies near `from`: Newton steps of least norm,
///   m <- m + G^T (G G^T)^-1 (wanted - value(m)),  G = [1 0 0 1; d -c -b a],
/// so that what need not change hardly does. A multiple of the identity has no nearby neighbor with
/// complex or defective eigenvalues to first order: b then gives way to 1, or c where b does not help.
/// Promises both to rounding, a trace of 0 exactly; the companion matrix [0 1; -Delta tau] where Newton does not settle.
Matrix2 matrixWith(double trace, double determinant, const Matrix2& from);

}  // namespace separatrix
