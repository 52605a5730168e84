#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/model/problem.hpp"
#include "core/scalar/interval.hpp"

namespace separatrix {

/// Which push from rest is asked about.
struct ThresholdQuestion {
  enum class Kind {
    kick,   ///< `index` is a variable, set off by the amplitude at t = 0
    pulse,  ///< `index` is a parameter, raised by the amplitude from t = 0 for `duration`
  };
  Kind kind = Kind::kick;
  int index = 0;
  Interval amplitudes{0, 1};  ///< searched; the smaller end first
  double duration = 1;        ///< of a pulse
  int watched = -1;           ///< variable whose largest value along the orbit is the response; -1: the x axis'
  double time = 0;            ///< how long an orbit is given; 0: the model's own `total` option, else 200
};

/// Where "returns directly" turns into "spikes".
struct Threshold {
  enum class Verdict {
    sharp,   ///< the response jumps: a border of basins or a saddle's stable manifold is crossed
    steep,   ///< it changes at once to the eye, yet continuously: a quasi-threshold (canards)
    graded,  ///< it grows with the push: there is no threshold
    none,    ///< no push in the interval makes a response that differs in kind
  };
  Verdict verdict = Verdict::none;
  double amplitude = 0;          ///< where the response changes fastest; of meaning unless `none`
  Interval bracket{};            ///< sharp: it jumps in here; steep: a quarter to three quarters of the change
  double below = 0, above = 0;   ///< responses on the two sides
  std::vector<double> amplitudes, responses;  ///< the survey, by amplitude
};

/// Surveys the largest value of a variable along orbits from rest, as a function of the push:
///  1. 33 pushes over the interval; the pair with the largest difference;
///  2. halved towards the larger difference until the pushes are neighbors to ten digits: what is left of the
///     difference is a jump (sharp), or the place of steepest change;
///  3. without a jump, where a quarter and three quarters of the change are reached: steep when these lie within
///     a twentieth of the push.
/// A survey: a threshold between two of the pushes whose effect is undone at a third may be missed (heuristic).
/// Errors: usage (no such variable or parameter, empty interval, a map); cancelled.
Result<Threshold> findThreshold(const Problem& problem, std::span<const double> rest, const ThresholdQuestion& question,
                                const std::stop_token& stop = {});

}  // namespace separatrix
