#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/phaseplane/verdicts_words.hpp"

namespace separatrix {
namespace {

constexpr double kNearFold = 0.02;  // of the window

struct Spectrum {
  double gap = std::numeric_limits<double>::infinity();                        ///< smallest |Re lambda|
  double scale = 0;                                                            ///< largest |lambda|
  double lowest = std::numeric_limits<double>::infinity(), highest = -lowest;  ///< of the real parts
};

Spectrum spectrumOf(const Equilibrium& e) {
  Spectrum s;
  for (const std::complex<double>& lambda : e.eigenvalues) {
    s.gap = std::min(s.gap, std::fabs(lambda.real()));
    s.scale = std::max(s.scale, std::abs(lambda));
    s.lowest = std::min(s.lowest, lambda.real());
    s.highest = std::max(s.highest, lambda.real());
  }
  return s;
}

std::string hyperbolicSentence(const std::string& id, const Equilibrium& e, const Spectrum& s) {
  const std::string size = "the eigenvalue nearest to the imaginary axis is " + inFourDigits(s.gap) +
                           " away from it, the largest has size " + inFourDigits(s.scale);
  return id + ", a " + std::string(name(e.type)) + ", is hyperbolic (" + size +
         "), so close to it the flow looks like its linear part.";
}

Verdict hartmanGrobman(const std::string& id, const Equilibrium& e, const Spectrum& s) {
  Verdict v{id, "Hartman–Grobman", hyperbolicSentence(id, e, s), {{"smallest |Re lambda| > 0", s.gap}}, {}};
  v.hypotheses.push_back({"largest |lambda|, for scale", s.scale});
  return v;
}

Verdict lyapunov(const std::string& id, const Equilibrium& e, const Spectrum& s) {
  if (e.stability == Stability::stable)
    return {id,
            "Lyapunov, indirect method",
            id + " is asymptotically stable: every eigenvalue has a negative real part, the largest is " +
                inFourDigits(s.highest) + ", so nearby orbits come in at least about as fast as exp(" +
                inFourDigits(s.highest) + " t).",
            {{"largest Re lambda < 0", s.highest}},
            {}};
  return {id,
          "Lyapunov, indirect method",
          id + " is unstable: an eigenvalue has the positive real part " + inFourDigits(s.highest) +
              ", so some orbit that starts arbitrarily near leaves.",
          {{"largest Re lambda > 0", s.highest}},
          {}};
}

Verdict undecided(const std::string& id, const Equilibrium& e, const Spectrum& s) {
  if (e.type == EquilibriumType::center)
    return {id,
            "Center theorem",
            id +
                " is a center: its eigenvalues are purely imaginary, which for a nonlinear field would prove nothing, "
                "but here "
                "the field is shown to have closed orbits all around it, of period near " +
                inFourDigits(2 * 3.14159265358979323846 / s.scale) + "; it is stable, not asymptotically.",
            {{"smallest |Re lambda| = 0", s.gap, true}, {"largest |lambda| > 0", s.scale}},
            {}};
  return {id,
          "Hartman–Grobman",
          id + " is not hyperbolic: an eigenvalue has real part 0 to rounding (size at most " + inFourDigits(s.gap) +
              ", against " + inFourDigits(s.scale) +
              " for the largest), so the linearization says nothing about stability.",
          {{"smallest |Re lambda| > 0", s.gap, false}},
          {}};
}

// Zeros of opposite index that approach each other meet at a fold.
void addNearFolds(const Portrait& portrait, std::vector<Verdict>& verdicts) {
  const std::vector<Equilibrium>& all = portrait.equilibria;
  for (std::size_t a = 0; a < all.size(); ++a) {
    for (std::size_t b = a + 1; b < all.size(); ++b) {
      const bool meets = std::abs(all[a].unstableDimension - all[b].unstableDimension) == 1;
      if (!meets) continue;
      double apart = 0;
      for (std::size_t i = 0; i < all[a].state.size(); ++i)
        apart = std::max(apart, std::fabs(all[a].state[i] - all[b].state[i]) / portrait.problem.box[i].width());
      if (!(apart < kNearFold)) continue;
      const std::string one = subjectId('e', a), other = subjectId('e', b);
      verdicts.push_back({one,
                          "Fold (saddle-node)",
                          one + " and " + other + " are " + inFourDigits(apart) +
                              " of the window apart: near a saddle-node, where they meet and vanish together.",
                          {{"distance, in windows", apart}},
                          std::max(all[a].evidence, all[b].evidence)});
    }
  }
}

void addPointsOfMaps(const Portrait& portrait, std::vector<Verdict>& verdicts) {
  for (std::size_t k = 0; k < portrait.fixedPoints.size(); ++k) {
    const FixedPoint& p = portrait.fixedPoints[k];
    const std::string id = subjectId('p', k);
    double gap = std::numeric_limits<double>::infinity(), largest = 0;
    for (const std::complex<double>& mu : p.multipliers) {
      gap = std::min(gap, std::fabs(std::abs(mu) - 1));
      largest = std::max(largest, std::abs(mu));
    }
    if (p.multipliers.empty() || !std::isfinite(largest)) continue;
    const bool isHyperbolic = p.stability != Stability::nonhyperbolic;
    const std::string size = "the multiplier nearest to the unit circle is " + inFourDigits(gap) +
                             " away from it, the largest has size " + inFourDigits(largest);
    verdicts.push_back(
        {id,
         "Hartman–Grobman",
         isHyperbolic ? id + ", a " + std::string(name(p.type)) + ", is hyperbolic (" + size +
                            "), so close to it the map looks like its linear part."
                      : id + " is not hyperbolic (" + size + "), so the linearization says nothing about stability.",
         {{"smallest ||mu| - 1| > 0", gap, isHyperbolic}},
         std::max(p.evidence, Evidence::converged)});
  }
}

}  // namespace

// The place may be proved; eigenvalues are computed in floating point.
void addEquilibriumVerdicts(const Portrait& portrait, std::vector<Verdict>& verdicts) {
  for (std::size_t k = 0; k < portrait.equilibria.size(); ++k) {
    const Equilibrium& e = portrait.equilibria[k];
    const std::string id = subjectId('e', k);
    if (e.eigenvalues.empty()) continue;
    const Spectrum s = spectrumOf(e);
    std::vector<Verdict> mine;
    if (e.type == EquilibriumType::center || e.stability == Stability::nonhyperbolic) {
      mine = {undecided(id, e, s)};
    } else {
      mine = {hartmanGrobman(id, e, s), lyapunov(id, e, s)};
    }
    for (Verdict& v : mine) {
      v.evidence = std::max(e.evidence, Evidence::converged);
      verdicts.push_back(std::move(v));
    }
  }
  addNearFolds(portrait, verdicts);
  addPointsOfMaps(portrait, verdicts);
}

}  // namespace separatrix
