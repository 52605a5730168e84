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
constexpr double kPassage = 0.3;             // of the room around a saddle: where a passage is looked for
constexpr double kWidest = 0.1;              // and not farther, in windows
constexpr double kDegenerate = 20 * kPixel;  // where a branch that creeps ends at a nonhyperbolic point
constexpr std::size_t kMostPassages = 64;

using Kind = BranchDestination::Kind;

}  // namespace

double roomAround(const std::vector<Equilibrium>& equilibria, std::size_t k, const WindowMetric& metric) {
  double nearest = 1;
  for (std::size_t other = 0; other < equilibria.size(); ++other)
    if (other != k) nearest = std::min(nearest, metric.distance(equilibria[other].state, equilibria[k].state));
  return nearest;
}

Destinations::Destinations(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                           const std::vector<Cycle>& cycles, bool backward)
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
    const double reach = std::min(kWidest, kPassage * roomAround(equilibria, k, metric_));
    saddles_.push_back({static_cast<int>(k), SaddleCoordinates(equilibria[k], metric_, backward, reach)});
  }
  const Stability attracting = backward ? Stability::unstable : Stability::stable;
  for (std::size_t k = 0; k < cycles.size(); ++k) {  // a semi-stable cycle attracts from one side
    if (cycles[k].stability != attracting && cycles[k].stability != Stability::nonhyperbolic) continue;
    if (cycles[k].orbit.size() > 1) rings_.push_back({static_cast<int>(k), cycles[k].period});
  }
}

Arrival::Arrival(const Destinations& destinations) : destinations_(&destinations), turns_(destinations.rings_.size()) {
  for (const Destinations::Sink& sink : destinations.sinks_) spirals_.emplace_back(sink.decay);
  for (const Destinations::Pass& saddle : destinations.saddles_) watches_.emplace_back(saddle.coordinates);
}

void Arrival::note(std::span<const double> x, double duration, std::size_t points) {
  noteSaddles(x, points);
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
    const bool isInside = sink.ball.contains(x);
    const bool spirals = sink.isPlanarFocus && spirals_[k].note(sink.ball, destinations_->metric_, x, duration);
    if (!isInside && !spirals) continue;
    destination_ = {Kind::equilibrium, sink.equilibrium};
    evidence_ = isInside ? Evidence::converged : Evidence::heuristic;
  }
}

void Arrival::noteSaddles(std::span<const double> x, std::size_t points) {
  for (std::size_t k = 0; k < watches_.size(); ++k) {
    std::optional<Passage> passage = watches_[k].note(x, destinations_->metric_, points);
    if (!passage || passages_.size() == kMostPassages) continue;
    passage->saddle = destinations_->saddles_[k].equilibrium;
    passages_.push_back(*passage);
    if (!passage->isDeep) continue;
    destination_ = {Kind::equilibrium, passage->saddle};
    close_ = true;
  }
}

std::optional<BranchDestination> Arrival::nearestDegenerate(std::span<const double> x) const {
  double nearest = kDegenerate;
  std::optional<BranchDestination> found;
  for (std::size_t k = 0; k < destinations_->equilibria_.size(); ++k) {
    const Equilibrium& e = destinations_->equilibria_[k];
    if (e.type != EquilibriumType::nonhyperbolic) continue;
    const double distance = destinations_->metric_.distance(x, e.state);
    if (!(distance < nearest)) continue;
    nearest = distance;
    found = BranchDestination{Kind::equilibrium, static_cast<int>(k)};
  }
  return found;
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
    if (close_) evidence_ = destinations_->cycles_[static_cast<std::size_t>(ring.cycle)].evidence;
    if (close_ || turn.falling >= kFallingTurns) destination_ = {Kind::cycle, ring.cycle};
    turn.previousWorst = turn.worst;
    turn.time = turn.worst = 0;
  }
}

}  // namespace separatrix
