#include "core/continuation/follow_branch.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/continuation/locate_special.hpp"

namespace separatrix {
namespace {

constexpr double kFlat = 1e-9;          // a tangent's component below it is rounding
constexpr double kApart = 1e-5;         // events closer than this stay together
constexpr std::size_t kMostNodes = 20'000;

}  // namespace

BranchFollower::BranchFollower(const Problem& problem, const Unfolding& unfolding, const FollowSettings& settings,
                               std::vector<FoundSpecial>& specials, const std::stop_token& stop)
    : problem_(problem),
      unfolding_(unfolding),
      settings_(settings),
      specials_(specials),
      stop_(stop),
      n_(static_cast<std::size_t>(unfolding.n)),
      w_(unfolding.unknowns()),
      equations_(unfolding),
      tracer_(equations_, settings.window, settings.scale, settings.largestStep) {}

BranchNode BranchFollower::nodeHere(const std::vector<double>& z) {
  BranchNode node;
  static_cast<CurveNode&>(node) = tracer_.here(z);
  node.spectrum = branchSpectrum(tracer_.arc().jacobian(), n_, w_, isMap());
  return node;
}

// With the parameter fixed; at a fold with the state that fits best.
std::optional<BranchNode> BranchFollower::nodeAt(const std::vector<double>& z) {
  std::optional<BranchNode> best;
  for (std::size_t k = w_; k-- > 0;) {
    std::vector<double> moved = z;
    if (!tracer_.arc().correctAt(moved, k, z[k])) continue;
    double distance = 0;
    for (std::size_t i = 0; i < w_; ++i)
      distance = std::max(distance, std::fabs(moved[i] - z[i]) / tracer_.scale()[i]);
    if (distance > 1e-5) continue;
    best = nodeHere(moved);
    if (std::fabs(best->tangent[k]) > 1e-3) break;
  }
  return best;
}

std::optional<FollowedPath> BranchFollower::follow(const BranchNode& start, int direction) {
  BranchNode node = start;
  if (direction < 0) {
    for (double& t : node.tangent) t = -t;
    node.sign = -node.sign;
  }
  return run(std::move(node));
}

std::optional<FollowedPath> BranchFollower::followAlong(const std::vector<double>& z, std::vector<double> tangent) {
  BranchNode node;
  node.z = z;
  node.tangent = std::move(tangent);
  node.sign = 0;  // not known: nothing is looked for before the first step
  node.spectrum.stability = Stability::nonhyperbolic;
  return run(std::move(node));
}

BranchFollower::Events BranchFollower::eventsBetween(const BranchNode& a, const BranchNode& b) const {
  Events events;
  if (a.sign == 0 || b.sign == 0) return events;
  const double ta = a.tangent[n_], tb = b.tangent[n_];
  events.fold = ta * tb < 0 && std::max(std::fabs(ta), std::fabs(tb)) > kFlat;
  events.branch = a.sign != b.sign;
  events.flip = (a.spectrum.belowMinusOne - b.spectrum.belowMinusOne) % 2 != 0;
  const int crossed = std::abs(a.spectrum.unstable - b.spectrum.unstable);
  const int alone = static_cast<int>(events.fold != events.branch) + static_cast<int>(events.flip);
  events.pairs = crossed <= alone ? 0 : (crossed - alone + 1) / 2;
  return events;
}

std::optional<FoundSpecial> BranchFollower::locateZero(const BranchNode& a, const BranchNode& b, const Events& events) {
  if (events.branch) {
    for (const double s : {0.5, 0.25, 0.75}) {
      auto special = locateBranchPoint(problem_, unfolding_, tracer_.interpolate(a, b, s), tracer_.scale());
      if (special && tracer_.isBetween(a, b, special->z)) return special;
    }
    if (!events.fold) return std::nullopt;
  }
  const double ta = a.tangent[n_], tb = b.tangent[n_];
  for (const double s : {ta / (ta - tb), 0.5}) {
    auto special = locateFold(problem_, unfolding_, tracer_.interpolate(a, b, s), tracer_.scale());
    if (special && tracer_.isBetween(a, b, special->z)) return special;
  }
  return std::nullopt;
}

// The pair nearest to the axis (the circle) that is on one side at a and on the other at b.
std::optional<FoundSpecial> BranchFollower::locateCrossingPair(const BranchNode& a, const BranchNode& b) {
  const auto pairAt = [&](const BranchNode& node, bool unstable) {
    std::vector<double> g(n_), J(n_ * w_);
    equations_.evaluate(node.z.data(), g.data(), J.data());
    std::complex<double> best = 0;
    double nearest = 0;
    for (const std::complex<double>& v : criticalValues(J, n_, w_, isMap())) {
      const double side = isMap() ? std::abs(v) - 1 : v.real();
      if (!(v.imag() > 0) || (side > 0) != unstable) continue;
      if (best != 0.0 && std::fabs(side) >= nearest) continue;
      best = v;
      nearest = std::fabs(side);
    }
    return std::pair(best, nearest);
  };
  const bool gains = b.spectrum.unstable > a.spectrum.unstable;
  const auto [va, ra] = pairAt(a, !gains);
  const auto [vb, rb] = pairAt(b, gains);
  if (va == 0.0 && vb == 0.0) return std::nullopt;
  const double s = va == 0.0 ? 1 : vb == 0.0 ? 0 : ra / (ra + rb);
  const std::complex<double> lambda = va == 0.0 ? vb : vb == 0.0 ? va : (1 - s) * va + s * vb;
  auto special = locatePair(problem_, unfolding_, tracer_.interpolate(a, b, s), tracer_.scale(), lambda);
  if (special && tracer_.isBetween(a, b, special->z)) return special;
  return std::nullopt;
}

// The index of the special point in the list: of the one already there, if it is the same.
int BranchFollower::remember(FoundSpecial special, const BranchNode& a, const BranchNode& b) {
  std::size_t index = 0;
  for (; index < specials_.size(); ++index) {
    const FoundSpecial& known = specials_[index];
    if (known.point.kind != special.point.kind || known.iterations != special.iterations) continue;
    double distance = 0;
    for (std::size_t i = 0; i < w_; ++i)
      distance = std::max(distance, std::fabs(known.z[i] - special.z[i]) / tracer_.scale()[i]);
    if (distance <= 1e-7) break;
  }
  if (index == specials_.size()) specials_.push_back(std::move(special));
  FoundSpecial& here = specials_[index];
  double best = 0;
  std::size_t along = here.directions.size();
  for (std::size_t k = 0; k < here.directions.size(); ++k) {
    const double overlap = std::fabs(product(here.directions[k], a.tangent) + product(here.directions[k], b.tangent));
    if (overlap > best) along = k;
    best = std::max(best, overlap);
  }
  if (along < here.directions.size()) here.followed[along] = 1;
  return static_cast<int>(index);
}

// Nodes at the special points between a and b, in the order met. False when one was not found.
bool BranchFollower::locate(const BranchNode& a, const BranchNode& b, const Events& events,
                            std::vector<BranchNode>& between) {
  std::vector<FoundSpecial> found;
  if (events.fold || events.branch) {
    auto special = locateZero(a, b, events);
    if (!special) return false;
    found.push_back(std::move(*special));
  }
  if (events.flip) {
    auto special = locateFlip(problem_, unfolding_, tracer_.interpolate(a, b, 0.5), tracer_.scale());
    if (!special || !tracer_.isBetween(a, b, special->z)) return false;
    found.push_back(std::move(*special));
  }
  if (events.pairs > 0) {
    auto special = locateCrossingPair(a, b);
    if (!special) return false;
    found.push_back(std::move(*special));
  }
  for (FoundSpecial& special : found) {
    BranchNode node;
    node.z = special.z;
    node.spectrum = special.spectrum;
    double length = 0;
    for (std::size_t i = 0; i < w_; ++i) node.tangent.push_back(a.tangent[i] + b.tangent[i]);
    length = std::sqrt(product(node.tangent, node.tangent));
    for (double& t : node.tangent) t /= length;
    const bool isDoubling = special.point.kind == SpecialKind::branchPoint && isOfLowerPeriod(unfolding_, special.z, tracer_.scale());
    node.special = isDoubling ? -1 : remember(std::move(special), a, b);
    between.push_back(std::move(node));
  }
  const auto along = [&](const BranchNode& node) {
    double sum = 0;
    for (std::size_t i = 0; i < w_; ++i) sum += (node.z[i] - a.z[i]) * (b.z[i] - a.z[i]) / std::pow(tracer_.scale()[i], 2);
    return sum;
  };
  std::ranges::sort(between, {}, along);
  return true;
}

// Nodes at the marked values of the parameter between the last of `nodes` and b.
void BranchFollower::addMarks(const BranchNode& a, const BranchNode& b, std::vector<BranchNode>& nodes) {
  const double from = a.z[n_], to = b.z[n_];
  std::vector<BranchNode> added;
  for (std::size_t k = 0; k < settings_.marks.size(); ++k) {
    const ParameterMark& mark = settings_.marks[k];
    if (!(std::min(from, to) < mark.value && mark.value < std::max(from, to))) continue;
    std::vector<double> z = tracer_.interpolate(a, b, (mark.value - from) / (to - from));
    for (std::size_t i = 0; i < w_; ++i)  // a special point carries no tangent of its own: straight then
      if (a.special >= 0 || b.special >= 0) z[i] = a.z[i] + (mark.value - from) / (to - from) * (b.z[i] - a.z[i]);
    if (!tracer_.arc().correctAt(z, n_, mark.value)) continue;
    tracer_.arc().orient(b.tangent);
    added.push_back(nodeHere(z));
    added.back().asked = mark.asked;
    added.back().mark = static_cast<int>(k);
  }
  if (from > to) std::ranges::reverse(added);
  std::ranges::move(added, std::back_inserter(nodes));
}

// What happens between a and b as nodes. False when the step must be shorter for it to be told apart.
bool BranchFollower::resolve(const BranchNode& a, const BranchNode& b, std::vector<BranchNode>& between) {
  const Events events = eventsBetween(a, b);
  if (events.count() == 0) return true;
  const bool mayShorten = tracer_.step() > kApart;
  if (events.count() > 1 && mayShorten) return false;
  return locate(a, b, events, between) || !mayShorten;
}

std::optional<FollowedPath> BranchFollower::run(BranchNode start) {
  FollowedPath path;
  path.nodes.push_back(start);
  tracer_.restart();
  BranchNode a = std::move(start), b;
  while (path.nodes.size() < kMostNodes) {
    if (stop_.stop_requested()) return std::nullopt;
    std::vector<BranchNode> between;
    std::optional<std::size_t> exit;
    bool accepted = tracer_.advance(a, b);
    if (accepted) {
      b.spectrum = branchSpectrum(tracer_.arc().jacobian(), n_, w_, isMap());
      b.asked = false;
      if (!tracer_.isInside(b.z)) {
        CurveNode border;
        exit = tracer_.exitBetween(a, b, border);
        accepted = exit.has_value();
        if (accepted) b = nodeHere(border.z);
        if (accepted) static_cast<CurveNode&>(b) = border;
      }
    }
    const bool closed = accepted && !exit && path.nodes.size() > 3 && tracer_.closes(path.nodes.front(), a, b);
    if (!accepted || !resolve(a, b, between)) {
      if (tracer_.isStuck()) return path;
      tracer_.shorten();
      continue;
    }
    if (!append(path, between)) return path;
    if (closed) b = path.nodes.front();
    const BranchNode from = path.nodes.back();
    addMarks(from, b, path.nodes);
    path.nodes.push_back(b);
    if (exit || closed) {
      path.end = closed ? BranchEnd::Reason::closed : *exit == n_ ? BranchEnd::Reason::range : BranchEnd::Reason::window;
      return path;
    }
    tracer_.accept(a, b);
    a = b;
  }
  return path;
}

// Adds the special nodes with the marks before them. False at points of half the period: the branch ends there.
bool BranchFollower::append(FollowedPath& path, std::vector<BranchNode>& between) {
  for (BranchNode& node : between) {
    const BranchNode from = path.nodes.back();
    addMarks(from, node, path.nodes);
    path.nodes.push_back(std::move(node));
    if (path.nodes.back().special >= 0) continue;
    path.end = BranchEnd::Reason::special;
    return false;
  }
  return true;
}

}  // namespace separatrix
