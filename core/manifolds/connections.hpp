#pragma once

#include <optional>
#include <vector>

#include "core/equilibria/equilibrium.hpp"
#include "core/manifolds/manifold.hpp"
#include "core/manifolds/passage_watch.hpp"
#include "core/manifolds/window_metric.hpp"
#include "core/model/field.hpp"

namespace separatrix {

/// How far two branches of a planar flow, one stable and one unstable, miss each other: measured in window
/// widths across the flow at the middle of `first` (its points up to `upTo`), to the left of the flow there
/// positive for `second`. Both are read between their points by cubic Hermite interpolation with the field's
/// slopes. Empty when `second` does not pass there within a tenth of the window.
struct BranchGap {
  double gap = 0;
  std::size_t from = 0;  ///< point of `first`
  std::size_t at = 0;    ///< point of `second` just before
};
std::optional<BranchGap> gapBetween(const Field& field, const WindowMetric& metric, const ManifoldBranch& first,
                                    std::size_t upTo, const ManifoldBranch& second);

/// A branch and the saddles it passed on its way, in order.
struct PassedSaddles {
  std::size_t branch = 0;
  std::vector<Passage> passages;
};

/// Ends branches at the first saddle they pass whose manifold they miss by no more than `tolerance` (window
/// widths): connections, `converged`. In the plane both branches of a connection end on each other's saddle;
/// in more dimensions the miss is the estimate from the passage alone, `heuristic`.
void connectBranches(const Field& field, const WindowMetric& metric, const std::vector<Equilibrium>& equilibria,
                     const std::vector<PassedSaddles>& passed, double tolerance, std::vector<ManifoldBranch>& branches);

}  // namespace separatrix
