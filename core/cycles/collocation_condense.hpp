#pragma once

#include <span>
#include <vector>

#include "core/cycles/collocation.hpp"

namespace separatrix {

/// What the elimination of Gauss points reads.
struct CondenseInput {
  const CollocationShape& shape;
  const CollocationProblem& problem;
  const std::vector<double>& jacobianUnit;
  const std::vector<double>& mesh;
  const std::vector<double>& u;
  double T = 0;
};
struct CondenseOutput {
  std::vector<double>& response;
  std::vector<double>& edge;
  double& divergence;
  std::vector<double>& work;
};

/// Linear relations of one group of four intervals, its Gauss points evaluated at point `first` of `field`:
///   (1 - h T A Df) dX = 1 dx_j + h T A f dtau + h T A f_p dp - (X - x_j - h T A f),
/// solved without row exchange, four intervals at a time (with it, one by one, where a pivot is small).
/// D is the dimension, 0 where it is only known at run time. False when nothing finite comes out.
template <int D>
bool condenseGroup(const CondenseInput& input, const BlockEvaluator& field, int group, int first,
                   CondenseOutput output);
extern template bool condenseGroup<0>(const CondenseInput&, const BlockEvaluator&, int, int, CondenseOutput);
extern template bool condenseGroup<2>(const CondenseInput&, const BlockEvaluator&, int, int, CondenseOutput);
extern template bool condenseGroup<3>(const CondenseInput&, const BlockEvaluator&, int, int, CondenseOutput);
extern template bool condenseGroup<4>(const CondenseInput&, const BlockEvaluator&, int, int, CondenseOutput);

/// gathered[j][row][column]: the weights of each row on the Gauss points of interval j, as weights on x_j and scalars.
template <int D>
void gatherRows(const CollocationShape& shape, std::span<const CollocationRow> rows,
                const std::vector<double>& response, std::vector<double>& gathered);
extern template void gatherRows<0>(const CollocationShape&, std::span<const CollocationRow>, const std::vector<double>&,
                                   std::vector<double>&);
extern template void gatherRows<2>(const CollocationShape&, std::span<const CollocationRow>, const std::vector<double>&,
                                   std::vector<double>&);
extern template void gatherRows<3>(const CollocationShape&, std::span<const CollocationRow>, const std::vector<double>&,
                                   std::vector<double>&);
extern template void gatherRows<4>(const CollocationShape&, std::span<const CollocationRow>, const std::vector<double>&,
                                   std::vector<double>&);

}  // namespace separatrix
