#include <cmath>

#include "core/phaseplane/verdicts_words.hpp"

namespace separatrix {
namespace {

std::string placeOf(const Portrait& portrait, const BranchDestination& ends) {
  switch (ends.kind) {
    case BranchDestination::Kind::equilibrium: {
      const auto k = static_cast<std::size_t>(ends.index);
      return "the " + std::string(name(portrait.equilibria[k].type)) + " " + subjectId('e', k);
    }
    case BranchDestination::Kind::cycle: {
      const auto k = static_cast<std::size_t>(ends.index);
      return "the " + std::string(name(portrait.cycles[k].stability)) + " cycle " + subjectId('c', k);
    }
    case BranchDestination::Kind::window: return "outside the window";
    case BranchDestination::Kind::infinity: return "infinity";
    case BranchDestination::Kind::unresolved: break;
  }
  return {};
}

std::string fateOf(const Portrait& portrait, const ManifoldBranch& b) {
  const std::string place = placeOf(portrait, b.ends);
  if (place.empty()) return "where it ends was not established";
  const bool isOut = b.ends.kind == BranchDestination::Kind::window || b.ends.kind == BranchDestination::Kind::infinity;
  if (b.kind == ManifoldBranch::Kind::stable) return "backward in time it comes from " + place;
  return isOut && b.ends.kind == BranchDestination::Kind::window ? "it leaves the window" : "it goes to " + place;
}

// The eigenvalue that belongs to a branch; they are sorted by falling real part.
double rateOf(const Equilibrium& saddle, const ManifoldBranch& b) {
  return (b.kind == ManifoldBranch::Kind::unstable ? saddle.eigenvalues.front() : saddle.eigenvalues.back()).real();
}

Verdict stableManifold(const Portrait& portrait, const ManifoldBranch& b, const std::string& id) {
  const Equilibrium& saddle = portrait.equilibria[static_cast<std::size_t>(b.equilibrium)];
  const bool isUnstable = b.kind == ManifoldBranch::Kind::unstable;
  const double rate = rateOf(saddle, b);
  const std::string whose = subjectId('e', static_cast<std::size_t>(b.equilibrium));
  return {id,
          "Stable manifold theorem",
          std::string("The ") + (isUnstable ? "unstable" : "stable") + " manifold of " + whose +
              " is a smooth curve, tangent there to the eigenvector of " + inFourDigits(rate) +
              (isUnstable ? " > 0" : " < 0") + "; of this branch, " + fateOf(portrait, b) + ".",
          {{isUnstable ? "its eigenvalue > 0" : "its eigenvalue < 0", rate}},
          b.evidence};
}

Verdict connection(const ManifoldBranch& b, const std::string& id) {
  const bool isLoop = b.ends.index == b.equilibrium;
  const std::string from = subjectId('e', static_cast<std::size_t>(b.equilibrium)),
                    to = subjectId('e', static_cast<std::size_t>(b.ends.index));
  const std::string what =
      isLoop ? "a homoclinic loop of " + from : "a connection between the saddles " + from + " and " + to;
  return {id,
          "Transversality",
          "The stable and the unstable branch miss each other by " + inFourDigits(*b.gap) +
              " of the window, less than the " + inFourDigits(b.gapTolerance) + " that can be told from 0: " + what +
              ", which almost every change of a parameter breaks.",
          {{"gap below its tolerance", *b.gap, *b.gap <= b.gapTolerance}, {"tolerance of the gap", b.gapTolerance}},
          b.evidence};
}

}  // namespace

void addBranchVerdicts(const Portrait& portrait, std::vector<Verdict>& verdicts) {
  for (const ManifoldBranch& b : portrait.manifolds) {
    const std::string id = subjectId('e', static_cast<std::size_t>(b.equilibrium)) +
                           (b.kind == ManifoldBranch::Kind::unstable ? ".unstable." : ".stable.") +
                           (b.side > 0 ? "+1" : "-1");
    verdicts.push_back(stableManifold(portrait, b, id));
    if (b.gap) verdicts.push_back(connection(b, id));
  }
}

}  // namespace separatrix
