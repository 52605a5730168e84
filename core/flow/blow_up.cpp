#include "core/flow/blow_up.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "core/flow/stepper.hpp"

namespace separatrix {
namespace {

constexpr double kLarge = 1e150;
constexpr double kLeft = 1e-3;     // of the way from x: more than this left, and no pole has been seen
constexpr int kMostSteps = 20'000;
constexpr double kLongest = 1e6;   // times as long as the growth rate at x says

double magnitude(std::span<const double> x) {
  double largest = 0;
  for (const double v : x) largest = std::max(largest, std::fabs(v));
  return largest;
}

}  // namespace

double clockError(std::span<const double> from, std::span<const double> to, double h, double tolerance) {
  double moved = 0;
  for (std::size_t i = 0; i < to.size(); ++i) moved = std::max(moved, std::fabs(to[i] - from[i]));
  return moved > 0 ? tolerance * (1 + magnitude(to)) * std::fabs(h) / moved : 0;
}

std::optional<BlowUp> findBlowUp(const Field& field, std::span<const double> x, double t, bool backward,
                                 double tolerance, bool dependsOnTime, double clockError) {
  std::vector<double> now(x.begin(), x.end()), f(x.size());
  Evaluator<double> values = field.values();
  const double start = dependsOnTime ? t : 0;
  values(now.data(), f.data(), start);
  const double rate = magnitude(f) / magnitude(now);
  if (!(rate > 0) || x.empty() || !std::isfinite(magnitude(x))) return std::nullopt;
  const double longest = std::isfinite(rate) ? kLongest / rate : 1;

  // u/u' at the two last times, u the largest coordinate
  double g = 0, gBefore = 0, time = start, timeBefore = start;
  const auto look = [&] {
    values(now.data(), f.data(), time);
    const auto largest = static_cast<std::size_t>(std::ranges::max_element(now, {}, [](double v) { return std::fabs(v); }) - now.begin());
    return std::fabs(now[largest] / f[largest]);
  };
  g = look();
  const auto stepper = makeDormandPrinceStepper(field, tolerance);
  stepper->restart(now, start, start + (backward ? -longest : longest));
  double sizeBefore = magnitude(now);
  for (int step = 0; step < kMostSteps && magnitude(now) < kLarge; ++step) {
    if (stepper->advance() != DenseStepper::Outcome::advanced) break;
    stepper->at(stepper->to(), now);
    time = stepper->to();
    if (magnitude(now) < 10 * sizeBefore) continue;
    sizeBefore = magnitude(now);
    gBefore = g;
    g = look();
    if (!(std::isfinite(g) && g < gBefore)) break;
    timeBefore = time;
  }
  const double way = std::fabs(time - start);
  if (!(magnitude(now) > 1e3 * magnitude(x)) || !(way > 0)) return std::nullopt;
  g = look();
  const double slope = std::isfinite(g) && time != timeBefore ? (gBefore - g) / std::fabs(time - timeBefore) : 0;
  double left = slope > 0 ? g / slope : std::isfinite(g) ? 100 * g : 0;
  if (!std::isfinite(left)) left = 0;
  if (left > kLeft * way) return std::nullopt;
  const double ulp = std::numeric_limits<double>::epsilon() * std::max(std::fabs(t), way);
  return BlowUp{t + (time - start) + (backward ? -left : left), clockError + left + 4 * ulp + tolerance * way};
}

}  // namespace separatrix
