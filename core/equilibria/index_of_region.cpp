#include "core/equilibria/index_of_region.hpp"

#include <algorithm>
#include <cmath>

#include "core/equilibria/box_relations.hpp"
#include "core/equilibria/careful_enclosure.hpp"
#include "core/equilibria/winding_number.hpp"

namespace separatrix {
namespace {

constexpr double kGrowth = 8;
constexpr double kWidest = 0.02;  // of the window, on each side
constexpr int kMaximalPieces = 1500;

class Surroundings {
 public:
  Surroundings(const Problem& problem, std::span<const Box> all, std::span<const Equilibrium> proved)
      : window_(problem.box), all_(all), proved_(proved), intervals_(problem.field().intervals()),
        careful_(problem.field().share(problem.model->program->field), problem.parameters), f_(window_.size()) {}

  std::optional<int> around(const Box& region) {
    for (double margin = 1e-13; margin <= kWidest; margin *= kGrowth) {
      Box box = region;
      for (std::size_t i = 0; i < box.size(); ++i) {
        const double wider = 0.1 * box[i].width() + margin * window_[i].width();
        box[i] = {box[i].lo - wider, box[i].hi + wider};
      }
      if (!contains(window_, box)) return std::nullopt;
      const std::ptrdiff_t others = std::ranges::count_if(all_, [&](const Box& other) { return meets(box, other); });
      if (others != 1) return std::nullopt;  // itself
      const std::optional<int> within = indexOfZerosIn(box);
      if (!within) continue;
      if (!isContinuous(box)) return std::nullopt;
      if (const std::optional<int> turns = winding(box)) return *turns - *within;
    }
    return std::nullopt;
  }

 private:
  std::optional<int> indexOfZerosIn(const Box& box) const {
    int sum = 0;
    for (const Equilibrium& e : proved_) {
      if (!e.enclosure || !meets(box, *e.enclosure)) continue;
      if (!contains(box, *e.enclosure)) return std::nullopt;
      sum += indexOfProved(e);
    }
    return sum;
  }

  bool isContinuous(const Box& box) {
    intervals_(box.data(), f_.data());
    return std::ranges::all_of(f_, &Interval::isBounded) && !careful_.mayJump(box);
  }

  std::optional<int> winding(const Box& box) {
    if (box.size() == 2) {
      const auto field = [this](const Interval& x, const Interval& y, Interval f[2]) {
        const Interval at[2] = {x, y};
        intervals_(at, f);
      };
      return windingNumber(field, box[0], box[1], kMaximalPieces);
    }
    Interval lower = box[0].lo, upper = box[0].hi, atLower, atUpper;
    intervals_(&lower, &atLower);
    intervals_(&upper, &atUpper);
    if (atLower.contains(0.0) || atUpper.contains(0.0)) return std::nullopt;
    return ((atUpper.lo > 0 ? 1 : -1) - (atLower.lo > 0 ? 1 : -1)) / 2;
  }

  const Box& window_;
  std::span<const Box> all_;
  std::span<const Equilibrium> proved_;
  Evaluator<Interval> intervals_;
  CarefulEnclosure careful_;
  std::vector<Interval> f_;
};

}  // namespace

int indexOfProved(const Equilibrium& e) {
  const std::vector<double>& J = e.jacobian;
  const double determinant = J.size() == 4 ? J[0] * J[3] - J[1] * J[2] : J.empty() ? 0 : J[0];
  return determinant < 0 ? -1 : 1;
}

std::optional<int> indexOfRegion(const Problem& problem, const Box& region, std::span<const Box> all, std::span<const Equilibrium> proved) {
  if (problem.box.size() > 2) return std::nullopt;
  return Surroundings(problem, all, proved).around(region);
}

}  // namespace separatrix
