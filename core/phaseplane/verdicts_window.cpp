#include <algorithm>
#include <optional>

#include "core/equilibria/careful_enclosure.hpp"
#include "core/phaseplane/verdicts_words.hpp"

namespace separatrix {
namespace {

constexpr int kMostBoxes = 2000;

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return count == 0 ? "no " + one : std::to_string(count) + " " + (count == 1 ? one : many);
}

void addCompleteness(const Portrait& portrait, std::vector<Verdict>& verdicts) {
  const bool isMap = portrait.problem.model->kind == ModelKind::map;
  const Completeness& known = isMap ? portrait.fixedPointsComplete : portrait.equilibriaComplete;
  const std::size_t count = isMap ? portrait.fixedPoints.size() : portrait.equilibria.size();
  const std::string what = counted(count, isMap ? "fixed point" : "equilibrium", isMap ? "fixed points" : "equilibria");
  const std::size_t left = known.undecided.size();
  Verdict v{"window",
            "Interval arithmetic",
            {},
            {{"undecided boxes = 0", static_cast<double>(left), left == 0}},
            known.evidence};
  if (known.evidence == Evidence::proved) {
    v.sentence = "Proved: " + what + (count == 0 ? " in the window." : " and no others in the window.");
  } else if (left > 0) {
    v.sentence = "Found: " + what + "; in " + counted(left, "small box", "small boxes") +
                 " of the window neither existence nor absence could be proved.";
  } else {
    v.sentence = "Found: " + what + "; that there are no others is not proved.";
  }
  verdicts.push_back(std::move(v));
}

void addIndex(const Portrait& portrait, std::vector<Verdict>& verdicts) {
  if (!portrait.indexCheck) return;
  const IndexCheck& check = *portrait.indexCheck;
  verdicts.push_back({"window",
                      "Poincaré–Hopf",
                      "The field turns " + std::to_string(check.alongBorder) +
                          " times along the window's border and the equilibria found have indices that sum to " +
                          std::to_string(check.sumFound) +
                          (check.consistent ? ", as they must." : ": something is missing."),
                      {{"turns along the border", static_cast<double>(check.alongBorder), check.consistent},
                       {"sum of the indices found", static_cast<double>(check.sumFound), check.consistent}},
                      Evidence::proved});
}

// The range of div f over the window when interval arithmetic shows it to keep one sign; by halving boxes.
std::optional<Interval> divergenceOfOneSign(const Problem& problem) {
  Evaluator<Interval> f = problem.field().intervalsWithJacobian();
  std::vector<Box> boxes{problem.box};
  std::vector<Interval> out(6);
  std::optional<Interval> range;
  for (int count = 0; !boxes.empty(); ++count) {
    if (count == kMostBoxes) return std::nullopt;
    Box box = std::move(boxes.back());
    boxes.pop_back();
    f(box.data(), out.data());
    const Interval divergence = out[2] + out[5];
    if (divergence.isBounded() && (divergence.lo > 0 || divergence.hi < 0)) {
      range = range ? hull(*range, divergence) : divergence;
      if (range->lo <= 0 && range->hi >= 0) return std::nullopt;
      continue;
    }
    const auto share = [&](std::size_t i) { return box[i].width() / problem.box[i].width(); };
    const std::size_t i = share(0) >= share(1) ? 0 : 1;
    const double middle = box[i].middle();
    if (!(box[i].lo < middle && middle < box[i].hi)) return std::nullopt;
    Box other = box;
    box[i].hi = other[i].lo = middle;
    boxes.push_back(std::move(box));
    boxes.push_back(std::move(other));
  }
  return range;
}

// Across a jump derivatives say nothing.
bool isSmooth(const Problem& problem) {
  const Field field = problem.field();
  return !CarefulEnclosure(field.share(field.program().field), field.parameters()).hasJumps();
}

void addNoCycles(const Portrait& portrait, std::vector<Verdict>& verdicts) {
  const Problem& problem = portrait.problem;
  if (problem.box.size() != 2 || problem.model->kind != ModelKind::flow || problem.model->dependsOnTime ||
      !isSmooth(problem))
    return;
  if (const std::optional<Interval> div = divergenceOfOneSign(problem)) {
    const std::string sign = div->lo > 0 ? "positive" : "negative";
    const double nearest = div->lo > 0 ? div->lo : div->hi;
    verdicts.push_back({"window",
                        "Bendixson",
                        "No closed orbit lies in the window: the divergence is " + sign + " everywhere, between " +
                            inFourDigits(div->lo) + " and " + inFourDigits(div->hi) + ", so areas only " +
                            (div->lo > 0 ? "grow." : "shrink."),
                        {{"divergence of one sign; nearest to 0", nearest}},
                        Evidence::proved});
  }
  if (portrait.equilibriaComplete.evidence != Evidence::proved || !portrait.indexCheck) return;  // continuous inside
  const auto positive =
      std::ranges::count_if(portrait.equilibria, [](const Equilibrium& e) { return poincareIndex(e) >= 0; });
  if (positive > 0) return;
  const std::string why =
      portrait.equilibria.empty() ? "no equilibrium lies in it" : "every equilibrium in it is a saddle, of index -1";
  verdicts.push_back({"window",
                      "Poincaré index",
                      "No closed orbit lies in the window: inside one the indices sum to +1, but " + why + ".",
                      {{"equilibria of index +1 or unknown", static_cast<double>(positive)}},
                      portrait.equilibria.empty() ? Evidence::proved : Evidence::converged});
}

}  // namespace

void addWindowVerdicts(const Portrait& portrait, std::vector<Verdict>& verdicts) {
  if (!portrait.problem.model) return;
  addCompleteness(portrait, verdicts);
  addIndex(portrait, verdicts);
  addNoCycles(portrait, verdicts);
}

}  // namespace separatrix
