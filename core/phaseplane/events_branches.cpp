#include "core/phaseplane/events_branches.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "core/equilibria/find_equilibria.hpp"
#include "core/manifolds/connections.hpp"
#include "core/manifolds/grow_manifolds.hpp"

namespace separatrix {
namespace {

using Kind = BranchDestination::Kind;

constexpr double kInset = 2e-3;       // of the room between two events: where branches are compared
constexpr double kNarrow = 2e-3;      // of the same: then the gap is asked
constexpr double kNarrowest = 1e-7;   // of the same: then nothing more is tried
constexpr double kBlunt = 1e-8;       // tolerance of branches of which only the end counts
constexpr int kStepsOfBranch = 1500;  // those not known by then wind around a cycle
constexpr double kSharp = 1e-10;      // tolerance of branches whose gap is brought to zero
constexpr int kMostGrowths = 160;

// The equilibria and the branches of all saddles at one value; cycles are not known here.
struct Fates {
  EquilibriumSlice slice;
  std::vector<ManifoldBranch> branches;
};

Result<Fates> fatesAt(const ProblemFamily& family, double p, const GrowManifoldsOptions& growing,
                      const std::stop_token& stop) {
  const Problem problem = family.at(p);
  Result<EquilibriaInBox> equilibria = findEquilibria(problem, {}, stop);
  if (!equilibria) return std::unexpected(std::move(equilibria.error()));
  Fates fates{{p, std::move(equilibria->found)}, {}};
  Result<std::vector<ManifoldBranch>> branches = growManifolds(problem, fates.slice.found, {}, growing, stop);
  if (!branches) return std::unexpected(std::move(branches.error()));
  fates.branches = std::move(*branches);
  return fates;
}

// Whether a branch leaves the window and does not come back is one fate, however far it goes.
bool isOut(Kind kind) { return kind == Kind::window || kind == Kind::infinity; }

// The side of the window beyond which a branch was last seen: +-1 for the first variable, +-2 for the second, ...
int exitOf(const ManifoldBranch& branch, const Box& box) {
  double farthest = 0;
  int side = 0;
  const auto x = branch.curve.back();
  for (std::size_t i = 0; i < box.size(); ++i) {
    for (const int sign : {1, -1}) {
      const double out = (sign > 0 ? x[i] - box[i].hi : box[i].lo - x[i]) / box[i].width();
      if (!(out > farthest)) continue;
      farthest = out;
      side = sign * static_cast<int>(i + 1);
    }
  }
  return side;
}

// A branch by its saddle (numbered as at one value), kind and side.
struct BranchName {
  int saddle = 0;
  ManifoldBranch::Kind kind = ManifoldBranch::Kind::unstable;
  int side = 1;
};

const ManifoldBranch* find(const Fates& fates, const BranchName& name) {
  for (const ManifoldBranch& b : fates.branches)
    if (b.equilibrium == name.saddle && b.kind == name.kind && b.side == name.side) return &b;
  return nullptr;
}

// Points up to the closest approach to x, once the branch is on its way back: within half of the farthest distance.
std::size_t pointsUpTo(const ManifoldBranch& branch, std::span<const double> x, const WindowMetric& metric) {
  double farthest = 0, nearest = std::numeric_limits<double>::infinity();
  std::size_t best = 0;
  for (std::size_t k = 1; k < branch.curve.size(); ++k) {
    const double distance = metric.distance(branch.curve[k], x);
    farthest = std::max(farthest, distance);
    if (best == 0 && (farthest < 5 * kPixel || distance > 0.5 * farthest)) continue;
    if (distance < nearest) {
      nearest = distance;
      best = k + 1;
    } else if (distance > 4 * nearest + 5 * kPixel) {
      break;
    }
  }
  return best;
}

// Who meets whom: `one` passes the saddle of `other`.
struct Meeting {
  BranchName one, other;
};

class Finder {
 public:
  Finder(const ProblemFamily& family, const std::stop_token& stop)
      : family_(family), stop_(stop), metric_(family.problem.box) {}

  Result<std::vector<PortraitEvent>> run(const std::vector<PortraitEvent>& known) {
    std::vector<double> ends{family_.from};
    for (const PortraitEvent& event : known)
      if (event.isBifurcation && std::fabs(event.parameter - ends.back()) > family_.accuracy(event.parameter))
        ends.push_back(event.parameter);
    if (ends.size() > 1 && std::fabs(family_.to - ends.back()) <= family_.accuracy(family_.to)) ends.pop_back();
    ends.push_back(family_.to);
    for (std::size_t k = 0; k + 1 < ends.size() && !error_; ++k) {
      const double inset = kInset * (ends[k + 1] - ends[k]);
      search(ends[k] + (k > 0 ? inset : 0), ends[k + 1] - (k + 2 < ends.size() ? inset : 0));
    }
    if (error_) return std::unexpected(std::move(*error_));
    return std::move(events_);
  }

 private:
  void search(double p, double q) {
    room_ = std::fabs(q - p);
    std::optional<Fates> a = grow(p);
    const bool hasSaddle = a && !a->branches.empty();
    if (!hasSaddle || !(room_ > 0)) return;
    std::optional<Fates> b = grow(q);
    if (b) between(*a, *b);
  }

  std::optional<Fates> grow(double p, double tolerance = kBlunt, double time = 0) {
    if (error_ || growths_ >= kMostGrowths) return std::nullopt;
    ++growths_;
    Result<Fates> fates = fatesAt(family_, p, {tolerance, time, kStepsOfBranch}, stop_);
    if (fates) return std::move(*fates);
    error_ = std::move(fates.error());
    return std::nullopt;
  }

  // Branches of `a` that end elsewhere in `b`; equilibria that cannot be matched count as one place.
  std::vector<BranchName> changed(const Fates& a, const Fates& b) {
    const std::vector<int> partner = matchThrough(a.slice, b.slice, 6);
    std::vector<BranchName> names;
    for (const ManifoldBranch& branch : a.branches) {
      BranchName there{partner[static_cast<std::size_t>(branch.equilibrium)], branch.kind, branch.side};
      const ManifoldBranch* other = there.saddle >= 0 ? find(b, there) : nullptr;
      if (other == nullptr) continue;
      const bool isPoint = branch.ends.kind == Kind::equilibrium && other->ends.kind == Kind::equilibrium;
      const Box& box = family_.problem.box;
      bool isSame = branch.ends.kind == other->ends.kind;
      if (isPoint) isSame = partner[static_cast<std::size_t>(branch.ends.index)] == other->ends.index;
      if (isOut(branch.ends.kind) && isOut(other->ends.kind)) isSame = exitOf(branch, box) == exitOf(*other, box);
      if (isPoint && branch.gap && other->gap)  // a connection at both: one passed between, or one that stays
        isSame = isSame && std::min(*branch.gap, *other->gap) < 0.1 * branch.gapTolerance;
      if (!isSame) names.push_back({branch.equilibrium, branch.kind, branch.side});
    }
    return names;
  }

  std::vector<int> matchThrough(const EquilibriumSlice& a, const EquilibriumSlice& b, int depth) {
    std::vector<int> direct = matchEquilibria(family_, a, b);
    if (depth == 0 || std::ranges::find(direct, -1) == direct.end()) return direct;
    Result<EquilibriaInBox> found = findEquilibria(family_.at((a.p + b.p) / 2), {}, stop_);
    if (!found) return direct;
    const EquilibriumSlice middle{(a.p + b.p) / 2, std::move(found->found)};
    const std::vector<int> first = matchThrough(a, middle, depth - 1), second = matchThrough(middle, b, depth - 1);
    std::vector<int> both;
    for (const int k : first) both.push_back(k < 0 ? -1 : second[static_cast<std::size_t>(k)]);
    return both;
  }

  void between(const Fates& a, const Fates& b) {
    const std::vector<BranchName> names = changed(a, b);
    if (names.empty() || error_) return;
    const double width = std::fabs(b.slice.p - a.slice.p);
    if (width <= kNarrow * room_) {
      bool isFound = false;
      for (const BranchName& name : names) isFound = meet(a, b, name) || isFound;
      if (isFound || width <= kNarrowest * room_) return;
    }
    const std::optional<Fates> middle = grow(a.slice.p + 0.4786 * (b.slice.p - a.slice.p));
    if (!middle) return;
    between(a, *middle);
    between(*middle, b);
  }

  // Times of both branches where they meet go into `time_`, so that sharp ones need not be followed farther.
  std::optional<double> gapAt(const Fates& fates, const Meeting& meeting) {
    const ManifoldBranch *one = find(fates, meeting.one), *other = find(fates, meeting.other);
    if (one == nullptr || other == nullptr) return std::nullopt;
    const std::vector<double>& saddle = fates.slice.found[static_cast<std::size_t>(meeting.other.saddle)].state;
    const std::size_t upTo = pointsUpTo(*one, saddle, metric_);
    const std::optional<BranchGap> gap = gapBetween(family_.at(fates.slice.p).field(), metric_, *one, upTo, *other);
    if (!gap) return std::nullopt;
    time_ = 2 * std::max(std::fabs(one->times[upTo - 1]), std::fabs(other->times[gap->at]));
    return gap->gap;
  }

  // The saddle whose branch `name` changes sides of between the two values, if there is one: an event.
  bool meet(const Fates& a, const Fates& b, const BranchName& name) {
    const auto opposite =
        name.kind == ManifoldBranch::Kind::stable ? ManifoldBranch::Kind::unstable : ManifoldBranch::Kind::stable;
    std::optional<Meeting> best;
    double least = std::numeric_limits<double>::infinity();
    const std::vector<int> partner = matchEquilibria(family_, a.slice, b.slice);
    for (const ManifoldBranch& other : a.branches) {
      if (other.kind != opposite) continue;
      const Meeting here{name, {other.equilibrium, opposite, other.side}};
      Meeting there = here;
      there.one.saddle = partner[static_cast<std::size_t>(here.one.saddle)];
      there.other.saddle = partner[static_cast<std::size_t>(here.other.saddle)];
      const std::optional<double> before = gapAt(a, here), after = gapAt(b, there);
      if (!before || !after || (*before < 0) == (*after < 0)) continue;
      if (const double size = std::fabs(*before) + std::fabs(*after); size < least) {
        least = size;
        best = here;
        longest_ = time_;
      }
    }
    if (!best) return false;
    const std::optional<PortraitEvent> event = close(a, b.slice.p, *best);
    if (!event) return false;
    const bool isKnown = std::ranges::any_of(events_, [&](const PortraitEvent& e) {
      return e.kind == event->kind &&
             std::fabs(e.parameter - event->parameter) <= 10 * family_.accuracy(event->parameter);
    });
    if (!isKnown) events_.push_back(*event);
    return true;
  }

  // The zero of the signed gap between a.p and q, by the Illinois method.
  std::optional<PortraitEvent> close(const Fates& a, double q, const Meeting& meeting) {
    double p = a.slice.p;
    std::optional<double> gp = gapFrom(a.slice, p, meeting), gq = gapFrom(a.slice, q, meeting);
    if (!gp || !gq || (*gp < 0) == (*gq < 0)) return std::nullopt;
    int kept = 0;
    constexpr int kMostSteps = 40;
    for (int k = 0; k < kMostSteps && std::fabs(q - p) > 0.01 * family_.accuracy(p); ++k) {
      const double m = q - *gq * (q - p) / (*gq - *gp);
      const std::optional<double> gm = gapFrom(a.slice, m, meeting);
      if (!gm) return std::nullopt;
      const bool replacesQ = (*gm < 0) == (*gq < 0);
      if (replacesQ && kept == 1) *gp /= 2;
      if (!replacesQ && kept == -1) *gq /= 2;
      const double moved = std::fabs(m - (replacesQ ? q : p));
      (replacesQ ? q : p) = m;
      (replacesQ ? gq : gp) = gm;
      kept = replacesQ ? 1 : -1;
      if (std::fabs(*gm) <= 3 * kSharp || moved <= 1e-3 * family_.accuracy(m)) {
        p = q = m;
        break;
      }
    }
    const bool isLoop = meeting.one.saddle == meeting.other.saddle;
    PortraitEvent event{.kind = isLoop ? PortraitEventKind::homoclinic : PortraitEventKind::connection, .parameter = p};
    event.error = std::max(std::fabs(q - p), 0.05 * family_.accuracy(p));
    event.state = a.slice.found[static_cast<std::size_t>(meeting.other.saddle)].state;
    return event;
  }

  // The gap at p of a meeting named as in `slice`, from sharp branches.
  std::optional<double> gapFrom(const EquilibriumSlice& slice, double p, Meeting meeting) {
    const std::optional<Fates> fates = grow(p, kSharp, longest_);
    if (!fates) return std::nullopt;
    const std::vector<int> partner = matchEquilibria(family_, slice, fates->slice);
    meeting.one.saddle = partner[static_cast<std::size_t>(meeting.one.saddle)];
    meeting.other.saddle = partner[static_cast<std::size_t>(meeting.other.saddle)];
    if (meeting.one.saddle < 0 || meeting.other.saddle < 0) return std::nullopt;
    return gapAt(*fates, meeting);
  }

  const ProblemFamily& family_;
  const std::stop_token& stop_;
  WindowMetric metric_;
  std::vector<PortraitEvent> events_;
  std::optional<Error> error_;
  double room_ = 0, time_ = 0, longest_ = 0;
  int growths_ = 0;
};

}  // namespace

Result<std::vector<PortraitEvent>> locateConnections(const ProblemFamily& family,
                                                     const std::vector<PortraitEvent>& known,
                                                     const std::stop_token& stop) {
  if (family.problem.box.size() != 2) return std::vector<PortraitEvent>{};
  return Finder(family, stop).run(known);
}

Result<bool> isOnInvariantCircle(const ProblemFamily& family, const PortraitEvent& fold, double room,
                                 const std::stop_token& stop) {
  if (family.problem.box.size() != 2) return false;
  const double toward = (family.to > family.from ? 1 : -1) * (fold.appears > 0 ? 1 : -1);
  const Result<Fates> fates = fatesAt(family, fold.parameter + toward * room, {.tolerance = kBlunt}, stop);
  if (!fates) return std::unexpected(fates.error());
  const std::vector<Equilibrium>& found = fates->slice.found;
  if (found.size() < 2) return false;
  const WindowMetric metric(family.problem.box);
  std::vector<int> order(found.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {},
                    [&](int k) { return metric.distance(found[static_cast<std::size_t>(k)].state, fold.state); });
  const bool firstIsSaddle = found[static_cast<std::size_t>(order[0])].stability == Stability::saddle;
  const int saddle = order[firstIsSaddle ? 0 : 1], node = order[firstIsSaddle ? 1 : 0];
  int reaching = 0, coming = 0;
  for (const ManifoldBranch& b : fates->branches) {
    if (b.equilibrium != saddle || b.ends != BranchDestination{Kind::equilibrium, node}) continue;
    ++(b.kind == ManifoldBranch::Kind::unstable ? reaching : coming);
  }
  return reaching == 2 || coming == 2;
}

}  // namespace separatrix
