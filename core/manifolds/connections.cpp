#include "core/manifolds/connections.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/flow/locate.hpp"

namespace separatrix {
namespace {

constexpr double kWorthAsking = 1e-3;  // estimates above this are no connections
constexpr double kReach = 0.1;         // windows, to each side of the middle

using Point = std::array<double, 2>;

// The index of the point half way along the curve up to `upTo`, from the launch on.
std::size_t middleOf(const ManifoldBranch& branch, std::size_t upTo, const WindowMetric& metric) {
  std::vector<double> length{0, 0};
  for (std::size_t k = 2; k < upTo; ++k)
    length.push_back(length.back() + metric.distance(branch.curve[k - 1], branch.curve[k]));
  const auto half = std::ranges::lower_bound(length, length.back() / 2);
  return static_cast<std::size_t>(half - length.begin());
}

// The line across the flow at a point, in window widths: `ahead` along the flow, `beside` to its left.
class Across {
 public:
  Across(const Field& field, const WindowMetric& metric, std::span<const double> at)
      : f_(field.values()), metric_(metric), origin_{at[0], at[1]} {
    const Point v = slope(at);
    flow_ = {v[0] / metric.width(0), v[1] / metric.width(1)};
    const double speed = std::hypot(flow_[0], flow_[1]);
    for (double& x : flow_) x /= speed;
  }
  bool isUsable() const { return std::isfinite(flow_[0]) && std::isfinite(flow_[1]); }
  Point slope(std::span<const double> x) {
    Point v;
    f_(x.data(), v.data());
    return v;
  }
  double ahead(std::span<const double> x) const { return flow_[0] * offset(x, 0) + flow_[1] * offset(x, 1); }
  double beside(std::span<const double> x) const { return flow_[0] * offset(x, 1) - flow_[1] * offset(x, 0); }
  bool isAlong(const Point& v) const {
    return flow_[0] * v[0] / metric_.width(0) + flow_[1] * v[1] / metric_.width(1) > 0;
  }

 private:
  double offset(std::span<const double> x, std::size_t i) const { return (x[i] - origin_[i]) / metric_.width(i); }

  Evaluator<double> f_;
  const WindowMetric& metric_;
  Point origin_, flow_{};
};

// Between points k and k + 1 of a branch, by their positions, times and slopes.
Point hermite(const ManifoldBranch& branch, std::size_t k, double s, const Point& slope0, const Point& slope1) {
  const double h = branch.times[k + 1] - branch.times[k];
  Point x;
  for (std::size_t i = 0; i < 2; ++i) {
    const double a = branch.curve[k][i], b = branch.curve[k + 1][i], d = b - a;
    x[i] = a + s * d + s * (1 - s) * ((1 - s) * (h * slope0[i] - d) - s * (h * slope1[i] - d));
  }
  return x;
}

// The first point of `branch` from `from` on where it stops coming nearer to x, having come within half of where it
// was.
std::size_t closestApproach(const ManifoldBranch& branch, std::size_t from, std::span<const double> x,
                            const WindowMetric& metric) {
  std::size_t best = from;
  double nearest = metric.distance(branch.curve[from], x);
  const double start = nearest;
  for (std::size_t k = from; k < branch.curve.size(); ++k) {
    const double distance = metric.distance(branch.curve[k], x);
    if (distance < nearest) {
      nearest = distance;
      best = k;
    }
    if (nearest < start / 2 && distance > 4 * nearest + kPixel) break;
  }
  return best + 1;
}

void endAt(ManifoldBranch& branch, std::size_t points, const Equilibrium& saddle, int index) {
  const auto n = static_cast<std::size_t>(branch.curve.dimension);
  const std::size_t kept = std::max<std::size_t>(points, 2);
  branch.curve.coordinates.resize(std::min(branch.curve.coordinates.size(), kept * n));
  branch.times.resize(std::min(branch.times.size(), kept));
  branch.curve.append(saddle.state);
  branch.times.push_back(branch.times.back());
  branch.ends = {BranchDestination::Kind::equilibrium, index};
}

class Connector {
 public:
  Connector(const Field& field, const WindowMetric& metric, const std::vector<Equilibrium>& equilibria,
            double tolerance, std::vector<ManifoldBranch>& branches)
      : field_(field), metric_(metric), equilibria_(equilibria), tolerance_(tolerance), branches_(branches) {}

  void tryAt(std::size_t b, const Passage& passage) {
    if (passage.estimate > kWorthAsking) return;
    if (metric_.dimension() != 2) return trustEstimate(b, passage);
    ManifoldBranch& branch = branches_[b];
    std::optional<BranchGap> best;
    ManifoldBranch* partner = nullptr;
    for (ManifoldBranch& other : branches_) {
      if (other.equilibrium != passage.saddle || other.kind == branch.kind || other.gap) continue;
      const std::optional<BranchGap> gap = gapBetween(field_, metric_, branch, passage.point, other);
      if (!gap || (best && std::fabs(best->gap) <= std::fabs(gap->gap))) continue;
      best = gap;
      partner = &other;
    }
    if (!best || !(std::fabs(best->gap) <= tolerance_)) return;
    join(branch, passage.point, passage.saddle, best->gap, Evidence::converged);
    const Equilibrium& own = equilibria_[static_cast<std::size_t>(branch.equilibrium)];
    const std::size_t point = closestApproach(*partner, best->at, own.state, metric_);
    join(*partner, point, branch.equilibrium, best->gap, Evidence::converged);
  }

 private:
  void trustEstimate(std::size_t b, const Passage& passage) {
    if (passage.estimate <= tolerance_)
      join(branches_[b], passage.point, passage.saddle, passage.estimate, Evidence::heuristic);
  }
  void join(ManifoldBranch& branch, std::size_t point, int saddle, double gap, Evidence evidence) {
    endAt(branch, point, equilibria_[static_cast<std::size_t>(saddle)], saddle);
    branch.gap = std::fabs(gap);
    branch.gapTolerance = tolerance_;
    branch.evidence = evidence;
  }

  const Field& field_;
  const WindowMetric& metric_;
  const std::vector<Equilibrium>& equilibria_;
  double tolerance_;
  std::vector<ManifoldBranch>& branches_;
};

}  // namespace

std::optional<BranchGap> gapBetween(const Field& field, const WindowMetric& metric, const ManifoldBranch& first,
                                    std::size_t upTo, const ManifoldBranch& second) {
  if (upTo < 3 || first.curve.dimension != 2) return std::nullopt;
  const std::size_t from = middleOf(first, upTo, metric);
  Across across(field, metric, first.curve[from]);
  if (!across.isUsable()) return std::nullopt;
  std::optional<BranchGap> best;
  double before = across.ahead(second.curve[1]);
  for (std::size_t k = 1; k + 1 < second.curve.size(); ++k) {
    const double after = across.ahead(second.curve[k + 1]);
    const bool crosses = (before < 0) != (after < 0);
    before = after;
    if (!crosses || std::fabs(across.beside(second.curve[k])) > 2 * kReach) continue;
    const Point v0 = across.slope(second.curve[k]), v1 = across.slope(second.curve[k + 1]);
    if (!across.isAlong(v0)) continue;
    const double s =
        locate(0, 1, [&](double t) { return (across.ahead(hermite(second, k, t, v0, v1)) < 0) == (after < 0); });
    const double gap = across.beside(hermite(second, k, s, v0, v1));
    if (std::fabs(gap) <= kReach && (!best || std::fabs(gap) < std::fabs(best->gap))) best = BranchGap{gap, from, k};
  }
  return best;
}

void connectBranches(const Field& field, const WindowMetric& metric, const std::vector<Equilibrium>& equilibria,
                     const std::vector<PassedSaddles>& passed, double tolerance,
                     std::vector<ManifoldBranch>& branches) {
  Connector connector(field, metric, equilibria, tolerance, branches);
  for (const PassedSaddles& one : passed)
    for (const Passage& passage : one.passages)
      if (!branches[one.branch].gap) connector.tryAt(one.branch, passage);
}

}  // namespace separatrix
