#pragma once

#include <functional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/flow/trajectory.hpp"
#include "core/model/field.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// One accepted Dormand–Prince step of one lane, with its continuous extension of order 4.
/// x(t0 + theta h) = sum_k coefficients[k] theta^k, 0 <= theta <= 1 (Hairer, Nørsett, Wanner 1993, II.6).
struct DenseStep {
  double t0 = 0, h = 0;  ///< h < 0 when integrating backward
  int dimension = 0;
  std::span<const double> start, end;    ///< states at both ends
  std::span<const double> coefficients;  ///< 5 * dimension values, power theta^0 first

  void at(double theta, std::span<double> x) const;
};

struct IntegrateLanesOptions {
  double tolerance = 1e-8;
  bool backward = false;
  double time = 200;          ///< every lane ends here at the latest
  double bound = 1e6;         ///< a lane with a larger |coordinate|, or a non-finite one, ends with blewUp
  int maximalSteps = 20'000;  ///< per lane, then budgetSpent
  bool handOverStiff = false; ///< finish lanes on which the field proves stiff with CVODE, one by one, instead of here
  bool scalar = false;        ///< evaluate by the scalar tape, four times slower: bitwise the same on every processor
};

/// What to do with a lane after a step.
enum class LaneDecision { proceed, finish };

/// Called after each accepted step of each lane, lanes in order within one round.
using LaneObserver = std::function<LaneDecision(std::size_t lane, const DenseStep& step)>;

/// Many trajectories at once, each lane with its own time and step, the field evaluated in blocks
/// of 128. Returns why each lane ended (`event` when the observer finished it). A lane's steps do not depend on its
/// neighbors. A lane whose field has no value, or whose steps become too short to count, ends with blewUp; all that run
/// when `stop` fires, with budgetSpent. The last step of a lane ends at `time` exactly.
std::vector<TrajectoryEnd> integrateLanes(const Field& field, const Curve& starts, const IntegrateLanesOptions& options,
                                          const LaneObserver& observer, const std::stop_token& stop = {});

}  // namespace separatrix
