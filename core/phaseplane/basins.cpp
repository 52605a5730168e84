#include "core/phaseplane/basins.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/flow/lanes.hpp"
#include "core/phaseplane/basins_traps.hpp"
#include "core/phaseplane/orbit_raster.hpp"

namespace separatrix {
namespace {

using Kind = BranchDestination::Kind;
constexpr int kCoarsest = 16;
constexpr int kUnknown = -1;

// The grid being filled, a little larger than the window so that every cell lies between lattice points of all sizes.
class Painter {
 public:
  Painter(const Portrait& portrait, const ComputeBasinsOptions& options)
      : portrait_(portrait),
        options_(options),
        traps_(portrait),
        isLine_(portrait.problem.plane.i == portrait.problem.plane.j),
        wide_(roundedUp(options.columns)),
        high_(isLine_ ? 1 : roundedUp(options.rows)),
        field_(portrait.problem.field()),
        cells_(static_cast<std::size_t>(wide_) * high_, kUnknown),
        followed_(cells_.size(), 0),
        attractors_(traps_.attractors()) {
    addBorders();
  }

  Result<Basins> paint(const BasinsSink& sink, const std::stop_token& stop) {
    if (options_.everyCell) {
      followAll(1, stop);
    } else {
      followAll(kCoarsest, stop);
      for (int s = kCoarsest; s > 1 && !stop.stop_requested(); s /= 2) {
        if (sink) sink(basins(s));
        refine(s / 2, stop);
      }
      repair(stop);
    }
    if (stop.stop_requested())
      return std::unexpected(Error{Error::Code::cancelled, "The basins were not finished: newer ones are wanted."});
    Basins result = basins(1);
    result.finished = true;
    if (sink) sink(result);
    return result;
  }

 private:
  static int roundedUp(int count) { return (count + kCoarsest - 2) / kCoarsest * kCoarsest + 1; }
  std::size_t index(int c, int r) const { return static_cast<std::size_t>(r) * wide_ + c; }

  // Counts of cells on known borders, summed from the corner: border_[index(c, r)] over columns <= c, rows <= r.
  void addBorders() {
    if (isLine_) return;
    std::vector<OrbitRaster> curves;
    const auto add = [&](const Curve& curve) {
      curves.emplace_back(portrait_.problem, curve, options_.columns, options_.rows);
    };
    for (const ManifoldBranch& branch : portrait_.manifolds)
      if (branch.kind == ManifoldBranch::Kind::stable) add(branch.curve);
    for (const Cycle& cycle : portrait_.cycles)
      if (cycle.stability != Stability::stable) add(cycle.orbit);
    if (curves.empty()) return;
    border_.assign(cells_.size(), 0);
    for (int r = 0; r < high_; ++r) {
      for (int c = 0; c < wide_; ++c) {
        const std::vector<double> x = center(c, r);
        const int here = std::ranges::any_of(curves, [&](const OrbitRaster& curve) { return curve.holds(x); });
        const int below = r > 0 ? border_[index(c, r - 1)] : 0, left = c > 0 ? border_[index(c - 1, r)] : 0;
        border_[index(c, r)] = here + below + left - (r > 0 && c > 0 ? border_[index(c - 1, r - 1)] : 0);
      }
    }
  }
  bool hasBorder(int c0, int c1, int r0, int r1) const {
    if (border_.empty()) return false;
    const auto sum = [&](int c, int r) { return c < 0 || r < 0 ? 0 : border_[index(c, r)]; };
    c1 = std::min(c1, wide_ - 1);
    r1 = std::min(r1, high_ - 1);
    c0 = std::max(c0, 0);
    r0 = std::max(r0, 0);
    return sum(c1, r1) - sum(c0 - 1, r1) - sum(c1, r0 - 1) + sum(c0 - 1, r0 - 1) > 0;
  }

  std::vector<double> center(int c, int r) const {
    const Problem& problem = portrait_.problem;
    std::vector<double> x = problem.plane.held;
    const auto i = static_cast<std::size_t>(problem.plane.i), j = static_cast<std::size_t>(problem.plane.j);
    if (!isLine_) x[j] = problem.box[j].lo + problem.box[j].width() * ((r + 0.5) / options_.rows);
    x[i] = problem.box[i].lo + problem.box[i].width() * ((c + 0.5) / options_.columns);
    return x;
  }

  int numberOf(const BranchDestination& fate) {
    const auto found = std::ranges::find(attractors_, fate);
    if (found != attractors_.end()) return static_cast<int>(found - attractors_.begin());
    attractors_.push_back(fate);
    return static_cast<int>(attractors_.size()) - 1;
  }

  // The trajectories through these cells' centers, in lanes.
  void follow(const std::vector<std::size_t>& chosen, const std::stop_token& stop) {
    if (chosen.empty()) return;
    Curve starts{portrait_.problem.model->dimension(), {}};
    for (const std::size_t k : chosen)
      starts.append(center(static_cast<int>(k % static_cast<std::size_t>(wide_)), static_cast<int>(k / static_cast<std::size_t>(wide_))));
    std::vector<BasinRun> runs(chosen.size(), BasinRun(traps_));
    IntegrateLanesOptions lanes{.tolerance = options_.tolerance};
    lanes.time = options_.time > 0 ? options_.time : traps_.longestTime();
    lanes.bound = std::numeric_limits<double>::max();
    lanes.maximalSteps = options_.maximalSteps;
    lanes.handOverStiff = true;
    const auto ends = integrateLanes(
        field_, starts, lanes, [&](std::size_t lane, const DenseStep& step) { return runs[lane].note(step); }, stop);
    if (stop.stop_requested()) return;
    for (std::size_t k = 0; k < chosen.size(); ++k) {
      cells_[chosen[k]] = numberOf(runs[k].fate(ends[k]));
      followed_[chosen[k]] = 1;
    }
  }

  void followAll(int s, const std::stop_token& stop) {
    std::vector<std::size_t> chosen;
    for (int r = 0; r < high_; r += s)
      for (int c = 0; c < wide_; c += s) chosen.push_back(index(c, r));
    follow(chosen, stop);
  }

  // From spacing 2 s to spacing s.
  void refine(int s, const std::stop_token& stop) {
    std::vector<std::size_t> chosen;
    for (int r = 0; r < high_; r += s) {
      for (int c = 0; c < wide_; c += s) {
        if (cells_[index(c, r)] != kUnknown) continue;
        const int c0 = c / (2 * s) * 2 * s, r0 = r / (2 * s) * 2 * s;
        const int c1 = c == c0 ? c0 : c0 + 2 * s, r1 = r == r0 ? r0 : r0 + 2 * s;
        const int value = cells_[index(c0, r0)];
        const bool equal = value == cells_[index(c1, r0)] && value == cells_[index(c0, r1)] && value == cells_[index(c1, r1)];
        if (equal && !hasBorder(c - s + 1, c + s - 1, r - s + 1, r + s - 1))
          inherited_.emplace_back(index(c, r), value);
        else
          chosen.push_back(index(c, r));
      }
    }
    for (const auto& [k, value] : inherited_) cells_[k] = value;
    inherited_.clear();
    follow(chosen, stop);
  }

  // Inherited cells beside a cell of another basin are followed, until no such cell is left.
  void repair(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      std::vector<std::size_t> chosen;
      for (int r = 0; r < high_; ++r) {
        for (int c = 0; c < wide_; ++c) {
          const std::size_t k = index(c, r);
          if (followed_[k] != 0) continue;
          const int value = cells_[k];
          if ((c > 0 && cells_[k - 1] != value) || (c + 1 < wide_ && cells_[k + 1] != value) ||
              (r > 0 && cells_[index(c, r - 1)] != value) || (r + 1 < high_ && cells_[index(c, r + 1)] != value))
            chosen.push_back(k);
        }
      }
      if (chosen.empty()) return;
      follow(chosen, stop);
    }
  }

  // What is known at spacing s, each cell like the nearest lattice point.
  Basins basins(int s) const {
    Basins result;
    result.columns = options_.columns;
    result.rows = isLine_ ? 1 : options_.rows;
    result.attractors = attractors_;
    bool allFollowed = true;
    for (int r = 0; r < result.rows; ++r) {
      for (int c = 0; c < result.columns; ++c) {
        const std::size_t k = index((c + s / 2) / s * s, (r + s / 2) / s * s);
        result.cells.push_back(cells_[k]);
        result.integrated += followed_[index(c, r)];
        allFollowed = allFollowed && followed_[index(c, r)] != 0;
      }
    }
    const bool allResolved = std::ranges::all_of(attractors_, [](const BranchDestination& d) { return d.kind == Kind::equilibrium || d.kind == Kind::cycle || d.kind == Kind::infinity; });
    if (allFollowed && allResolved) result.evidence = Evidence::converged;
    return result;
  }

  const Portrait& portrait_;
  const ComputeBasinsOptions& options_;
  BasinTraps traps_;
  bool isLine_;
  int wide_, high_;
  Field field_;
  std::vector<int> cells_;
  std::vector<char> followed_;
  std::vector<int> border_;
  std::vector<std::pair<std::size_t, int>> inherited_;
  std::vector<BranchDestination> attractors_;
};

}  // namespace

Result<Basins> computeBasins(const Portrait& portrait, const ComputeBasinsOptions& options, const BasinsSink& sink,
                             const std::stop_token& stop) {
  constexpr int kMost = 4096;
  if (portrait.problem.model->kind != ModelKind::flow)
    return std::unexpected(Error{.code = Error::Code::usage,
                                 .sentence = "Basins are painted for flows; this model is a " +
                                             std::string(portrait.problem.model->kind == ModelKind::map ? "map" : "flow with resets") + "."});
  if (options.columns < 2 || options.rows < 2 || options.columns > kMost || options.rows > kMost)
    return std::unexpected(Error{Error::Code::usage, "A grid of basins has between 2 and 4096 cells on each side."});
  return Painter(portrait, options).paint(sink, stop);
}

}  // namespace separatrix
