#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/cycles/return_map.hpp"

namespace separatrix {

/// A piece of a section on which one cycle crosses, and the direction of time in which that cycle attracts.
struct Candidate {
  double low = 0, high = 0, guess = 0;
  int direction = 1;
  double spread = 0;  ///< > 0: a semi-stable cycle crosses at `guess`, at most so far from it
};

/// What the return map on a ray shows.
struct RaySurvey {
  std::vector<Candidate> candidates;  ///< outward
  bool family = false;                ///< an interval of closed orbits: P(s) = s to rounding
  int unresolved = 0;                 ///< starts undecided because the budget ended before the orbit returned
  int patience = 0;                   ///< what is left of SurveyRayOptions::patience
};

struct SurveyRayOptions {
  int starts = 64;
  double smallest = 1e-5;  ///< distance of the first start from the origin, in window widths
  /// Near the origin g tends to this: 2 pi Re/Im of the eigenvalues of a focus; 0: not known.
  double innermost = 0;
  double largest = 0;  ///< no start beyond this; 0: a few windows beyond the ray's end
  ReturnOptions returns;
  int patience = 16;  ///< how many orbits may spend the whole budget of the implicit method in vain
};

/// Looks for sign changes of g(s) = log(P(s)/s) on a ray from an equilibrium, P the return map.
///  1. P forward from all starts, backward from those that do not return;
///  2. signs too small to be told from 0 are decided again by steps of order 8;
///  3. where P(s) - s comes near 0 without changing its sign its crest is found: there is nothing,
///     or two cycles close together, or one that is semi-stable;
///  4. where P has no value beyond a start, orbits are followed into the gap in both directions of time.
/// A fold of cycles narrower than the spacing of starts on both sides may be missed: a heuristic.
RaySurvey surveyRay(const Field& field, const Section& ray, std::span<const Sink> forwardSinks,
                    std::span<const Sink> backwardSinks, const SurveyRayOptions& options,
                    const std::stop_token& stop = {});

}  // namespace separatrix
