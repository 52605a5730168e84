#include <algorithm>
#include <cmath>

#include "core/base/number.hpp"
#include "core/phaseplane/verdicts_words.hpp"

namespace separatrix {
namespace {

// exp(log) in four digits, as a power of ten where a double cannot hold it.
std::string factorOf(double log) {
  if (std::fabs(log) < 690) return inFourDigits(std::exp(log));
  return "10^" + formatNumber(log / std::log(10.0), 4);
}

Verdict floquet(const std::string& id, const Cycle& c) {
  const bool isStable = c.stability == Stability::stable;
  const double log = c.logMultipliers.front();  // the largest
  Verdict v{id, "Floquet", {}, {{"||multiplier| - 1| > 0", std::fabs(std::expm1(std::min(log, 690.0)))}}, c.evidence};
  if (c.stability == Stability::nonhyperbolic) {
    v.hypotheses[0].holds = false;
    v.sentence = id + " has the multiplier " + factorOf(log) +
                 ", 1 to within what can be computed: Floquet's theorem says nothing; it may attract from one side and "
                 "repel on the other, as at a fold of cycles.";
  } else if (isStable) {
    v.sentence = id + " is stable: in one turn of length " + inFourDigits(c.period) +
                 " a small distance from it shrinks by the factor " + factorOf(log) + " < 1" +
                 (c.logMultipliers.size() > 1 ? " or less." : ".");
  } else {
    v.sentence = id +
                 (c.stability == Stability::saddle ? " is of saddle type: in one turn of length "
                                                   : " is unstable: in one turn of length ") +
                 inFourDigits(c.period) + " a small distance from it grows by the factor " + factorOf(log) + " > 1.";
  }
  v.hypotheses.push_back({"log |multiplier|", log});
  return v;
}

Verdict indexInside(const std::string& id, const Portrait& portrait, const Cycle& c) {
  int sum = 0;
  bool isKnown = true;
  Evidence evidence = c.evidence;
  for (const int e : c.encloses) {
    const Equilibrium& inside = portrait.equilibria[static_cast<std::size_t>(e)];
    const int index = poincareIndex(inside);
    isKnown = isKnown && index != 0;
    sum += index;
    evidence = std::max(evidence, inside.evidence);
  }
  Verdict v{
      id, "Poincaré index", {}, {{"sum of the indices inside = 1", static_cast<double>(sum), sum == 1}}, evidence};
  if (!isKnown) {
    v.sentence = "The indices of the equilibria inside " + id +
                 " cannot all be read off their linear parts, so the sum, which must be +1, is not checked.";
    v.hypotheses[0].holds = false;
  } else if (sum == 1) {
    v.sentence =
        "The equilibria inside " + id + " have indices that sum to +1, as they must inside every closed orbit.";
  } else {
    v.sentence = "The equilibria found inside " + id + " have indices that sum to " + std::to_string(sum) +
                 " instead of +1: inside or outside the window, one is missing.";
  }
  return v;
}

}  // namespace

void addCycleVerdicts(const Portrait& portrait, std::vector<Verdict>& verdicts) {
  for (std::size_t k = 0; k < portrait.cycles.size(); ++k) {
    const Cycle& c = portrait.cycles[k];
    const std::string id = subjectId('c', k);
    if (!c.logMultipliers.empty() && std::isfinite(c.logMultipliers.front())) verdicts.push_back(floquet(id, c));
    if (portrait.problem.box.size() == 2) verdicts.push_back(indexInside(id, portrait, c));
  }
}

}  // namespace separatrix
