#include "core/figure/ticks.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/base/number.hpp"

namespace separatrix {
namespace {

constexpr int kMostTicks = 50;

/// A step m 10^e, m in {1, 2, 5}: the nice number nearest to `wanted` (Heckbert's nicenum, round).
struct Step {
  int mantissa = 1, exponent = 0;
  double size() const { return mantissa * std::pow(10.0, exponent); }
};

Step niceStep(double wanted) {
  int exponent = static_cast<int>(std::floor(std::log10(wanted)));
  const double fraction = wanted / std::pow(10.0, exponent);  // 1 <= fraction < 10
  const int mantissa = fraction < 1.5 ? 1 : fraction < 3 ? 2 : fraction < 7 ? 5 : 10;
  return mantissa == 10 ? Step{1, exponent + 1} : Step{mantissa, exponent};
}

std::string minusSign(std::string text) {
  for (std::size_t at = 0; (at = text.find('-', at)) != std::string::npos;) text.replace(at, 1, "−");
  return text;
}

std::string label(double value, const Step& step, double largest) {
  if (largest >= 1e6 || step.exponent < -6) {
    if (value == 0) return "0";
    const int digits = static_cast<int>(std::floor(std::log10(std::fabs(value)))) - step.exponent + 1;
    return minusSign(formatNumber(value, std::clamp(digits, 1, 17)));
  }
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.begin(), buffer.end(), value == 0 ? 0.0 : value, std::chars_format::fixed, std::max(0, -step.exponent));
  return minusSign(std::string(buffer.data(), end.ptr));
}

}  // namespace

Ticks niceTicks(const Interval& range, int target) {
  Ticks ticks;
  const double width = range.hi - range.lo, largest = range.magnitude();
  if (!range.isBounded() || !std::isfinite(width) || !(width > 1e-12 * largest) || width < 1e-290) return ticks;
  const Step step = niceStep(width / std::max(1, target));
  const double d = step.size(), slack = 1e-9;
  const double first = std::ceil(range.lo / d - slack), last = std::floor(range.hi / d + slack);
  if (last - first > kMostTicks) return ticks;
  for (double k = first; k <= last; ++k) {
    // k m / 10^-e is rounded once, so that 3 * 0.1 is shown and placed as 0.3.
    const double value = step.exponent < 0 ? k * step.mantissa / std::pow(10.0, -step.exponent) : k * d;
    ticks.values.push_back(std::clamp(value, range.lo, range.hi));
    ticks.labels.push_back(label(value, step, largest));
  }
  return ticks;
}

}  // namespace separatrix
