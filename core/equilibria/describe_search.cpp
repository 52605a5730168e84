#include "core/equilibria/describe_search.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

#include "core/base/number.hpp"

namespace separatrix {
namespace {

constexpr std::size_t kMostNamed = 4;

class Words {
 public:
  Words(const Problem& problem, const EquilibriaInBox& result) : problem_(problem), result_(result) {}

  std::vector<std::string> all(bool vanishes) {
    if (vanishes) say("The field vanishes in a whole region of the window: every point of it is an equilibrium.");
    describeCurves();
    describeRegions(vanishes);
    describePoints();
    return std::move(sentences_);
  }

 private:
  void say(std::string sentence) { sentences_.push_back(std::move(sentence)); }
  const std::string& nameOf(std::size_t i) const { return problem_.model->variables[i].name; }

  // "x = 1, y = 0"
  std::string place(std::span<const double> x) const {
    std::string text;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const double value = std::fabs(x[i]) <= 1e-9 * problem_.box[i].width() ? 0.0 : x[i];
      text += (i == 0 ? "" : ", ") + nameOf(i) + " = " + formatNumber(value, 6);
    }
    return text;
  }

  std::string place(const Box& box) const {
    std::vector<double> middle;
    for (const Interval& side : box) middle.push_back(side.middle());
    return place(middle);
  }

  // "V = -29.5680, n = 0.0058 (within 1.2e-08 of the window)" or, of a wide box, its sides.
  std::string extent(const Box& box) const {
    double widest = 0;
    for (std::size_t i = 0; i < box.size(); ++i) widest = std::max(widest, box[i].width() / problem_.box[i].width());
    if (widest < 1e-3) return "around " + place(box);
    std::string text = "in";
    for (std::size_t i = 0; i < box.size(); ++i)
      text += (i == 0 ? " " : ", ") + nameOf(i) + " from " + formatNumber(box[i].lo, 4) + " to " + formatNumber(box[i].hi, 4);
    return text;
  }

  void describeCurves() {
    const std::size_t count = result_.curves.size();
    for (std::size_t k = 0; k < std::min(count, kMostNamed); ++k) {
      const Curve& curve = result_.curves[k];
      const bool isClosed = std::ranges::equal(curve.front(), curve.back());
      say(isClosed ? "A closed curve of equilibria passes through " + place(curve.front()) + "."
                   : "A line of equilibria runs from " + place(curve.front()) + " to " + place(curve.back()) + ".");
    }
    if (count > kMostNamed) say(std::to_string(count - kMostNamed) + " more curves of equilibria were found.");
    if (count > 0) say("Curves of equilibria are followed point by point, not proved; near them an isolated equilibrium may be missing.");
  }

  void describeRegions(bool vanishes) {
    const Completeness& completeness = result_.completeness;
    if (vanishes || !result_.curves.empty()) return;
    const std::size_t count = completeness.undecided.size();
    for (std::size_t k = 0; k < std::min(count, kMostNamed); ++k) {
      std::string sentence = "One region of the window could not be decided, " + extent(completeness.undecided[k]) + ": ";
      const std::optional<int> index = k < completeness.indices.size() ? completeness.indices[k] : std::nullopt;
      if (!index)
        sentence += "it may hold equilibria that are not listed";
      else if (*index == 0)
        sentence += "the field turns 0 times around it, so it holds no equilibrium, a degenerate one, or several whose indices cancel (as a saddle and a node at a fold)";
      else
        sentence += "the field turns " + std::to_string(*index) + (std::abs(*index) == 1 ? " time" : " times") + " around it, so it holds at least one equilibrium";
      say(sentence + "; outside it none is missing.");
    }
    if (count > kMostNamed) say(std::to_string(count - kMostNamed) + " more regions of the window could not be decided: there may be more equilibria there.");
  }

  void describePoints() {
    std::map<std::string, std::vector<const Equilibrium*>> byReason;
    for (const Equilibrium& e : result_.found)
      if (!e.reason.empty()) byReason[e.reason].push_back(&e);
    for (const auto& [reason, points] : byReason) {
      const bool isCenter = points.front()->type == EquilibriumType::center;
      if (points.size() == 1)
        say("The equilibrium at " + place(points[0]->state) + (isCenter ? " is a center: " : " has no type: ") + reason + ".");
      else
        say(std::to_string(points.size()) + " equilibria " + (isCenter ? "are centers: " : "have no type: ") + reason + ".");
    }
    std::size_t named = 0;
    for (const Equilibrium& e : result_.found)
      if (e.index && e.reason.empty() && e.evidence != Evidence::proved && named++ < kMostNamed)
        say("The equilibrium at " + place(e.state) + " is degenerate; its index is " + std::to_string(*e.index) + ".");
  }

  const Problem& problem_;
  const EquilibriaInBox& result_;
  std::vector<std::string> sentences_;
};

}  // namespace

std::vector<std::string> describeSearch(const Problem& problem, const EquilibriaInBox& result, bool vanishes) {
  if (result.completeness.undecided.empty() && std::ranges::all_of(result.found, [](const Equilibrium& e) { return e.reason.empty() && !e.index; }))
    return {};
  return Words(problem, result).all(vanishes);
}

}  // namespace separatrix
