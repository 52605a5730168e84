#include "core/equilibria/branch_and_prune.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

#include "core/base/contract.hpp"
#include "core/equilibria/box_relations.hpp"
#include "core/equilibria/cluster_boxes.hpp"
#include "core/equilibria/hansen_sengupta.hpp"

namespace separatrix {
namespace {

constexpr double kSmallBox = 0.01;    // of the window
constexpr double kInflation = 0.05;  // of the width, at each end

// Keeps of `box` what lies in `other`; true when a side lost more than half, so that looking again is worth more than halving.
bool intersect(Box& box, const Box& other) {
  bool shrank = false;
  for (std::size_t i = 0; i < box.size(); ++i) {
    const double width = box[i].width();
    box[i] = {std::max(box[i].lo, other[i].lo), std::min(box[i].hi, other[i].hi)};
    shrank = shrank || box[i].width() < 0.5 * width;
  }
  return shrank;
}

class Search {
 public:
  Search(const EnclosedEquations& equations, const Box& window, const BranchAndPruneOptions& options)
      : equations_(equations), window_(window), options_(options), operator_(equations), f_(window.size()) {}

  std::optional<ZerosInBox> run(const std::stop_token& stop) {
    queue_.push_back(window_);
    while (!queue_.empty()) {
      if (stop.stop_requested()) return std::nullopt;
      if (result_.boxes == options_.maximalBoxes || isContinuum()) break;
      ++result_.boxes;
      Box box = std::move(queue_.front());
      queue_.pop_front();
      examine(std::move(box));
    }
    std::vector<Box> left(std::make_move_iterator(queue_.begin()), std::make_move_iterator(queue_.end()));
    std::ranges::move(result_.undecided, std::back_inserter(left));
    std::erase_if(left, [this](const Box& box) { return isSettled(box); });
    result_.undecided = clusterBoxes(std::move(left), window_);
    return std::move(result_);
  }

 private:
  // So many boxes so small are a curve of zeros: isolated ones, even multiple, keep a few each.
  bool isContinuum() const {
    if (queue_.size() < options_.continuumBoxes) return false;
    for (std::size_t i = 0; i < window_.size(); ++i)
      if (queue_.front()[i].width() > kSmallBox * window_[i].width()) return false;
    return true;
  }

  // The smallest width worth bisecting along variable i: never below the spacing of doubles.
  double smallestWidth(std::size_t i, double fraction) const {
    return std::max(fraction * window_[i].width(), 16 * rounding::kUlp * window_[i].magnitude());
  }

  Box inflated(const Box& box) const {
    Box wider = box;
    for (std::size_t i = 0; i < box.size(); ++i) {
      double margin = std::max(kInflation * box[i].width(), smallestWidth(i, 1e-13));
      if (margin == 0) margin = 1e-12;
      wider[i] = {box[i].lo - margin, box[i].hi + margin};
    }
    return wider;
  }

  // At most the one zero already listed lies in such a box.
  bool isSettled(const Box& box) const {
    return std::ranges::any_of(result_.zeros, [&](const EnclosedZero& z) { return contains(z.unique, box); });
  }

  void examine(Box box) {
    equations_.values(box.data(), f_.data());
    bool isBounded = true;
    for (const Interval& f : f_) {
      if (!f.contains(0.0)) return;
      isBounded = isBounded && f.isBounded();
    }
    if (isSettled(box)) return;
    Box wider = inflated(box);
    const Box domain = wider;
    bool shrank = false;
    const Verdict verdict = operator_.narrow(wider);
    if (verdict == Verdict::empty) return;
    if (verdict == Verdict::unique) return accept(box, domain, std::move(wider));
    if (verdict != Verdict::unknown) {
      if (!meets(wider, box)) return;
      shrank = intersect(box, wider);
    }
    if (verdict == Verdict::tooFine) {
      result_.undecided.push_back(std::move(box));
      return;
    }
    if (shrank) return queue_.push_back(std::move(box));
    bisect(std::move(box), isBounded ? options_.smallestFraction : options_.smallestUnbounded);
  }

  void accept(const Box& box, const Box& domain, Box enclosure) {
    operator_.tighten(enclosure);
    if (!meets(enclosure, box)) return;  // the zero belongs to a neighbor
    for (const EnclosedZero& known : result_.zeros)
      if (contains(known.unique, enclosure) || contains(domain, known.enclosure)) return;
    result_.zeros.push_back({std::move(enclosure), domain});
  }

  void bisect(Box box, double smallestFraction) {
    std::size_t best = box.size();
    double bestScore = -1;
    for (std::size_t i = 0; i < box.size(); ++i) {
      if (box[i].width() <= smallestWidth(i, smallestFraction)) continue;
      const double score = operator_.smear()[i] + 1e-3 * box[i].width() / window_[i].width();
      if (score > bestScore) {
        best = i;
        bestScore = score;
      }
    }
    if (best == box.size()) {
      result_.undecided.push_back(std::move(box));
      return;
    }
    const double middle = box[best].middle();
    Box upper = box;
    upper[best].lo = middle;
    box[best].hi = middle;
    queue_.push_back(std::move(box));
    queue_.push_back(std::move(upper));
  }

  const EnclosedEquations& equations_;
  const Box& window_;
  const BranchAndPruneOptions& options_;
  HansenSengupta operator_;
  std::vector<Interval> f_;
  std::deque<Box> queue_;
  ZerosInBox result_;
};

}  // namespace

std::optional<ZerosInBox> branchAndPrune(const EnclosedEquations& equations, const Box& window,
                                         const BranchAndPruneOptions& options, const std::stop_token& stop) {
  SEPARATRIX_EXPECTS(window.size() == static_cast<std::size_t>(equations.dimension));
  return Search(equations, window, options).run(stop);
}

}  // namespace separatrix
