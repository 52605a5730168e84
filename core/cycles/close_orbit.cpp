#include "core/cycles/close_orbit.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {
namespace {

constexpr double kCoarse = 1e-8, kTight = 1e-12, kTightest = 2e-14;  // tolerances of first and last turns
constexpr double kShare = 0.3;           // of an orbit's extent: the size its absolute errors refer to
constexpr double kLocal = 0.02;          // of an orbit's extent: half the segment it is closed on
constexpr double kWeak = 0.05;           // |log multiplier| below this asks for the tight tolerance at once
constexpr double kNonhyperbolic = 1e-7;  // |log multiplier| below this decides nothing

struct Closed {
  double period = 0, periodError = 0;
  double off = 0;  // how far the orbit may be from the cycle, in parts of its size
  double logMultiplier = 0;
  OrbitRecord record;
};

// s <- s + (P(s) - s) / (1 - P'(s)), kept inside [low, high], which P(s) > s or < s narrows:
// in the direction in which the cycle attracts, the fixed point lies where P leads.
class Newton {
 public:
  Newton(const Field& field, const Section& section, const Candidate& candidate, std::span<const Sink> sinks,
         const CloseOrbitOptions& options, const std::stop_token& stop)
      : field_(field),
        section_(section),
        sinks_(sinks),
        low_(candidate.low),
        high_(candidate.high),
        s_(std::clamp(candidate.guess, candidate.low, candidate.high)),
        turns_(options.maximalTurns),
        stop_(stop) {
    returns_.longest = options.longest;
    returns_.direction = candidate.direction;
    returns_.maximalSteps = options.maximalSteps;
    returns_.tolerance = kCoarse;
  }

  // Coarse turns until the start lies near the cycle; the last of them.
  std::optional<Return> approach() {
    for (int turn = 0; turn < turns_ && !stop_.stop_requested(); ++turn) {
      const std::optional<Return> back = follow(nullptr);
      if (!back) continue;
      if (std::fabs(back->logSlope) < kWeak) return back;  // too slow a map to trust P(s) - s coarsely
      const double move = step(*back);
      if (std::fabs(move) <= 1e-4 * (section_.winds ? std::fabs(s_) : sizeOf(*back))) return back;
      s_ += move;
    }
    return std::nullopt;
  }

  // Tight turns, with the errors of the last turn `before` known, until the orbit closes.
  std::optional<Closed> close(const Return& before) {
    constexpr double kOften = 3;  // an orbit that misses a segment must not go round for ever
    const double size = sizeOf(before);
    if (!section_.winds) returns_.longest = kOften * std::fabs(before.time);
    returns_.implicit = before.implicit;
    tighten(before);
    double lastMove = HUGE_VAL;
    for (int turn = 0; turn < turns_ && !stop_.stop_requested(); ++turn) {
      OrbitRecord record;
      const std::optional<Return> back = follow(&record);
      if (!back) continue;
      const double d = back->s - s_, move = step(*back);
      noteTimeSlope(*back, size);
      // Where the map is weak a small d leaves s uncertain: another turn is made as long as it helps.
      const bool helps = contraction(*back) < 0.01 && std::fabs(move) < 0.3 * std::fabs(lastMove);
      const bool closed = (std::fabs(d) <= kClosed * size && !helps) || std::fabs(move) <= 1e-11 * size;
      lastMove = move;
      if (high_ - low_ <= 1e-14 * size || closed) {
        if (std::fabs(d) > 1e-7 * size) return std::nullopt;  // a jump of the return map, not a zero
        return Closed{std::fabs(back->time), errorOf(*back, move, size), offOf(*back, move, size) / size,
                      returns_.direction * back->logSlope, std::move(record)};
      }
      tighten(*back);
      s_ += move;
    }
    return std::nullopt;
  }

 private:
  static constexpr int kLost = 6;           // so many starts without a return end the attempt
  static constexpr double kClosed = 3e-12;  // |P(s) - s| of a closed orbit, relative

  // One turn from s; without a return another start is chosen.
  std::optional<Return> follow(OrbitRecord* record) {
    if (lost_ > kLost) return std::nullopt;
    const Return back = followReturn(field_, section_, s_, sinks_, returns_, stop_, record);
    if (!back.isReturn()) {
      ++lost_;
      s_ = lastTime_ == 0 ? (lost_ % 2 == 1 ? low_ : high_) : (s_ + lastS_) / 2;
      return std::nullopt;
    }
    returns_.implicit = back.implicit;
    lastS_ = s_;
    lastTime_ = back.time;
    for (std::size_t i = 0; i < 2; ++i) returns_.size[i] = kShare * back.extent[i];
    return back;
  }

  // Errors grow like the divergence accumulates before the orbit contracts again.
  void tighten(const Return& back) { returns_.tolerance = std::max(kTight * std::exp(-back.growth), kTightest); }

  // The Newton step, or what keeps s inside the bracket; only tight turns narrow it.
  double step(const Return& back) {
    const double d = back.s - s_;
    if (returns_.tolerance < kCoarse) (d > 0 ? low_ : high_) = s_;
    const double move = back.logSlope < 0 ? d / contraction(back) : leap(d);
    if (low_ <= s_ + move && s_ + move <= high_) return move;
    return low_ <= back.s && back.s <= high_ ? d : (low_ + high_) / 2 - s_;
  }
  // Beside a fold of cycles P(s) - s may be tiny between two cycles: the way to one is not.
  double leap(double d) const {
    const double half = ((d > 0 ? high_ : low_) - s_) / 2;
    return std::fabs(d) < 0.1 * std::fabs(half) ? half : d;
  }
  static double contraction(const Return& back) { return std::max(-std::expm1(back.logSlope), 1e-9); }

  // How much longer a turn takes from farther out, from two starts far enough apart to tell.
  void noteTimeSlope(const Return& back, double size) {
    if (slopeTime_ != 0 && std::fabs(s_ - slopeS_) > 1e-6 * size)
      timeSlope_ = std::fabs((back.time - slopeTime_) / (s_ - slopeS_));
    slopeTime_ = back.time;
    slopeS_ = s_;
  }

  // What an error made once grows to before the orbit contracts again, relative.
  double grownError(const Return& back) const {
    return 0.2 * returns_.tolerance * std::exp(std::min(back.growth, 30.0));
  }
  // How far the start may be from the cycle.
  double offOf(const Return& back, double move, double size) const {
    return std::fabs(move) + std::max(kClosed, grownError(back)) * size / contraction(back);
  }
  // What the steps contribute, and that distance times dT/ds.
  double errorOf(const Return& back, double move, double size) const {
    const double own = timeSlope_ > 0 ? 10 * returns_.tolerance : grownError(back);  // no two starts told dT/ds
    return (1e-11 + own) * std::fabs(back.time) + timeSlope_ * offOf(back, move, size);
  }
  // Of the orbit, in window widths; coordinates far from 0 are known only to rounding of their own size.
  double sizeOf(const Return& back) const {
    double extent = 0, distance = 0;
    for (std::size_t i = 0; i < 2; ++i) {
      extent = std::max(extent, back.extent[i] / section_.width[i]);
      distance = std::max(distance, std::fabs(section_.origin[i]) / section_.width[i]);
    }
    return extent + 1e-3 * distance;
  }

  const Field& field_;
  const Section& section_;
  std::span<const Sink> sinks_;
  ReturnOptions returns_;
  double low_, high_, s_, lastS_ = 0, lastTime_ = 0, slopeS_ = 0, slopeTime_ = 0, timeSlope_ = 0;
  int lost_ = 0, turns_;
  const std::stop_token& stop_;
};

double spannedShare(const std::vector<Interval>& extrema, const PlanePoint& width) {
  return std::max(extrema[0].width() / width[0], extrema[1].width() / width[1]);
}

std::optional<Cycle> asCycle(const Closed& closed, const Section& section, const CloseOrbitOptions& options) {
  DrawnOrbit drawn = drawOrbit(closed.record);
  if (spannedShare(drawn.extrema, section.width) < options.smallest) return std::nullopt;
  Cycle cycle;
  cycle.orbit = std::move(drawn.curve);
  cycle.times = std::move(drawn.times);
  cycle.extrema = std::move(drawn.extrema);
  cycle.period = closed.period;
  cycle.periodError = closed.periodError;
  const double log = closed.logMultiplier;
  cycle.logMultipliers = {log};
  cycle.multipliers = {std::exp(std::min(log, 709.0))};
  cycle.stability = std::fabs(log) < kNonhyperbolic ? Stability::nonhyperbolic
                    : log < 0                       ? Stability::stable
                                                    : Stability::unstable;
  return cycle;
}

// A semi-stable cycle at `candidate.guess`, no better known than its spread. The shape of the orbit
// is taken as uncertain as the start, so is the period.
std::optional<Cycle> touchingCycle(const Field& field, const Section& section, const Candidate& candidate,
                                   const CloseOrbitOptions& options, const std::stop_token& stop) {
  ReturnOptions returns;
  returns.direction = candidate.direction;
  returns.maximalSteps = options.maximalSteps;
  returns.tolerance = kTight;
  const double beside = candidate.guess + std::max(candidate.spread, 1e-6 * candidate.guess);
  const Return near = followReturn(field, section, beside, {}, returns, stop);
  if (!near.isReturn()) return std::nullopt;
  returns.tolerance = std::max(kTight * std::exp(-near.growth), kTightest);
  Closed closed;
  const Return back = followReturn(field, section, candidate.guess, {}, returns, stop, &closed.record);
  if (!back.isReturn()) return std::nullopt;
  closed.period = std::fabs(back.time);
  const double timeSlope = (near.time - back.time) / (beside - candidate.guess);
  closed.periodError = std::fabs(timeSlope) * candidate.spread + 1e-11 * closed.period;
  closed.logMultiplier = candidate.direction * back.logSlope;
  std::optional<Cycle> cycle = asCycle(closed, section, options);
  if (!cycle) return std::nullopt;
  cycle->stability = Stability::nonhyperbolic;
  const double off = std::max(closed.periodError / closed.period, candidate.spread / candidate.guess);
  if (off > options.tolerance) cycle->evidence = Evidence::heuristic;
  return cycle;
}

}  // namespace

std::optional<Cycle> closeOrbit(const Problem& problem, const Section& section, const Candidate& candidate,
                                std::span<const Sink> sinks, const CloseOrbitOptions& options,
                                const std::stop_token& stop) {
  const Field field = problem.field();
  if (candidate.spread > 0) return touchingCycle(field, section, candidate, options, stop);
  Newton rough(field, section, candidate, sinks, options, stop);
  const std::optional<Return> near = rough.approach();
  if (!near) return std::nullopt;
  // Where neighbors lie farthest apart the return map is best conditioned: the orbit is closed there.
  const double half = kLocal * std::max(near->extent[0] / section.width[0], near->extent[1] / section.width[1]);
  const Section local = transversalAt(problem, near->widest, half);
  const Candidate there{-half, half, 0, candidate.direction};
  // A weak map may have another cycle close by: only the candidate's own piece of the section tells them apart.
  std::optional<Closed> closed;
  if (std::fabs(near->logSlope) < kWeak && section.winds) closed = rough.close(*near);
  if (!closed) closed = Newton(field, local, there, sinks, options, stop).close(*near);
  if (!closed) closed = rough.close(*near);
  if (!closed) return std::nullopt;
  std::optional<Cycle> cycle = asCycle(*closed, section, options);
  constexpr double kShape = 10;  // times the tolerance of the period: how far extrema may be off
  const bool isSure =
      closed->periodError <= options.tolerance * closed->period && closed->off <= kShape * options.tolerance;
  if (cycle && !isSure) cycle->evidence = Evidence::heuristic;
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
