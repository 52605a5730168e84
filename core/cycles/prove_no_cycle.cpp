#include "core/cycles/prove_no_cycle.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/equilibria/careful_enclosure.hpp"

namespace separatrix {
namespace {

constexpr int kMostParts = 200;
constexpr int kDeepest = 10;  // halvings

// What may be true everywhere in the window.
enum Claim : std::size_t {
  divergencePositive,
  divergenceNegative,
  firstPositive,
  firstNegative,
  secondPositive,
  secondNegative,
  cooperative,  // each variable raises the other's rate, or does nothing to it
  competitive,
  smooth,  // f and Df are bounded, nothing jumps
  claimCount
};
using Claims = std::array<bool, claimCount>;

Claims claimsOf(const std::array<Interval, 6>& jet, bool isSmooth) {
  const Interval divergence = jet[2] + jet[5];
  return {divergence.lo > 0, divergence.hi<0, jet[0].lo> 0,    jet[0].hi<0, jet[1].lo> 0,
          jet[1].hi < 0,     jet[3].lo >= 0 && jet[4].lo >= 0, jet[3].hi <= 0 && jet[4].hi <= 0,
          isSmooth};
}

class Examination {
 public:
  explicit Examination(const Problem& problem)
      : box_(problem.box),
        jets_(problem.field().intervalsWithJacobian()),
        careful_(problem.field().share(problem.model->program->field), problem.parameters) {}

  // The claims proved for the whole window, by halving it as often as it helps.
  Claims run() {
    struct Part {
      Box box;
      std::size_t depth;
    };
    claims_.fill(true);
    std::vector<Part> open{{box_, 0}};
    for (int count = 0; !open.empty() && std::ranges::count(claims_, true) > 0; ++count) {
      if (count == kMostParts) return Claims{};
      const Part part = open.back();
      open.pop_back();
      keep(claimsAt({part.box[0].middle(), part.box[1].middle()}));  // a point may rule out at once
      const Claims here = claimsAt(part.box);
      const bool isSettled =
          std::ranges::equal(claims_, here, [](bool isOpen, bool holds) { return !isOpen || holds; });
      if (isSettled) continue;
      if (part.depth == kDeepest) {
        keep(here);
        continue;
      }
      const std::size_t axis = part.depth % 2;
      const double middle = part.box[axis].middle();
      for (const Interval& half : {Interval(part.box[axis].lo, middle), Interval(middle, part.box[axis].hi)}) {
        open.push_back({part.box, part.depth + 1});
        open.back().box[axis] = half;
      }
    }
    return claims_;
  }

  bool isSaddle(const Equilibrium& e) {
    if (e.evidence != Evidence::proved || !e.enclosure) return false;
    std::array<Interval, 6> jet;
    jets_(e.enclosure->data(), jet.data());
    return (jet[2] * jet[5] - jet[3] * jet[4]).hi < 0;
  }

 private:
  Claims claimsAt(const Box& box) {
    std::array<Interval, 6> jet;
    jets_(box.data(), jet.data());
    const bool isSmooth = std::ranges::all_of(jet, [](const Interval& v) { return v.isBounded(); }) &&
                          !(careful_.hasJumps() && careful_.mayJump(box));
    return isSmooth ? claimsOf(jet, true) : Claims{};
  }
  void keep(const Claims& other) {
    for (std::size_t k = 0; k < claimCount; ++k) claims_[k] = claims_[k] && other[k];
  }

  const Box box_;
  Evaluator<Interval> jets_;
  CarefulEnclosure careful_;
  Claims claims_{};
};

}  // namespace

std::string proveNoCycle(const Problem& problem, const std::vector<Equilibrium>& equilibria, bool equilibriaAreAll) {
  Examination window(problem);
  const Claims claims = window.run();
  const std::string no = "No closed orbit lies in the window: ";
  if (claims[divergencePositive] || claims[divergenceNegative])
    return no + "the divergence is " + (claims[divergencePositive] ? "positive" : "negative") +
           " everywhere (Bendixson).";
  if (claims[firstPositive] || claims[firstNegative] || claims[secondPositive] || claims[secondNegative]) {
    const bool isFirst = claims[firstPositive] || claims[firstNegative];
    return no + problem.model->variables[isFirst ? 0 : 1].name + " always moves one way.";
  }
  if (claims[cooperative] || claims[competitive])
    return no + "the variables " + (claims[cooperative] ? "raise" : "lower") +
           " each other's rates everywhere, so that every orbit is monotone in the end (Hirsch).";
  const auto isSaddle = [&](const Equilibrium& e) { return window.isSaddle(e); };
  if (claims[smooth] && equilibriaAreAll && std::ranges::all_of(equilibria, isSaddle))
    return no +
           (equilibria.empty() ? "it would enclose an equilibrium, and there is none"
                               : "it would enclose equilibria of index sum 1, and there are only saddles") +
           " (Poincaré).";
  return {};
}

}  // namespace separatrix
