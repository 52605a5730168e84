#include "core/phaseplane/events_equilibria.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "core/equilibria/find_equilibria.hpp"
#include "core/phaseplane/events_fold.hpp"

namespace separatrix {
namespace {

using Kind = PortraitEventKind;
using Indices = std::vector<std::size_t>;

constexpr double kSplit = 0.4786;   // no round number: models have bifurcations at those
constexpr double kShortest = 2e-5;  // of the interval: not divided further; eigenvalues are still told from 0 there
constexpr int kMostSlices = 400;

int unstableCount(const Equilibrium& e) {
  return static_cast<int>(std::ranges::count_if(e.eigenvalues, [](const auto& z) { return z.real() > 0; }));
}
bool isHyperbolic(const Equilibrium& e) {
  return e.type != EquilibriumType::nonhyperbolic && e.type != EquilibriumType::center;
}
bool turns(const Equilibrium& e) {
  return std::ranges::any_of(e.eigenvalues, [](const auto& z) { return z.imag() != 0; });
}

// What tells two neighboring slices apart.
struct Comparison {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  Indices onlyA, onlyB;
};

class Locator {
 public:
  Locator(const ProblemFamily& family, const LocateEventsOptions& options, const std::stop_token& stop)
      : family_(family), options_(options), stop_(stop), metric_(family.problem.box) {}

  Result<std::vector<PortraitEvent>> run() {
    const int pieces = std::max(1, options_.pieces);
    EquilibriumSlice last = slice(family_.from);
    for (int k = 1; k <= pieces; ++k) {
      const double share = k == pieces ? 1 : (k - 1 + kSplit) / pieces;
      EquilibriumSlice next = slice(k == pieces ? family_.to : family_.from + share * (family_.to - family_.from));
      between(last, next);
      last = std::move(next);
    }
    if (error_) return std::unexpected(std::move(*error_));
    std::ranges::stable_sort(events_,
                             [&](const auto& a, const auto& b) { return family_.isBefore(a.parameter, b.parameter); });
    return std::move(events_);
  }

 private:
  EquilibriumSlice slice(double p) {
    if (error_) return {p, {}};
    for (const Portrait* known : {options_.before, options_.after})
      if (known != nullptr && known->problem == family_.at(p)) return {p, known->equilibria};
    ++slices_;
    Result<EquilibriaInBox> found = findEquilibria(family_.at(p), {}, stop_);
    if (!found) {
      error_ = std::move(found.error());
      return {p, {}};
    }
    return {p, std::move(found->found)};
  }

  void between(const EquilibriumSlice& a, const EquilibriumSlice& b) {
    if (error_) return;
    const Comparison seen = compare(a, b);
    const bool crosses = std::ranges::any_of(seen.pairs, [&](const auto& pair) {
      return unstableCount(a.found[pair.first]) != unstableCount(b.found[pair.second]);
    });
    const double shortest = (crosses ? kShortest : kShortest / 500) * family_.length();
    const bool isShort = std::fabs(b.p - a.p) <= shortest || slices_ >= kMostSlices;
    std::vector<PortraitEvent> events;
    if (explain(a, b, seen, events)) {
      std::ranges::move(events, std::back_inserter(events_));
    } else if (isShort) {
      explainCrossing(a, b, seen);
    } else {
      const EquilibriumSlice middle = slice(a.p + kSplit * (b.p - a.p));
      between(a, middle);
      between(middle, b);
    }
  }

  Comparison compare(const EquilibriumSlice& a, const EquilibriumSlice& b) {
    Comparison seen;
    const std::vector<int> partner = matchEquilibria(family_, a, b);
    std::vector<bool> isTaken(b.found.size());
    for (std::size_t k = 0; k < partner.size(); ++k) {
      const bool isNew = partner[k] >= 0 && !isTaken[static_cast<std::size_t>(partner[k])];
      if (!isNew) {
        seen.onlyA.push_back(k);
        continue;
      }
      isTaken[static_cast<std::size_t>(partner[k])] = true;
      seen.pairs.emplace_back(k, static_cast<std::size_t>(partner[k]));
    }
    for (std::size_t k = 0; k < b.found.size(); ++k)
      if (!isTaken[k]) seen.onlyB.push_back(k);
    return seen;
  }

  // Elementary changes that account for all differences; false when there are others.
  bool explain(const EquilibriumSlice& a, const EquilibriumSlice& b, const Comparison& seen,
               std::vector<PortraitEvent>& events) {
    for (const auto& [k, l] : seen.pairs) {
      const Equilibrium &before = a.found[k], &after = b.found[l];
      if (!isHyperbolic(before) || !isHyperbolic(after)) continue;  // a center, or an end exactly at a bifurcation
      const int change = std::abs(unstableCount(after) - unstableCount(before));
      if (change != 0 && change != 2) return false;
      if (change == 2 && !addHopf(a.p, before, b.p, after, events)) return false;
      if (turns(before) != turns(after)) addNodeFocus(a.p, before, b.p, after, events);
    }
    Indices lost = seen.onlyA, born = seen.onlyB;
    addBorderCrossings(a, b.p, lost, false, events);
    addBorderCrossings(b, a.p, born, true, events);
    return addFolds(a, b, lost, -1, events) && addFolds(b, a, born, 1, events);
  }

  bool addHopf(double p, const Equilibrium& before, double q, const Equilibrium& after,
               std::vector<PortraitEvent>& events) {
    EquilibriumPath path(family_, p, before.state, q, after.state);
    const auto change = path.change(unstableCount);
    if (!change || !turns(change->equilibrium)) return false;
    PortraitEvent event{
        .kind = Kind::hopf, .parameter = change->p, .error = change->error, .state = change->equilibrium.state};
    event.appears = unstableCount(after) > unstableCount(before) ? 1 : -1;
    events.push_back(std::move(event));
    return true;
  }

  void addNodeFocus(double p, const Equilibrium& before, double q, const Equilibrium& after,
                    std::vector<PortraitEvent>& events) {
    EquilibriumPath path(family_, p, before.state, q, after.state);
    const auto change = path.change(turns);
    if (!change) return;
    PortraitEvent event{
        .kind = Kind::nodeFocus, .parameter = change->p, .error = change->error, .state = change->equilibrium.state};
    event.appears = turns(after) ? 1 : -1;
    event.isBifurcation = false;
    events.push_back(std::move(event));
  }

  // Those of `lost` that can be followed to `q`, out of the window.
  void addBorderCrossings(const EquilibriumSlice& a, double q, Indices& lost, bool enters,
                          std::vector<PortraitEvent>& events) {
    const auto isInside = [&](const Equilibrium& e) { return metric_.outside(e.state) <= 0; };
    std::erase_if(lost, [&](std::size_t k) {
      const std::optional<Equilibrium> there = EquilibriumPath(family_, a.p, a.found[k].state).at(q);
      if (!there || isInside(*there)) return false;
      const std::optional<Equilibrium> back = EquilibriumPath(family_, q, there->state).at(a.p);
      if (!back || metric_.distance(back->state, a.found[k].state) > 1e-6) return false;
      if (unstableCount(*there) != unstableCount(a.found[k])) return false;
      EquilibriumPath path(family_, a.p, a.found[k].state, q, there->state);
      const auto change = path.change(isInside);
      if (!change) return false;
      PortraitEvent event{
          .kind = Kind::border, .parameter = change->p, .error = change->error, .state = change->equilibrium.state};
      event.appears = enters ? 1 : -1;
      event.isBifurcation = false;
      events.push_back(std::move(event));
      return true;
    });
  }

  // Pairs of `lost` that meet at a fold between the two values.
  bool addFolds(const EquilibriumSlice& a, const EquilibriumSlice& b, Indices lost, int appears,
                std::vector<PortraitEvent>& events) {
    while (lost.size() >= 2) {
      std::pair<std::size_t, std::size_t> nearest{0, 0};
      double apart = std::numeric_limits<double>::infinity();
      for (std::size_t i = 0; i < lost.size(); ++i) {
        for (std::size_t j = i + 1; j < lost.size(); ++j) {
          const Equilibrium &x = a.found[lost[i]], &y = a.found[lost[j]];
          const double distance = metric_.distance(x.state, y.state);
          if (std::abs(unstableCount(x) - unstableCount(y)) % 2 == 0 || !(distance < apart)) continue;
          nearest = {i, j};
          apart = distance;
        }
      }
      if (!std::isfinite(apart)) return false;
      const Equilibrium &x = a.found[lost[nearest.first]], &y = a.found[lost[nearest.second]];
      std::optional<LocatedFold> fold = locateFold(family_, a.p, x.state, y.state);
      if (!fold || !family_.isBetween(fold->p, a.p, b.p)) return false;
      const double off = std::max(metric_.distance(fold->state, x.state), metric_.distance(fold->state, y.state));
      if (!(off <= 2 * apart)) return false;
      PortraitEvent event{
          .kind = Kind::fold, .parameter = fold->p, .error = fold->error, .state = std::move(fold->state)};
      event.appears = appears;
      events.push_back(std::move(event));
      lost.erase(lost.begin() + static_cast<std::ptrdiff_t>(nearest.second));
      lost.erase(lost.begin() + static_cast<std::ptrdiff_t>(nearest.first));
    }
    return lost.empty();
  }

  // In an interval too short to divide: a real eigenvalue passes 0 on a branch that goes on.
  void explainCrossing(const EquilibriumSlice& a, const EquilibriumSlice& b, const Comparison& seen) {
    const std::size_t count = events_.size();
    const auto add = [&](double p, double error, const std::vector<double>& state) {
      for (std::size_t k = count; k < events_.size(); ++k)  // both branches that cross there
        if (metric_.distance(events_[k].state, state) < 1e-2) return;
      PortraitEvent event{.kind = Kind::branchPoint, .parameter = p, .error = error, .state = state};
      event.appears = static_cast<int>(b.found.size()) - static_cast<int>(a.found.size());
      events_.push_back(std::move(event));
    };
    for (const auto& [k, l] : seen.pairs) {
      if (unstableCount(a.found[k]) == unstableCount(b.found[l])) continue;
      EquilibriumPath path(family_, a.p, a.found[k].state, b.p, b.found[l].state);
      if (const auto change = path.change(unstableCount)) add(change->p, change->error, change->equilibrium.state);
    }
    if (events_.size() == count && seen.onlyA.size() >= 2 && seen.onlyA.size() == seen.onlyB.size())
      add((a.p + b.p) / 2, std::fabs(b.p - a.p), a.found[seen.onlyA.front()].state);
  }

  const ProblemFamily& family_;
  const LocateEventsOptions& options_;
  const std::stop_token& stop_;
  WindowMetric metric_;
  std::vector<PortraitEvent> events_;
  std::optional<Error> error_;
  int slices_ = 0;
};

}  // namespace

Result<std::vector<PortraitEvent>> locateEquilibriumEvents(const ProblemFamily& family,
                                                           const LocateEventsOptions& options,
                                                           const std::stop_token& stop) {
  return Locator(family, options, stop).run();
}

}  // namespace separatrix
