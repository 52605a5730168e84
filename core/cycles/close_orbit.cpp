#include "core/cycles/close_orbit.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {
namespace {

constexpr double kCoarse = 1e-8, kTight = 1e-12;  // tolerances of the first and of the last turns
constexpr double kShare = 0.3;                    // of an orbit's extent: the size its absolute errors refer to
constexpr double kWeak = 0.05;                    // |log multiplier| below this asks for the tight tolerance at once
constexpr double kNonhyperbolic = 1e-7;           // |log multiplier| below this decides nothing

struct Closed {
  double period = 0, periodError = 0, logMultiplier = 0;
  OrbitRecord record;
};

// s <- s + (P(s) - s) / (1 - P'(s)), kept inside [low, high], which P(s) > s or < s narrows:
// in the direction in which the cycle attracts, the fixed point lies where P leads.
class Newton {
 public:
  Newton(const Field& field, const Section& section, const Candidate& candidate, std::span<const Sink> sinks,
         const CloseOrbitOptions& options, const std::stop_token& stop)
      : field_(field), section_(section), sinks_(sinks), low_(candidate.low), high_(candidate.high),
        s_(std::clamp(candidate.guess, candidate.low, candidate.high)), stop_(stop) {
    returns_.direction = candidate.direction;
    returns_.maximalSteps = options.maximalSteps;
  }

  std::optional<Closed> run() {
    constexpr int kTurns = 40;
    double tolerance = kCoarse, lastTime = 0, lastS = s_, timeSlope = 0;
    int lost = 0;
    for (int turn = 0; turn < kTurns && !stop_.stop_requested(); ++turn) {
      returns_.tolerance = tolerance;
      OrbitRecord record;
      const Return back = followReturn(field_, section_, s_, sinks_, returns_, stop_, tolerance == kTight ? &record : nullptr);
      if (!back.isReturn()) {
        if (++lost > 6) return std::nullopt;
        s_ = turn == 0 ? (lost % 2 == 1 ? low_ : high_) : (s_ + lastS) / 2;
        continue;
      }
      for (std::size_t i = 0; i < 2; ++i) returns_.size[i] = kShare * back.extent[i];
      if (tolerance == kCoarse && std::fabs(back.logSlope) < kWeak) {  // too slow a map to trust d coarsely
        tolerance = kTight;
        continue;
      }
      const double d = back.s - s_, contraction = std::max(-std::expm1(back.logSlope), 1e-9);
      if (tolerance == kTight) (d > 0 ? low_ : high_) = s_;
      double move = back.logSlope < 0 ? d / contraction : d;
      if (s_ + move < low_ || s_ + move > high_) move = (low_ <= back.s && back.s <= high_) ? d : (low_ + high_) / 2 - s_;
      const double size = std::fabs(s_) + reference();
      const bool settled = std::fabs(d) <= 3e-12 * size || std::fabs(move) <= 1e-11 * size;
      if (tolerance == kTight && (settled || high_ - low_ <= 1e-14 * size)) {
        if (std::fabs(d) > 1e-7 * size) return std::nullopt;  // a jump of the return map, not a zero
        const double off = std::fabs(move) + 3e-12 * size / contraction;
        const double error = 1e-11 * std::fabs(back.time) + timeSlope * off;
        return Closed{std::fabs(back.time), error, returns_.direction * back.logSlope, std::move(record)};
      }
      if (lastTime != 0 && s_ != lastS) timeSlope = std::fabs((back.time - lastTime) / (s_ - lastS));
      if (std::fabs(move) <= 1e-4 * size || high_ - low_ <= 1e-6 * size) tolerance = kTight;
      lastS = s_;
      lastTime = back.time;
      s_ += move;
    }
    return std::nullopt;
  }

 private:
  // Coordinates far from 0 are known only to rounding of their own size.
  double reference() const {
    double size = 0;
    for (std::size_t i = 0; i < 2; ++i) size = std::max(size, std::fabs(section_.origin[i]) / section_.width[i]);
    return size;
  }

  const Field& field_;
  const Section& section_;
  std::span<const Sink> sinks_;
  ReturnOptions returns_;
  double low_, high_, s_;
  const std::stop_token& stop_;
};

double spannedShare(const std::vector<Interval>& extrema, const PlanePoint& width) {
  return std::max(extrema[0].width() / width[0], extrema[1].width() / width[1]);
}

}  // namespace

std::optional<Cycle> closeOrbit(const Problem& problem, const Section& section, const Candidate& candidate,
                                std::span<const Sink> sinks, const CloseOrbitOptions& options, const std::stop_token& stop) {
  const Field field = problem.field();
  const std::optional<Closed> closed = Newton(field, section, candidate, sinks, options, stop).run();
  if (!closed) return std::nullopt;
  DrawnOrbit drawn = drawOrbit(closed->record);
  if (spannedShare(drawn.extrema, section.width) < options.smallest) return std::nullopt;
  Cycle cycle;
  cycle.orbit = std::move(drawn.curve);
  cycle.times = std::move(drawn.times);
  cycle.extrema = std::move(drawn.extrema);
  cycle.period = closed->period;
  cycle.periodError = closed->periodError;
  cycle.logMultipliers = {closed->logMultiplier};
  cycle.multipliers = {std::exp(std::min(closed->logMultiplier, 709.0))};
  const double log = closed->logMultiplier;
  cycle.stability = std::fabs(log) < kNonhyperbolic ? Stability::nonhyperbolic : log < 0 ? Stability::stable : Stability::unstable;
  cycle.evidence = closed->periodError <= options.tolerance * closed->period ? Evidence::converged : Evidence::heuristic;
  return cycle;
}

bool isOneOfFamily(const Problem& problem, const Cycle& cycle, const std::stop_token& stop) {
  const Section section = transversalAt(problem, {cycle.orbit[0][0], cycle.orbit[0][1]}, 1);
  const double extent = spannedShare(cycle.extrema, section.width);
  ReturnOptions returns;
  returns.tolerance = kTight;
  returns.maximalSteps = 100'000;
  for (const double part : {-0.02, 0.02}) {
    const double s = part * extent;
    const Return back = followReturn(problem.field(), section, s, {}, returns, stop);
    if (!back.isReturn() || std::fabs(back.s - s) > 1e-8 * extent) return false;
  }
  return true;
}

}  // namespace separatrix
