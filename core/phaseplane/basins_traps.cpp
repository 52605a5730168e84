#include "core/phaseplane/basins_traps.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace separatrix {
namespace {

using Kind = BranchDestination::Kind;

constexpr double kOut = 0.25;       // windows outside: has left, if nothing better is known
constexpr double kFar = 3;          // windows outside: on its way
constexpr double kInfinity = 1000;  // windows outside: it will not come back
constexpr int kStepsFarOff = 400;   // to come back or to run off
constexpr double kClose = 2e-3;     // of the window: a return so near, where nothing better is known
constexpr double kSlow = 0.03;      // of the window: this near a nonhyperbolic equilibrium at the end
constexpr double kWide = 0.05;      // of the window: an undecided region that may be a line of equilibria
constexpr double kMarch = 0.005;    // of the window: spacing of the looks along a gate

double dot(std::span<const double> weight, std::span<const double> x, std::span<const double> origin) {
  double sum = 0;
  for (std::size_t i = 0; i < weight.size(); ++i) sum += weight[i] * (x[i] - origin[i]);
  return sum;
}

// Is (x, y) inside the closed polyline? Even-odd rule.
bool isInside(const Curve& orbit, double x, double y) {
  bool inside = false;
  for (std::size_t k = 0; k + 1 < orbit.size(); ++k) {
    const auto a = orbit[k], b = orbit[k + 1];
    if ((a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])) inside = !inside;
  }
  return inside;
}

// Nonhyperbolic, but neither a center nor one of a line of equilibria.
bool mayAttractSlowly(const Portrait& portrait, const Equilibrium& e) {
  const WindowMetric metric(portrait.problem.box);
  const auto holdsWidely = [&](const Box& box) {
    bool holds = true, isWide = false;
    for (std::size_t i = 0; i < box.size(); ++i) {
      holds = holds && box[i].contains(e.state[i]);
      isWide = isWide || box[i].width() > kWide * metric.width(i);
    }
    return holds && isWide;
  };
  return e.stability == Stability::nonhyperbolic && std::ranges::none_of(portrait.equilibriaComplete.undecided, holdsWidely) &&
         std::ranges::all_of(e.eigenvalues, [](const std::complex<double>& l) { return l.imag() == 0 && l.real() < 1e-6; });
}

}  // namespace

BasinTraps::BasinTraps(const Portrait& portrait) : metric_(portrait.problem.box) {
  double slowest = std::numeric_limits<double>::infinity(), longest = 0;
  for (std::size_t k = 0; k < portrait.equilibria.size(); ++k) {
    const Equilibrium& e = portrait.equilibria[k];
    if (e.stability == Stability::stable) addSink(portrait, static_cast<int>(k));
    if (mayAttractSlowly(portrait, e)) slow_.emplace_back(static_cast<int>(k), e.state);
    for (const std::complex<double>& lambda : e.eigenvalues)
      if (lambda.real() != 0) slowest = std::min(slowest, std::fabs(lambda.real()));
  }
  for (std::size_t k = 0; k < portrait.cycles.size(); ++k) {
    longest = std::max(longest, portrait.cycles[k].period);
    if (portrait.cycles[k].stability == Stability::stable && portrait.cycles[k].orbit.size() > 3)
      addRing(portrait, static_cast<int>(k));
  }
  longestTime_ = std::isfinite(slowest) ? 200 * longest + 1000 / slowest : 200 * longest + 1000;
}

// A ball proved to be attracted, and for a planar focus a ray on which its spirals return.
void BasinTraps::addSink(const Portrait& portrait, int equilibrium) {
  const Equilibrium& e = portrait.equilibria[static_cast<std::size_t>(equilibrium)];
  const int attractor = static_cast<int>(attractors_.size());
  attractors_.push_back({Kind::equilibrium, equilibrium});
  if (auto ball = attractionBall(portrait.problem.field(), portrait.problem.box, e, false))
    balls_.push_back({attractor, std::move(*ball)});
  if (e.state.size() != 2 || e.eigenvalues.empty() || e.eigenvalues[0].imag() == 0) return;
  const double turn = e.jacobian[2] > 0 ? 1 : -1;  // along +x the field points up: counterclockwise
  BasinGate gate{attractor, e.state, {0, turn / metric_.width(1)}, {1 / metric_.width(0), 0}};
  gate.high = 0.5;
  gate.safeAbove = true;
  gate.room = 1;
  for (std::size_t k = 0; k < portrait.equilibria.size(); ++k)
    if (static_cast<int>(k) != equilibrium)
      gate.room = std::min(gate.room, metric_.distance(portrait.equilibria[k].state, e.state));
  limit(gate, portrait, -1);
  gates_.push_back(std::move(gate));
}

// The longest of the gates at sixteen points of the cycle.
void BasinTraps::addRing(const Portrait& portrait, int cycle) {
  const Cycle& ring = portrait.cycles[static_cast<std::size_t>(cycle)];
  const int attractor = static_cast<int>(attractors_.size());
  attractors_.push_back({Kind::cycle, cycle});
  Evaluator<double> f = portrait.problem.field().values();
  const std::size_t n = ring.orbit.front().size();
  std::optional<BasinGate> best;
  constexpr std::size_t kPlaces = 16;
  for (std::size_t place = 0; place < kPlaces; ++place) {
    const auto p = ring.orbit[place * (ring.orbit.size() - 1) / kPlaces];
    std::vector<double> v(n);
    f(p.data(), v.data());
    double length = 0;
    for (std::size_t i = 0; i < n; ++i) length = std::hypot(length, v[i] / metric_.width(i));
    if (!(length > 0 && std::isfinite(length))) continue;
    BasinGate gate{attractor, {p.begin(), p.end()}, {}, {}, -0.5, 0.5};
    for (std::size_t i = 0; i < n; ++i) gate.normal.push_back(v[i] / metric_.width(i) / length / metric_.width(i));
    if (n == 2) {
      gate.along = {-gate.normal[1] * metric_.width(1) / metric_.width(0),
                    gate.normal[0] * metric_.width(0) / metric_.width(1)};
      limit(gate, portrait, cycle);
      const bool aboveIsInside = isInside(ring.orbit, p[0] + 1e-4 * gate.along[0] * metric_.width(0) * metric_.width(0),
                                          p[1] + 1e-4 * gate.along[1] * metric_.width(1) * metric_.width(1));
      const bool safeInside = ring.encloses.size() == 1, safeOutside = ring.encloses.size() == portrait.equilibria.size();
      gate.safeAbove = aboveIsInside ? safeInside : safeOutside;
      gate.safeBelow = aboveIsInside ? safeOutside : safeInside;
    }
    const auto reach = [](const BasinGate& g) { return std::min(-g.low, g.high); };
    if (!best || reach(gate) > reach(*best)) best = std::move(gate);
  }
  if (best) gates_.push_back(std::move(*best));
}

// Planar: does the field cross the gate at s in its sense?
bool BasinTraps::isTransversal(const BasinGate& gate, double s, Evaluator<double>& f) const {
  double x[2], v[2];
  for (std::size_t i = 0; i < 2; ++i) x[i] = gate.origin[i] + s * gate.along[i] * metric_.width(i) * metric_.width(i);
  f(x, v);
  return gate.normal[0] * v[0] + gate.normal[1] * v[1] > 0;
}

// Shortens a planar gate to where the field crosses it in one sense and no other cycle does.
void BasinTraps::limit(BasinGate& gate, const Portrait& portrait, int ownCycle) const {
  Evaluator<double> f = portrait.problem.field().values();
  double low = 0, high = 0;
  while (high + kMarch <= gate.high && isTransversal(gate, high + kMarch, f)) high += kMarch;
  while (low - kMarch >= gate.low && isTransversal(gate, low - kMarch, f)) low -= kMarch;
  for (std::size_t c = 0; c < portrait.cycles.size(); ++c) {
    const Curve& orbit = portrait.cycles[c].orbit;
    if (static_cast<int>(c) == ownCycle) continue;
    for (std::size_t k = 0; k + 1 < orbit.size(); ++k) {
      const double a = dot(gate.normal, orbit[k], gate.origin), b = dot(gate.normal, orbit[k + 1], gate.origin);
      if ((a > 0) == (b > 0)) continue;
      const double sa = dot(gate.along, orbit[k], gate.origin), sb = dot(gate.along, orbit[k + 1], gate.origin);
      const double s = sa + (sb - sa) * a / (a - b);
      if (s > 0) high = std::min(high, s);
      if (s < 0) low = std::max(low, s);
    }
  }
  gate.low = low;
  gate.high = high;
}

// True when the orbit, crossing the gate on this step, is shown to be caught.
bool BasinRun::passes(std::size_t g, const DenseStep& step) {
  const BasinGate& gate = traps_->gates_[g];
  Crossing& last = last_[g];
  if (gate.room > 0) last.farthest = std::max(last.farthest, traps_->metric_.distance(step.end, gate.origin));
  double a = dot(gate.normal, step.start, gate.origin), b = dot(gate.normal, step.end, gate.origin);
  if (!(a < 0 && b >= 0)) return false;
  double left = 0, right = 1, theta = 1;
  end_.resize(gate.origin.size());
  for (int k = 0; k < 8 && std::fabs(b - a) > 0; ++k) {  // the crossing itself, by Illinois
    theta = right - b * (right - left) / (b - a);
    step.at(theta, end_);
    const double c = dot(gate.normal, end_, gate.origin);
    if (std::fabs(c) < 1e-12) break;
    if (c < 0) {
      left = theta;
      a = c;
      b /= 2;
    } else {
      right = theta;
      b = c;
      a /= 2;
    }
  }
  const bool isPlanar = !gate.along.empty();
  const double s = isPlanar ? dot(gate.along, end_, gate.origin) : traps_->metric_.distance(end_, gate.origin);
  const std::optional<double> before = last.s;
  const double farthest = last.farthest;
  last = {};
  if (!(s > gate.low && s < gate.high)) return false;
  last.s = s;
  if (!before || *before * s < 0 || !(std::fabs(s) < std::fabs(*before))) return false;
  const bool isSafe = isPlanar && (s > 0 ? gate.safeAbove : gate.safeBelow) && (gate.room == 0 || farthest < gate.room);
  return isSafe || std::fabs(s) < kClose;
}

LaneDecision BasinRun::note(const DenseStep& step) {
  outside_ = traps_->metric_.outside(step.end);
  farthest_ = std::max(farthest_, outside_);
  if (outside_ > kFar) {
    if (outside_ <= kInfinity && ++stepsFarOff_ <= kStepsFarOff) return LaneDecision::proceed;
    fate_ = {outside_ > kInfinity || outside_ == farthest_ ? Kind::infinity : Kind::window, -1};
    return LaneDecision::finish;
  }
  stepsFarOff_ = 0;
  for (const BasinTraps::Ball& trap : traps_->balls_) {
    if (!trap.ball.contains(step.end)) continue;
    fate_ = traps_->attractors_[static_cast<std::size_t>(trap.attractor)];
    return LaneDecision::finish;
  }
  for (std::size_t g = 0; g < last_.size(); ++g) {
    if (!passes(g, step)) continue;
    fate_ = traps_->attractors_[static_cast<std::size_t>(traps_->gates_[g].attractor)];
    return LaneDecision::finish;
  }
  if (!traps_->slow_.empty()) end_.assign(step.end.begin(), step.end.end());
  return LaneDecision::proceed;
}

BranchDestination BasinRun::fate(TrajectoryEnd end) const {
  if (fate_) return *fate_;
  if (end == TrajectoryEnd::blewUp) return {Kind::infinity, -1};
  if (outside_ > kOut) return {Kind::window, -1};
  for (const auto& [equilibrium, state] : traps_->slow_)
    if (end_.size() == state.size() && traps_->metric_.distance(end_, state) < kSlow)
      return {Kind::equilibrium, equilibrium};
  return {Kind::unresolved, -1};
}

}  // namespace separatrix
