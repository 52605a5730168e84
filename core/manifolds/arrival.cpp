#include "core/manifolds/arrival.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace separatrix {
namespace {

constexpr double kDrawnClose = 0.3 * kPixel;  // to an equilibrium: nothing more to see
constexpr double kOnCycle = 0.5 * kPixel;
constexpr double kNearCycle = 0.03;
constexpr int kFallingTurns = 3;

using Kind = BranchDestination::Kind;

}  // namespace

double roomAround(const std::vector<Equilibrium>& equilibria, std::size_t k, const WindowMetric& metric) {
  double nearest = 1;
  for (std::size_t other = 0; other < equilibria.size(); ++other)
    if (other != k) nearest = std::min(nearest, metric.distance(equilibria[other].state, equilibria[k].state));
  return nearest;
}

Destinations::Destinations(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                           const std::vector<Cycle>& cycles, double tolerance, bool backward)
    : equilibria_(equilibria), cycles_(cycles), metric_(problem.box) {
  const Field field = problem.field();
  for (std::size_t k = 0; k < equilibria.size(); ++k) {
    if (std::optional<AttractionBall> ball = attractionBall(field, problem.box, equilibria[k], backward)) {
      const auto& lambda = equilibria[k].eigenvalues;
      double decay = std::numeric_limits<double>::infinity();
      for (const std::complex<double>& z : lambda) decay = std::min(decay, std::fabs(z.real()));
      const bool isFocus = lambda.size() == 2 && lambda[0].imag() != 0;
      sinks_.push_back({static_cast<int>(k), std::move(*ball), isFocus, decay});
    }
    if (equilibria[k].stability != Stability::saddle) continue;
    // A branch that misses the saddle by d when it comes near passes it, on a hyperbola, at about sqrt(2 d).
    const double blurred = std::sqrt(2 * 100 * tolerance);
    saddles_.push_back({static_cast<int>(k), std::min(blurred, 0.05 * roomAround(equilibria, k, metric_))});
  }
  for (std::size_t k = 0; k < cycles.size(); ++k)
    if (cycles[k].stability == (backward ? Stability::unstable : Stability::stable) && cycles[k].orbit.size() > 1)
      rings_.push_back({static_cast<int>(k), cycles[k].period});
}

Arrival::Arrival(const Destinations& destinations, int ownSaddle)
    : destinations_(&destinations), own_(ownSaddle), turns_(destinations.rings_.size()) {
  for (const Destinations::Sink& sink : destinations.sinks_) spirals_.emplace_back(sink.decay);
}

void Arrival::note(std::span<const double> x, double duration) {
  if (!destination_) noteEquilibria(x, duration);
  if (destination_ && destination_->kind == Kind::equilibrium) {
    const auto k = static_cast<std::size_t>(destination_->index);
    close_ = close_ || destinations_->metric_.distance(x, destinations_->equilibria_[k].state) < kDrawnClose;
    return;
  }
  noteCycles(x, duration);
}

void Arrival::noteEquilibria(std::span<const double> x, double duration) {
  for (std::size_t k = 0; k < spirals_.size(); ++k) {
    const Destinations::Sink& sink = destinations_->sinks_[k];
    const bool spirals = sink.isPlanarFocus && spirals_[k].note(sink.ball, destinations_->metric_, x, duration);
    if (spirals || sink.ball.contains(x)) destination_ = {Kind::equilibrium, sink.equilibrium};
  }
  for (const Destinations::Pass& saddle : destinations_->saddles_) {
    const auto k = static_cast<std::size_t>(saddle.equilibrium);
    const double distance = destinations_->metric_.distance(x, destinations_->equilibria_[k].state);
    if (saddle.equilibrium == own_) {
      hasLeft_ = hasLeft_ || distance > 4 * std::max(saddle.distance, kPixel);
      if (!hasLeft_) continue;
    }
    if (distance >= saddle.distance) continue;
    destination_ = {Kind::equilibrium, saddle.equilibrium};
    close_ = true;
  }
}

void Arrival::noteCycles(std::span<const double> x, double duration) {
  for (std::size_t r = 0; r < turns_.size(); ++r) {
    const Destinations::Ring& ring = destinations_->rings_[r];
    Turn& turn = turns_[r];
    const double distance =
        destinations_->metric_.distance(destinations_->cycles_[static_cast<std::size_t>(ring.cycle)].orbit, x);
    if (distance > kNearCycle) {
      turn = {};
      continue;
    }
    turn.time += duration;
    turn.worst = std::max(turn.worst, distance);
    if (turn.time < 1.02 * ring.period) continue;
    turn.falling = turn.previousWorst > 0 && turn.worst < turn.previousWorst ? turn.falling + 1 : 0;
    close_ = close_ || turn.worst < kOnCycle;
    if (close_ || turn.falling >= kFallingTurns) destination_ = {Kind::cycle, ring.cycle};
    turn.previousWorst = turn.worst;
    turn.time = turn.worst = 0;
  }
}

}  // namespace separatrix
