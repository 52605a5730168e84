#pragma once

#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace separatrix {

/// A pulse or a step on a parameter: `amplitude` is added to it while onset <= t < onset + duration.
/// Stimuli of one parameter add up.
struct Stimulus {
  int parameter = 0;             ///< index into the model's parameters
  std::optional<double> base{};  ///< the parameter's value outside all stimuli; absent: the field's own
  double amplitude = 0;
  double onset = 0;
  double duration = std::numeric_limits<double>::infinity();  ///< infinite: a step

  double end() const { return onset + duration; }
  friend bool operator==(const Stimulus&, const Stimulus&) = default;
};

/// All parameters at time t: base + amplitudes of the stimuli under way.
std::vector<double> stimulatedParameters(std::span<const double> parameters, std::span<const Stimulus> stimuli, double t);

/// One parameter against time, constant from each time to the next, the last value to `to`: what a time course draws.
struct StimulusCourse {
  std::vector<double> t, value;

  friend bool operator==(const StimulusCourse&, const StimulusCourse&) = default;
};
StimulusCourse stimulusCourse(std::span<const double> parameters, std::span<const Stimulus> stimuli, int parameter,
                              double from, double to);

/// The times strictly between a and b (a < b, or a > b backward) at which some stimulus begins or ends, in order from a.
std::vector<double> stimulusTimes(std::span<const Stimulus> stimuli, double a, double b);

}  // namespace separatrix
