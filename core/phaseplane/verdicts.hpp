#pragma once

#include <string>
#include <vector>

#include "core/base/evidence.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// One condition of a theorem with the number that was computed for it.
struct Hypothesis {
  std::string condition;  ///< "smallest |Re lambda| > 0"
  double value = 0;       ///< finite
  bool holds = true;      ///< false: the theorem says nothing here
};

/// What a theorem says about one object of a portrait.
struct Verdict {
  std::string subject;   ///< "e1", "c1", "p1", "e2.unstable.+1" or "window"
  std::string theorem;   ///< "Hartman–Grobman", "Floquet", ...
  std::string sentence;  ///< one sentence for a student, with its numbers to 4 digits
  std::vector<Hypothesis> hypotheses;
  Evidence evidence = Evidence::heuristic;  ///< of the hypotheses' numbers; never more than that of the object
};

/// The verdicts on everything in a portrait, in the order equilibria (points of maps), cycles, branches, window.
///
/// - Equilibria: Hartman–Grobman and Lyapunov with the hyperbolicity gap min |Re lambda|; where that is zero, that
///   the linear part decides nothing; that two equilibria are about to meet (near a fold).
/// - Cycles: Floquet's multiplier with its distance from the unit circle; the sum of the indices inside.
/// - Branches: the stable manifold theorem, where the branch ends, and the gap of a connection.
/// - Window: whether all equilibria are known, the index along the border, and that there is no closed orbit where
///   Bendixson's criterion (divergence of one sign, by interval arithmetic) or the index forbids one.
std::vector<Verdict> verdictsOf(const Portrait& portrait);

}  // namespace separatrix
