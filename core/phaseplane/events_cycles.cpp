#include "core/phaseplane/events_cycles.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
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
  std::optional<LocatedFoldOfCycles> fold{};  ///< where it ends, if it was found on the way
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
    if (isExplained(a, b)) return;
    std::vector<bool> isKnown(b.cycles.size());
    followAll(a, b, -1, std::vector<bool>(a.cycles.size()), &isKnown);
    followAll(b, a, 1, isKnown, nullptr);
  }

  // Those of one sample toward the other, the nearest to a fold first; of two that meet there one is enough.
  void followAll(const Sample& a, const Sample& b, int appears, std::vector<bool> isDone, std::vector<bool>* arrivals) {
    std::vector<std::size_t> order(a.cycles.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t k) { return std::fabs(a.cycles[k].logMultipliers.front()); });
    for (const std::size_t k : order) {
      if (isDone[k] || error_) continue;
      const Followed followed = follow(a.cycles[k], a.p, b.p);
      if (followed.arrived()) {
        for (std::size_t l = 0; arrivals != nullptr && l < b.cycles.size(); ++l)
          if (isSameCycle(b.cycles[l], followed.cycle)) (*arrivals)[l] = true;
        continue;
      }
      if (!end(followed, appears)) continue;
      for (const std::size_t neighbor : {k + 1, k - 1}) {  // inner before outer
        if (neighbor >= a.cycles.size() || isDone[neighbor]) continue;
        if (a.cycles[neighbor].stability == a.cycles[k].stability) continue;
        isDone[neighbor] = true;
        break;
      }
    }
  }

  // Equal lists with nothing known between; or lists that differ by one cycle with one event between at which such
  // a cycle is born or dies: a loop, or a Hopf point whose small cycles are of that stability on that side.
  bool isExplained(const Sample& a, const Sample& b) const {
    const PortraitEvent* only = nullptr;
    for (const PortraitEvent& event : known_) {
      const bool bears = event.kind == Kind::snic || event.kind == Kind::homoclinic || event.kind == Kind::connection ||
                         event.kind == Kind::hopf;
      if (!bears || !family_.isBetween(event.parameter, a.p, b.p)) continue;
      if (only != nullptr) return false;
      only = &event;
    }
    if (only == nullptr) return stabilitiesOf(a) == stabilitiesOf(b);
    const Sample &less = a.cycles.size() < b.cycles.size() ? a : b, &more = &less == &a ? b : a;
    if (more.cycles.size() != less.cycles.size() + 1) return false;
    for (std::size_t k = 0; k < more.cycles.size(); ++k) {
      std::vector<Stability> rest = stabilitiesOf(more);
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(k));
      if (rest == stabilitiesOf(less) && mayBear(*only, more.cycles[k], &more == &b)) return true;
    }
    return false;
  }

  static std::vector<Stability> stabilitiesOf(const Sample& sample) {
    std::vector<Stability> all;
    for (const Cycle& cycle : sample.cycles) all.push_back(cycle.stability);
    return all;
  }

  // `isAfter`: the cycle is there behind the event, on the way from `from` to `to`.
  bool mayBear(const PortraitEvent& event, const Cycle& cycle, bool isAfter) const {
    if (event.kind != Kind::hopf) return true;
    if (!event.isSubcritical) return false;
    const bool losesStability = event.appears > 0, isUnstable = cycle.stability == Stability::unstable;
    const bool isOnStableSide = isAfter != losesStability;
    return isUnstable == *event.isSubcritical && isOnStableSide == *event.isSubcritical;
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
      if (isFoldNear(state)) return state;
      step = (q - state.p) / 3;
      if (std::fabs(step) < kShortest * family_.length()) return state;
    }
    state.beyond = state.p;
    return state;
  }

  // Newton's method for the fold the cycle may have been followed to; where multipliers change fast, it has to start
  // near.
  bool isFoldNear(Followed& state) {
    if (std::fabs(state.cycle.logMultipliers.front()) > kSteep) return false;
    const double margin = 2 * std::fabs(state.beyond - state.p);
    state.fold = locateFoldOfCycles(family_, state.p, state.cycle, stop_);
    if (!state.fold) return false;
    const bool isAhead = (state.fold->p - state.p) * (state.beyond - state.p) > 0;
    if (!isAhead || std::fabs(state.fold->p - state.p) > margin) state.fold.reset();
    return state.fold.has_value();
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

  // What ends a cycle: a fold of cycles (true), an event already known, or something not established.
  bool end(Followed f, int appears) {
    if (isKnownEnd(f)) return false;
    double lastPeriod = f.cycle.period, grown = 1;
    for (double shortest = 3 * kShortest; !f.fold && shortest >= kNearest && !error_; shortest /= 10) {
      approach(f, shortest * family_.length());
      grown = std::fabs(f.cycle.period / lastPeriod - 1);
      lastPeriod = f.cycle.period;
      isFoldNear(f);
    }
    if (f.fold) {
      add({.kind = Kind::foldOfCycles, .parameter = f.fold->p, .error = f.fold->error}, appears);
      return true;
    }
    // A cycle that ends with its period bounded and without shrinking to a point has met another one.
    const bool isBounded = grown < 0.02 && extentOf(f.cycle, family_.problem.box) > 0.02;
    const bool isFold = isBounded || hasPartner(f);
    PortraitEvent event{.kind = isFold ? Kind::foldOfCycles : Kind::cycleEnds, .parameter = (f.p + f.beyond) / 2};
    event.error = std::fabs(f.beyond - f.p) / 2;
    event.evidence = Evidence::heuristic;
    add(std::move(event), appears);
    return isFold;
  }

  // Does a cycle of the other stability, there a little before, end at the same place?
  bool hasPartner(const Followed& f) {
    double room = 0.05 * family_.length();
    for (const PortraitEvent& event : known_) {
      const bool isBehind = (event.parameter - f.p) * (f.p - f.beyond) > 0;
      if (event.isBifurcation && isBehind) room = std::min(room, 0.3 * std::fabs(event.parameter - f.p));
    }
    const double before = f.p > f.beyond ? room : -room;
    const Sample beside = sample(f.p + before);
    for (const Cycle& other : beside.cycles) {
      if (other.stability == f.cycle.stability || error_) continue;
      const Followed partner = follow(other, beside.p, f.beyond);
      const double apart = std::fabs((partner.p + partner.beyond) / 2 - f.p);
      if (!partner.arrived() && !isKnownEnd(partner) && apart <= 5 * kShortest * family_.length()) return true;
    }
    return false;
  }

  bool isKnownEnd(const Followed& f) const {
    if (f.fold) return false;
    const double margin = 3 * std::fabs(f.beyond - f.p);
    const double low = std::min(f.p, f.beyond) - margin, high = std::max(f.p, f.beyond) + margin;
    const bool isShrinking =
        extentOf(f.cycle, family_.problem.box)<0.15, slowsDown = f.cycle.period> 1.2 * f.firstPeriod;
    return std::ranges::any_of(known_, [&](const PortraitEvent& event) {
      if (event.parameter < low || event.parameter > high) return false;
      if (event.kind == Kind::hopf) return isShrinking;
      const bool isLoop = event.kind == Kind::snic || event.kind == Kind::homoclinic || event.kind == Kind::connection;
      return isLoop && slowsDown;
    });
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
