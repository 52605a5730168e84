#include "core/continuation/follow_branch.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/continuation/locate_special.hpp"

namespace separatrix {
namespace {

constexpr double kFirstStep = 0.004;
constexpr double kSharpestTurn = 0.35;  // radians per step
constexpr double kWantedTurn = 0.12;
constexpr double kWorstMiss = 0.08;     // of the predictor, in steps
constexpr double kFlat = 1e-9;          // a tangent's component below it is rounding
constexpr double kApart = 1e-5;         // events closer than this stay together
constexpr std::size_t kMostNodes = 20'000;

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

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
      arc_(equations_, settings.scale) {}

BranchNode BranchFollower::nodeHere(const std::vector<double>& z) const {
  BranchNode node;
  node.z = z;
  node.tangent = arc_.tangent();
  node.sign = arc_.determinantSign();
  node.spectrum = branchSpectrum(arc_.jacobian(), n_, w_, isMap());
  return node;
}

// With the parameter fixed; at a fold with the state that fits best.
std::optional<BranchNode> BranchFollower::nodeAt(const std::vector<double>& z) {
  std::optional<BranchNode> best;
  for (std::size_t k = w_; k-- > 0;) {
    std::vector<double> moved = z;
    if (!arc_.correctAt(moved, k, z[k])) continue;
    double distance = 0;
    for (std::size_t i = 0; i < w_; ++i)
      distance = std::max(distance, std::fabs(moved[i] - z[i]) / settings_.scale[i]);
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

//   z = z_a + S (h t + h^2/2 dt/ds), then Newton's method normal to t
bool BranchFollower::advance(const BranchNode& a, double h, BranchNode& b) {
  std::vector<double> z = a.z;
  for (std::size_t i = 0; i < w_; ++i)
    z[i] += settings_.scale[i] * (h * a.tangent[i] + (bend_.empty() ? 0.0 : h * h / 2 * bend_[i]));
  if (!arc_.correct(z, a.tangent)) return false;
  arc_.orient(a.tangent);
  b = nodeHere(z);
  turn_ = std::acos(std::clamp(dot(a.tangent, b.tangent), -1.0, 1.0));
  miss_ = arc_.firstCorrection() / h;
  return turn_ <= kSharpestTurn && miss_ <= (bend_.empty() ? 4 * kWorstMiss : kWorstMiss);
}

bool BranchFollower::isInside(const std::vector<double>& z) const {
  for (std::size_t i = 0; i < w_; ++i) {
    const double slack = 1e-9 * settings_.scale[i];
    if (z[i] < settings_.window[i].lo - slack || z[i] > settings_.window[i].hi + slack) return false;
  }
  return true;
}

// b outside is replaced by the point where the branch meets the window's border.
std::optional<BranchEnd::Reason> BranchFollower::exitBetween(const BranchNode& a, BranchNode& b) {
  std::vector<std::pair<double, std::size_t>> crossed;
  for (std::size_t i = 0; i < w_; ++i) {
    const Interval& side = settings_.window[i];
    const double slack = 1e-9 * settings_.scale[i];
    if (b.z[i] >= side.lo - slack && b.z[i] <= side.hi + slack) continue;
    const double face = b.z[i] < side.lo ? side.lo : side.hi;
    crossed.emplace_back(std::clamp((face - a.z[i]) / (b.z[i] - a.z[i]), 0.0, 1.0), i);
  }
  std::ranges::sort(crossed);
  for (const auto& [fraction, i] : crossed) {
    const double face = b.z[i] < settings_.window[i].lo ? settings_.window[i].lo : settings_.window[i].hi;
    std::vector<double> z = interpolate(a, b, fraction);
    if (!arc_.correctAt(z, i, face)) continue;
    if (!isInside(z) || !isBetween(a, b, z)) continue;
    arc_.orient(b.tangent);
    b = nodeHere(z);
    return i == n_ ? BranchEnd::Reason::range : BranchEnd::Reason::window;
  }
  return std::nullopt;
}

// Cubic Hermite in the scaled unknowns.
std::vector<double> BranchFollower::interpolate(const BranchNode& a, const BranchNode& b, double s) const {
  double length = 0;
  for (std::size_t i = 0; i < w_; ++i) length += std::pow((b.z[i] - a.z[i]) / settings_.scale[i], 2);
  length = std::sqrt(length);
  std::vector<double> z(w_);
  for (std::size_t i = 0; i < w_; ++i)
    z[i] = a.z[i] + s * s * (3 - 2 * s) * (b.z[i] - a.z[i]) +
           settings_.scale[i] * length * s * (1 - s) * ((1 - s) * a.tangent[i] - s * b.tangent[i]);
  return z;
}

bool BranchFollower::isBetween(const BranchNode& a, const BranchNode& b, const std::vector<double>& z) const {
  double length = 0, along = 0, distance = 0;
  for (std::size_t i = 0; i < w_; ++i) {
    const double d = (b.z[i] - a.z[i]) / settings_.scale[i], e = (z[i] - a.z[i]) / settings_.scale[i];
    length += d * d;
    along += d * e;
    distance += e * e;
  }
  const double s = along / length, off = std::sqrt(std::max(0.0, distance - along * along / length));
  const double slack = 1e-9 / std::sqrt(length) + 1e-6;
  return s >= -slack && s <= 1 + slack && off <= 0.3 * std::sqrt(length) + 1e-9;
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
      auto special = locateBranchPoint(problem_, unfolding_, interpolate(a, b, s), settings_.scale);
      if (special && isBetween(a, b, special->z)) return special;
    }
    if (!events.fold) return std::nullopt;
  }
  const double ta = a.tangent[n_], tb = b.tangent[n_];
  for (const double s : {ta / (ta - tb), 0.5}) {
    auto special = locateFold(problem_, unfolding_, interpolate(a, b, s), settings_.scale);
    if (special && isBetween(a, b, special->z)) return special;
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
  auto special = locatePair(problem_, unfolding_, interpolate(a, b, s), settings_.scale, lambda);
  if (special && isBetween(a, b, special->z)) return special;
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
      distance = std::max(distance, std::fabs(known.z[i] - special.z[i]) / settings_.scale[i]);
    if (distance <= 1e-7) break;
  }
  if (index == specials_.size()) specials_.push_back(std::move(special));
  FoundSpecial& here = specials_[index];
  double best = 0;
  std::size_t along = here.directions.size();
  for (std::size_t k = 0; k < here.directions.size(); ++k) {
    const double product = std::fabs(dot(here.directions[k], a.tangent) + dot(here.directions[k], b.tangent));
    if (product > best) along = k;
    best = std::max(best, product);
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
    auto special = locateFlip(problem_, unfolding_, interpolate(a, b, 0.5), settings_.scale);
    if (!special || !isBetween(a, b, special->z)) return false;
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
    length = std::sqrt(dot(node.tangent, node.tangent));
    for (double& t : node.tangent) t /= length;
    const bool isDoubling = special.point.kind == SpecialKind::branchPoint && isOfLowerPeriod(unfolding_, special.z, settings_.scale);
    node.special = isDoubling ? -1 : remember(std::move(special), a, b);
    between.push_back(std::move(node));
  }
  const auto along = [&](const BranchNode& node) {
    double sum = 0;
    for (std::size_t i = 0; i < w_; ++i) sum += (node.z[i] - a.z[i]) * (b.z[i] - a.z[i]) / std::pow(settings_.scale[i], 2);
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
    std::vector<double> z = interpolate(a, b, (mark.value - from) / (to - from));
    for (std::size_t i = 0; i < w_; ++i)  // a special point carries no tangent of its own: straight then
      if (a.special >= 0 || b.special >= 0) z[i] = a.z[i] + (mark.value - from) / (to - from) * (b.z[i] - a.z[i]);
    if (!arc_.correctAt(z, n_, mark.value)) continue;
    arc_.orient(b.tangent);
    added.push_back(nodeHere(z));
    added.back().asked = mark.asked;
    added.back().mark = static_cast<int>(k);
  }
  if (from > to) std::ranges::reverse(added);
  std::ranges::move(added, std::back_inserter(nodes));
}

// Does the branch pass its start between a and b?
bool BranchFollower::closes(const BranchNode& start, const BranchNode& a, const BranchNode& b) const {
  double length = 0, along = 0, distance = 0;
  for (std::size_t i = 0; i < w_; ++i) {
    const double d = (b.z[i] - a.z[i]) / settings_.scale[i], e = (start.z[i] - a.z[i]) / settings_.scale[i];
    length += d * d;
    along += d * e;
    distance += e * e;
  }
  const double s = along / length, off = std::sqrt(std::max(0.0, distance - along * along / length));
  return s > 0 && s <= 1 && off < 0.2 * std::sqrt(length) && dot(start.tangent, b.tangent) > 0.8;
}

std::optional<FollowedPath> BranchFollower::run(BranchNode start) {
  FollowedPath path;
  path.nodes.push_back(start);
  bend_.clear();
  double h = kFirstStep;
  BranchNode a = std::move(start), b;
  while (path.nodes.size() < kMostNodes) {
    if (stop_.stop_requested()) return std::nullopt;
    const bool isTiny = h <= settings_.smallestStep;
    if (!advance(a, h, b)) {
      if (isTiny) return path;
      h /= 2;
      if (h < 1e-4) bend_.clear();
      continue;
    }
    double taken = h;
    std::optional<BranchEnd::Reason> exit;
    if (!isInside(b.z)) {
      exit = exitBetween(a, b);
      if (!exit && !isTiny) {
        h /= 2;
        continue;
      }
      if (!exit) return path;
    }
    const bool closed = !exit && path.nodes.size() > 3 && closes(path.nodes.front(), a, b);
    const Events events = eventsBetween(a, b);
    std::vector<BranchNode> between;
    if (events.count() > 0) {
      const bool canSplit = h > kApart;
      if ((events.count() > 1 || !locate(a, b, events, between)) && canSplit) {
        h /= 2;
        continue;
      }
      if (events.count() > 1) locate(a, b, events, between);
    }
    const BranchNode* last = &path.nodes.back();
    for (BranchNode& node : between) {
      std::vector<BranchNode> marks;
      addMarks(*last, node, marks);
      std::ranges::move(marks, std::back_inserter(path.nodes));
      path.nodes.push_back(std::move(node));
      last = &path.nodes.back();
      if (last->special >= 0) continue;
      path.end = BranchEnd::Reason::special;  // points of half the period
      return path;
    }
    if (closed) b = path.nodes.front();
    const BranchNode from = path.nodes.back();
    addMarks(from, b, path.nodes);
    path.nodes.push_back(b);
    if (exit || closed) {
      path.end = exit ? *exit : BranchEnd::Reason::closed;
      return path;
    }
    if (a.sign != 0) {
      bend_.resize(w_);
      for (std::size_t i = 0; i < w_; ++i) bend_[i] = (b.tangent[i] - a.tangent[i]) / taken;
    }
    const double growth = std::min(kWantedTurn / std::max(turn_, 1e-3), std::sqrt(0.3 * kWorstMiss / std::max(miss_, 1e-6)));
    h = std::min(taken * std::clamp(growth, 0.5, 1.7), settings_.largestStep);
    a = b;
  }
  return path;
}

}  // namespace separatrix
