#pragma once

#include <span>
#include <vector>

#include "core/cycles/collocation.hpp"

namespace separatrix {

/// What the elimination of mesh points reads: x_(j+1) and the rows as functions of x_j and scalars.
struct ReduceInput {
  const CollocationShape& shape;
  const std::vector<double>& signs;
  const std::vector<double>& u;
  std::span<const CollocationRow> rows;
  const std::vector<double>& edge;
  const std::vector<double>& gathered;
};
struct ReduceOutput {
  std::vector<double>& saved;
  std::vector<std::vector<double>>& factors;
  std::vector<double>& border;
  std::vector<double>& direction;
  std::vector<double>& work;
};

/// Eliminates x_1 .. x_(N-1) in turn from
///   [ C  E   0 | t ] [x_j    ]   [r ]
///   [-W  0   1 |-w ] [x_0    ] = [w'],   columns (x_j, x_(j+1), x_0, scalars),
///                    [x_(j+1)]
/// by Householder reflections (stable however much the flow expands and contracts: no product of
/// the W is formed), then solves for x_0 and the scalars. False when that system is singular.
template <int D>
bool reduceMesh(const ReduceInput& input, ReduceOutput output);
extern template bool reduceMesh<0>(const ReduceInput&, ReduceOutput);
extern template bool reduceMesh<2>(const ReduceInput&, ReduceOutput);
extern template bool reduceMesh<3>(const ReduceInput&, ReduceOutput);
extern template bool reduceMesh<4>(const ReduceInput&, ReduceOutput);

struct Eliminated {
  const std::vector<double>& saved;
  const std::vector<double>& response;
};

/// All unknowns from x_0 and the scalars in `border`; `homogeneous` leaves the constants out.
void substituteBack(const CollocationShape& shape, const std::vector<double>& signs, const Eliminated& eliminated,
                    const std::vector<double>& border, bool homogeneous, std::vector<double>& unknowns);

}  // namespace separatrix
