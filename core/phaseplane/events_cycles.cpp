#include "core/phaseplane/events_cycles.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/cycles/cycle_geometry.hpp"
#include "core/cycles/find_cycles.hpp"
#include "core/equilibria/find_equilibria.hpp"

namespace separatrix {
namespace {

using Kind = PortraitEventKind;

constexpr double kShortest = 2e-3;  // of the interval: where following a cycle gives up
constexpr double kNearest = 1e-8;   // of the interval: as near as a fold of cycles is approached
constexpr double kSteep = 4;        // |log multiplier| above this: too far from the fold
constexpr int kMostSamples = 8;

struct Sample {
  double p = 0;
  std::vector<Cycle> cycles;
};

// A cycle followed as far as it goes.
struct Followed {
  Cycle cycle;        ///< the last one found
  double p = 0;       ///< where that is
  double beyond = 0;  ///< where it was not found; equal to p when it arrived
  double firstPeriod = 0;
  bool arrived() const { return p == beyond; }
};

double extentOf(const Cycle& cycle, const Box& box) {
  return std::max(cycle.extrema[0].width() / box[0].width(), cycle.extrema[1].width() / box[1].width());
}

class Locator {
 public:
  Locator(const ProblemFamily& family, const LocateEventsOptions& options, const std::vector<PortraitEvent>& known,
          const std::stop_token& stop)
      : family_(family), options_(options), known_(known), stop_(stop) {}

  Result<std::vector<PortraitEvent>> run() {
    std::vector<Sample> samples;
    for (const double p : places()) samples.push_back(sample(p));
    for (std::size_t k = 0; k + 1 < samples.size() && !error_; ++k) between(samples[k], samples[k + 1]);
    if (error_) return std::unexpected(std::move(*error_));
    std::erase_if(events_, [&](const PortraitEvent& e) {  // one cycle of a fold was followed to it, the other near it
      return e.kind == Kind::cycleEnds && std::ranges::any_of(events_, [&](const PortraitEvent& other) {
               return other.kind == Kind::foldOfCycles &&
                      std::fabs(other.parameter - e.parameter) <= 10 * e.error + kShortest * family_.length();
             });
    });
    return std::move(events_);
  }

 private:
  // Both ends, and half way between two events at which cycles are born or die.
  std::vector<double> places() const {
    std::vector<double> at{family_.from};
    std::optional<double> last;
    for (const PortraitEvent& event : known_) {
      if (!event.isBifurcation) continue;
      const bool isApart = last && std::fabs(event.parameter - *last) > 2 * kShortest * family_.length();
      if (isApart && at.size() < kMostSamples) at.push_back((event.parameter + *last) / 2);
      last = event.parameter;
    }
    at.push_back(family_.to);
    return at;
  }

  std::vector<Equilibrium> equilibriaAt(double p) {
    if (error_) return {};
    Result<EquilibriaInBox> found = findEquilibria(family_.at(p), {}, stop_);
    if (found) return std::move(found->found);
    error_ = std::move(found.error());
    return {};
  }

  Sample sample(double p) {
    for (const Portrait* one : {options_.before, options_.after})
      if (one != nullptr && one->stage == PortraitStage::complete && one->problem == family_.at(p))
        return {p, one->cycles};
    const std::vector<Equilibrium> equilibria = equilibriaAt(p);
    if (error_) return {p, {}};
    Result<CyclesFound> cycles = findCycles(family_.at(p), equilibria, {}, stop_);
    if (cycles) return {p, std::move(cycles->found)};
    error_ = std::move(cycles.error());
    return {p, {}};
  }

  void between(const Sample& a, const Sample& b) {
    std::vector<Cycle> left = b.cycles;
    for (const Cycle& cycle : a.cycles) {
      if (error_) return;
      if (left.empty() && a.cycles.size() == 1 && explainedByLoop(a.p, b.p)) return;
      const Followed followed = follow(cycle, a.p, b.p);
      if (followed.arrived()) {
        std::erase_if(left, [&](const Cycle& other) { return isSameCycle(other, followed.cycle); });
      } else {
        end(followed, -1);
      }
    }
    if (a.cycles.empty() && left.size() == 1 && explainedByLoop(a.p, b.p)) return;
    for (const Cycle& cycle : left) {
      if (error_) return;
      const Followed followed = follow(cycle, b.p, a.p);
      if (!followed.arrived()) end(followed, 1);
    }
  }

  // One loop between two values with no cycle and with one: the cycle is born or dies there.
  bool explainedByLoop(double p, double q) const {
    int loops = 0, others = 0;
    for (const PortraitEvent& event : known_) {
      if (!event.isBifurcation || !family_.isBetween(event.parameter, p, q)) continue;
      const bool isLoop = event.kind == Kind::snic || event.kind == Kind::homoclinic;
      ++(isLoop ? loops : others);
    }
    return loops == 1 && others == 0;
  }

  Followed follow(const Cycle& cycle, double from, double to) {
    Followed state{cycle, from, to, cycle.period};
    double step = (to - from) / 4;
    while (state.p != to && !error_) {
      const bool isLast = std::fabs(to - state.p) <= std::fabs(step) * 1.01;
      const double q = isLast ? to : state.p + step;
      if (std::optional<Cycle> next = refine(state.cycle, q)) {
        state.cycle = std::move(*next);
        state.p = q;
        step *= 1.5;
        continue;
      }
      state.beyond = q;
      step = (q - state.p) / 3;
      if (std::fabs(step) < kShortest * family_.length()) return state;
    }
    state.beyond = state.p;
    return state;
  }

  // Nearer to where the cycle was not found, until less than `shortest` is left.
  void approach(Followed& state, double shortest) {
    while (std::fabs(state.beyond - state.p) > shortest && !error_) {
      const double q = (state.p + state.beyond) / 2;
      if (q == state.p || q == state.beyond) return;
      std::optional<Cycle> next = refine(state.cycle, q);
      (next ? state.p : state.beyond) = q;
      if (next) state.cycle = std::move(*next);
    }
  }

  std::optional<Cycle> refine(const Cycle& known, double p) {
    const std::vector<Equilibrium> equilibria = equilibriaAt(p);
    if (error_) return std::nullopt;
    Result<CyclesFound> found = refineCycles(family_.at(p), {known}, equilibria, {}, stop_);
    if (!found) {
      error_ = std::move(found.error());
      return std::nullopt;
    }
    if (found->found.size() != 1) return std::nullopt;
    Cycle& cycle = found->found[0];
    const bool isSameKind = cycle.stability == known.stability && cycle.encloses.size() % 2 == 1;
    return isSameKind && cycle.period < 3 * known.period && 3 * cycle.period > known.period
               ? std::optional(std::move(cycle))
               : std::nullopt;
  }

  // What ends a cycle: a fold of cycles, an event already known, or something not established.
  void end(const Followed& f, int appears) {
    const double margin = 3 * std::fabs(f.beyond - f.p);
    const double low = std::min(f.p, f.beyond) - margin, high = std::max(f.p, f.beyond) + margin;
    const bool isShrinking = extentOf(f.cycle, family_.problem.box) < 0.15;
    const auto isNear = [&](const PortraitEvent& event) {
      if (event.parameter < low || event.parameter > high) return false;
      if (event.kind == Kind::snic || event.kind == Kind::homoclinic || event.kind == Kind::connection)
        return f.cycle.period > 1.2 * f.firstPeriod;
      return event.kind == Kind::hopf && isShrinking;
    };
    if (std::ranges::any_of(known_, isNear)) return;
    // Where multipliers change fast Newton's method has to start near.
    Followed near = f;
    for (double shortest = 3 * kShortest; shortest >= kNearest && !error_; shortest /= 10) {
      approach(near, shortest * family_.length());
      if (std::fabs(near.cycle.logMultipliers.front()) > kSteep) continue;
      const std::optional<LocatedFoldOfCycles> fold = locateFoldOfCycles(family_, near.p, near.cycle, stop_);
      if (fold && fold->p >= low && fold->p <= high)
        return add({.kind = Kind::foldOfCycles, .parameter = fold->p, .error = fold->error}, appears);
    }
    PortraitEvent event{
        .kind = Kind::cycleEnds, .parameter = (near.p + near.beyond) / 2, .error = std::fabs(near.beyond - near.p) / 2};
    event.evidence = Evidence::heuristic;
    add(std::move(event), appears);
  }

  // Both cycles of a fold report it.
  void add(PortraitEvent event, int appears) {
    const bool isKnown = std::ranges::any_of(events_, [&](const PortraitEvent& e) {
      return e.kind == event.kind &&
             std::fabs(e.parameter - event.parameter) <= e.error + event.error + family_.accuracy(e.parameter);
    });
    if (isKnown || !family_.isBetween(event.parameter, family_.from, family_.to)) return;
    event.appears = appears;
    events_.push_back(std::move(event));
  }

  const ProblemFamily& family_;
  const LocateEventsOptions& options_;
  const std::vector<PortraitEvent>& known_;
  const std::stop_token& stop_;
  std::vector<PortraitEvent> events_;
  std::optional<Error> error_;
};

}  // namespace

Result<std::vector<PortraitEvent>> locateCycleEvents(const ProblemFamily& family, const LocateEventsOptions& options,
                                                     const std::vector<PortraitEvent>& known,
                                                     const std::stop_token& stop) {
  if (family.problem.box.size() != 2 || family.problem.model->dependsOnTime) return std::vector<PortraitEvent>{};
  return Locator(family, options, known, stop).run();
}

}  // namespace separatrix
