#include "core/flow/stimulus.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/base/contract.hpp"

namespace separatrix {

std::vector<double> stimulatedParameters(std::span<const double> parameters, std::span<const Stimulus> stimuli, double t) {
  std::vector<double> values(parameters.begin(), parameters.end());
  for (const Stimulus& s : stimuli) {
    SEPARATRIX_EXPECTS(s.parameter >= 0 && static_cast<std::size_t>(s.parameter) < values.size());
    if (s.base) values[static_cast<std::size_t>(s.parameter)] = *s.base;
  }
  for (const Stimulus& s : stimuli)
    if (s.onset <= t && t < s.end()) values[static_cast<std::size_t>(s.parameter)] += s.amplitude;
  return values;
}

std::vector<double> stimulusTimes(std::span<const Stimulus> stimuli, double a, double b) {
  std::vector<double> times;
  for (const Stimulus& s : stimuli)
    for (const double t : {s.onset, s.end()})
      if (std::isfinite(t) && std::min(a, b) < t && t < std::max(a, b)) times.push_back(t);
  std::ranges::sort(times);
  times.erase(std::ranges::unique(times).begin(), times.end());
  if (b < a) std::ranges::reverse(times);
  return times;
}

StimulusCourse stimulusCourse(std::span<const double> parameters, std::span<const Stimulus> stimuli, int parameter,
                              double from, double to) {
  StimulusCourse course;
  const auto at = [&](double t) {
    course.t.push_back(t);
    course.value.push_back(stimulatedParameters(parameters, stimuli, t)[static_cast<std::size_t>(parameter)]);
  };
  at(from);
  for (const double t : stimulusTimes(stimuli, from, to)) at(t);
  return course;
}

}  // namespace separatrix
