#include "core/continuation/equilibrium_branches.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/continuation/branch_census.hpp"
#include "core/continuation/locate_special.hpp"
#include "core/continuation/name_specials.hpp"

namespace separatrix {
namespace {

constexpr int kSlices = 7;       // inside the range, where a proof is not to be had
constexpr double kSame = 1e-6;   // scaled distance of points that are one
constexpr double kFiner = 0.125;

Error cancelled() { return {Error::Code::cancelled, "The bifurcation diagram was cancelled."}; }

// The branches of one unfolding: of a flow, or of the points of one period of a map.
class BranchCollector {
 public:
  BranchCollector(const Problem& problem, const DiagramOptions& options, const Unfolding& unfolding,
                  EquilibriumBranches& result, std::function<void()> progress, const std::stop_token& stop)
      : problem_(problem),
        options_(options),
        unfolding_(unfolding),
        result_(result),
        progress_(std::move(progress)),
        stop_(stop),
        n_(static_cast<std::size_t>(unfolding.n)) {}

  // False when stopped.
  bool collect() {
    auto census = takeCensus(problem_, unfolding_, options_.range, stop_);
    if (!census) return false;
    census_ = std::move(*census);
    const std::size_t firstBranch = result_.branches.size(), firstSpecial = result_.specials.size();
    const auto doubled = result_.specials;
    for (const double step : {0.015, 0.015 * kFiner}) {
      result_.branches.resize(firstBranch);
      result_.specials.resize(firstSpecial);
      for (std::size_t k = 0; k < firstSpecial; ++k) result_.specials[k] = doubled[k];
      prepare(step);
      if (!followAll()) return false;
      if (!skipped_) break;
    }
    judge();
    return true;
  }

 private:
  void prepare(double step) {
    settings_ = {};
    settings_.window = census_.window;
    settings_.largestStep = step;
    for (const Interval& side : census_.window)
      settings_.scale.push_back(std::max(side.width(), 1e-9 * std::max(1.0, side.magnitude())));
    for (const double value : options_.at) settings_.marks.push_back({value, true});
    needsSlices_ = census_.evidence != Evidence::proved || !census_.undecided.empty() || unfolding_.n > 4;
    const Interval& range = options_.range;
    for (int k = 1; needsSlices_ && k <= kSlices; ++k)
      settings_.marks.push_back({range.lo + range.width() * (k + 0.0127) / (kSlices + 1), false});
    std::ranges::sort(settings_.marks, {}, &ParameterMark::value);
    std::erase_if(census_.border, [&](const BorderPoint& p) { return isOfLowerPeriod(unfolding_, p.z, settings_.scale); });
    used_.assign(census_.border.size(), 0);
    skipped_ = false;
    follower_.emplace(problem_, unfolding_, settings_, result_.specials, stop_);
  }

  bool followAll() {
    for (std::size_t k = 0; k < census_.border.size(); ++k)
      if (used_[k] == 0 && !fromBorder(k)) return false;
    if (!fromFolds() || !fromSlices() || !fromDoubled()) return false;
    return fromBranchPoints();
  }

  bool fromBorder(std::size_t k) {
    const BorderPoint& start = census_.border[k];
    used_[k] = 1;
    const std::optional<BranchNode> node = follower_->nodeAt(start.z);
    if (!node) return true;
    const double inward = start.upper ? -node->tangent[start.side] : node->tangent[start.side];
    const BranchEnd here{start.side == n_ ? BranchEnd::Reason::range : BranchEnd::Reason::window, -1};
    for (const int direction : {1, -1}) {
      if (inward * direction < -1e-9) continue;
      auto path = follower_->follow(*node, direction);
      if (!path) return false;
      if (path->nodes.size() < 2 || length(*path) < 1e-9) continue;
      add(std::move(*path), here, "");
    }
    return true;
  }

  // Both directions from a point inside the window.
  bool fromInside(const BranchNode& node, const std::string& from, bool alongOnly) {
    BranchNode back = node;
    for (double& t : back.tangent) t = -t;
    auto forward = alongOnly ? follower_->followAlong(node.z, node.tangent) : follower_->follow(node, 1);
    if (!forward) return false;
    if (forward->end == BranchEnd::Reason::closed) {
      add(std::move(*forward), {BranchEnd::Reason::closed, -1}, from);
      return true;
    }
    auto backward = alongOnly ? follower_->followAlong(back.z, back.tangent) : follower_->follow(node, -1);
    if (!backward) return false;
    FollowedPath whole;
    for (std::size_t k = backward->nodes.size(); k-- > 1;) {
      for (double& t : backward->nodes[k].tangent) t = -t;
      whole.nodes.push_back(std::move(backward->nodes[k]));
    }
    std::ranges::move(forward->nodes, std::back_inserter(whole.nodes));
    whole.end = forward->end;
    if (whole.nodes.size() < 2) return true;
    const bool known = isKnownEnd(whole.nodes.front()) || isKnownEnd(whole.nodes.back());
    if (known && from.empty()) {
      skipped_ = true;  // a branch went past this one's part without seeing it
      return true;
    }
    add(std::move(whole), {backward->end, -1}, from);
    return true;
  }

  bool fromFolds() {
    for (const std::vector<double>& fold : census_.folds) {
      if (isLocated(fold)) continue;
      const std::optional<BranchNode> node = follower_->nodeAt(fold);
      if (node && !fromInside(*node, "", false)) return false;
    }
    return true;
  }

  bool fromSlices() {
    for (std::size_t m = 0; m < settings_.marks.size(); ++m) {
      const ParameterMark& mark = settings_.marks[m];
      if (mark.asked) continue;
      const Box box(census_.window.begin(), census_.window.end() - 1);
      const auto slice = pointsOfSlice(problem_, unfolding_, box, mark.value, stop_);
      if (!slice && stop_.stop_requested()) return false;
      if (!slice) continue;
      for (const std::vector<double>& z : slice->points) {
        if (isOnBranch(z)) continue;
        const std::optional<BranchNode> node = follower_->nodeAt(z);
        if (node && !fromInside(*node, "", false)) return false;
      }
    }
    return true;
  }

  // Points of twice the period from period doublings of half this period.
  bool fromDoubled() {
    for (std::size_t k = 0; k < result_.specials.size(); ++k) {
      const FoundSpecial& special = result_.specials[k];
      if (special.point.kind != SpecialKind::periodDoubling || 2 * special.iterations != unfolding_.iterations) continue;
      if (isReached(special.z)) continue;
      std::vector<double> tangent(n_ + 1, 0.0);
      double size = 0;
      for (std::size_t i = 0; i < n_; ++i) {
        tangent[i] = special.critical[i] / settings_.scale[i];
        size += tangent[i] * tangent[i];
      }
      for (double& t : tangent) t /= std::sqrt(size);
      auto path = follower_->followAlong(special.z, tangent);
      if (!path) return false;
      if (path->nodes.size() > 2) add(std::move(*path), {BranchEnd::Reason::special, static_cast<int>(k)}, "#" + std::to_string(k));
    }
    return true;
  }

  bool fromBranchPoints() {
    for (std::size_t k = 0; k < result_.specials.size(); ++k) {
      for (std::size_t d = 0; d < result_.specials[k].directions.size(); ++d) {
        FoundSpecial& special = result_.specials[k];
        if (special.followed[d] != 0 || special.iterations != unfolding_.iterations) continue;
        special.followed[d] = 1;
        BranchNode node;
        node.z = special.z;
        node.tangent = special.directions[d];
        node.special = static_cast<int>(k);
        node.spectrum = special.spectrum;
        if (!fromInside(node, "#" + std::to_string(k), true)) return false;
      }
    }
    return true;
  }

  double length(const FollowedPath& path) const {
    double sum = 0;
    for (std::size_t k = 1; k < path.nodes.size(); ++k) sum += distance(path.nodes[k - 1].z, path.nodes[k].z);
    return sum;
  }
  double distance(const std::vector<double>& a, const std::vector<double>& b) const {
    double largest = 0;
    for (std::size_t i = 0; i <= n_; ++i) largest = std::max(largest, std::fabs(a[i] - b[i]) / settings_.scale[i]);
    return largest;
  }

  bool isLocated(const std::vector<double>& z) const {
    return std::ranges::any_of(result_.specials, [&](const FoundSpecial& s) {
      return (s.point.kind == SpecialKind::fold || s.point.kind == SpecialKind::branchPoint) && distance(s.z, z) <= kSame;
    });
  }
  bool isOnBranch(const std::vector<double>& z) const {
    for (const std::vector<double>& known : crossings_)
      if (distance(known, z) <= kSame) return true;
    return false;
  }
  // Does a branch of this unfolding end at the point?
  bool isReached(const std::vector<double>& z) const {
    for (const std::vector<double>& end : specialEnds_)
      if (distance(end, z) <= kSame) return true;
    return false;
  }
  bool isKnownEnd(const BranchNode& node) const {
    for (std::size_t k = 0; k < census_.border.size(); ++k)
      if (used_[k] != 0 && distance(census_.border[k].z, node.z) <= kSame) return true;
    return false;
  }

  void add(FollowedPath path, BranchEnd begin, const std::string& from) {
    std::vector<std::vector<double>> orbit = {path.nodes.front().z, path.nodes.back().z};
    const int index = static_cast<int>(result_.branches.size());
    Branch branch;
    branch.kind = unfolding_.iterations > 0 ? Branch::Kind::fixedPoints : Branch::Kind::equilibria;
    branch.from = from;
    branch.begin = begin;
    branch.end = {path.end, -1};
    if (path.end == BranchEnd::Reason::special) resolveDoubling(branch.end, path.nodes.back().z);
    if (begin.reason == BranchEnd::Reason::special && begin.special < 0) resolveDoubling(branch.begin, path.nodes.front().z);
    if (branch.end.special >= 0) specialEnds_.push_back(path.nodes.back().z);
    if (branch.begin.special >= 0) specialEnds_.push_back(path.nodes.front().z);
    for (BranchNode& node : path.nodes) {
      if (node.special >= 0 && node.special < static_cast<int>(result_.specials.size()) &&
          result_.specials[static_cast<std::size_t>(node.special)].point.branch < 0)
        result_.specials[static_cast<std::size_t>(node.special)].point.branch = index;
      if (node.mark >= 0 && !node.asked) addCrossings(node.z);
      BranchPoint point;
      point.parameter = node.z[n_];
      point.state.assign(node.z.begin(), node.z.end() - 1);
      point.stability = node.spectrum.stability;
      point.unstableDimension = node.spectrum.unstable;
      point.multipliers = std::move(node.spectrum.multipliers);
      point.period = unfolding_.iterations;
      point.asked = node.asked || isAsked(point.parameter);
      branch.points.push_back(std::move(point));
    }
    for (std::size_t k = 0; k < census_.border.size(); ++k)
      for (const std::vector<double>& end : orbit)
        for (const std::vector<double>& image : images(end))
          if (distance(census_.border[k].z, image) <= kSame) used_[k] = 1;
    addBranch(std::move(branch));
    if (progress_) progress_();
  }

  bool isAsked(double parameter) const { return std::ranges::find(options_.at, parameter) != options_.at.end(); }
  void addCrossings(const std::vector<double>& z) {
    for (std::vector<double>& image : images(z)) crossings_.push_back(std::move(image));
  }

  // The branch itself and, for points of period m of a map, its m - 1 images.
  void addBranch(Branch branch) {
    std::vector<Branch> all = {std::move(branch)};
    for (int j = 1; j < unfolding_.iterations; ++j) {
      all.push_back(all.back());
      for (BranchPoint& point : all.back().points) {
        std::vector<double> z = point.state;
        z.push_back(point.parameter);
        const std::vector<double> image = imageOf(z);
        point.state.assign(image.begin(), image.end() - 1);
      }
    }
    for (Branch& b : all) result_.branches.push_back(std::move(b));
  }
  std::vector<double> imageOf(const std::vector<double>& z) const {
    Unfolding once = unfolding_;
    once.iterations = 1;
    std::vector<double> image = z, g(n_);
    UnfoldedEvaluator<double>(once).values(z.data(), g.data());
    for (std::size_t i = 0; i < n_; ++i) image[i] += g[i];
    return image;
  }
  std::vector<std::vector<double>> images(const std::vector<double>& z) const {
    std::vector<std::vector<double>> all = {z};
    for (int j = 1; j < unfolding_.iterations; ++j) all.push_back(imageOf(all.back()));
    return all;
  }

  // A branch of doubled points ends at the period doubling, not at the branch point of the iterated map there.
  void resolveDoubling(BranchEnd& end, const std::vector<double>& z) {
    for (std::size_t k = 0; k < result_.specials.size(); ++k) {
      const FoundSpecial& special = result_.specials[k];
      if (special.point.kind != SpecialKind::periodDoubling || unfolding_.iterations % (2 * special.iterations) != 0) continue;
      for (const std::vector<double>& image : images(z)) {
        if (distance(special.z, image) > kSame) continue;
        end.special = static_cast<int>(k);
        return;
      }
    }
  }

  // How surely nothing is missing.
  void judge() {
    Evidence here = census_.evidence;
    if (here == Evidence::proved && !std::ranges::all_of(census_.folds, [&](const auto& z) { return isLocated(z); }))
      here = Evidence::converged;
    for (const Box& box : census_.undecided) {
      const bool explained = std::ranges::any_of(result_.specials, [&](const FoundSpecial& s) {
        for (std::size_t i = 0; i <= n_; ++i)
          if (!Interval(box[i].lo - kSame * settings_.scale[i], box[i].hi + kSame * settings_.scale[i]).contains(s.z[i]) ||
              box[i].width() > 1e-3 * settings_.scale[i])
            return false;
        return true;
      });
      if (!explained) here = Evidence::heuristic;
      if (here == Evidence::proved) here = Evidence::converged;
    }
    if (static_cast<int>(here) > static_cast<int>(result_.complete)) result_.complete = here;
  }

  const Problem& problem_;
  const DiagramOptions& options_;
  Unfolding unfolding_;
  EquilibriumBranches& result_;
  std::function<void()> progress_;
  std::stop_token stop_;
  std::size_t n_;
  BranchCensus census_;
  FollowSettings settings_;
  std::optional<BranchFollower> follower_;
  std::vector<char> used_;
  std::vector<std::vector<double>> crossings_, specialEnds_;
  bool needsSlices_ = false, skipped_ = false;
};

}  // namespace

Result<EquilibriumBranches> followEquilibria(const Problem& problem, const DiagramOptions& options,
                                             const std::function<void(const EquilibriumBranches&)>& progress,
                                             const std::stop_token& stop) {
  EquilibriumBranches result;
  result.complete = Evidence::proved;
  Unfolding unfolding;
  unfolding.which = {options.parameter};
  unfolding.program = unfold(*problem.model->program, unfolding.which);
  unfolding.parameters = problem.parameters;
  unfolding.n = problem.model->program->stateCount;
  if (unfolding.program == nullptr)
    return std::unexpected(Error{Error::Code::numerical, "The derivatives of this model are too long to be followed."});
  const bool isMap = problem.model->kind == ModelKind::map;
  const auto tell = [&] {
    if (!progress) return;
    EquilibriumBranches partial = result;
    nameSpecials(partial);
    progress(partial);
  };
  for (int m = isMap ? 1 : 0; m <= (isMap ? options.maximalIterations : 0); ++m) {
    unfolding.iterations = m;
    if (!BranchCollector(problem, options, unfolding, result, tell, stop).collect()) {
      if (stop.stop_requested()) return std::unexpected(cancelled());
      return std::unexpected(Error{Error::Code::usage, "The box searched for equilibria is empty or unbounded."});
    }
  }
  nameSpecials(result);
  return result;
}

}  // namespace separatrix
