#pragma once

#include <string>

#include "core/phaseplane/verdicts.hpp"

namespace separatrix {

// The parts of verdictsOf, one file each; they append to `verdicts`.
void addEquilibriumVerdicts(const Portrait& portrait, std::vector<Verdict>& verdicts);
void addCycleVerdicts(const Portrait& portrait, std::vector<Verdict>& verdicts);
void addBranchVerdicts(const Portrait& portrait, std::vector<Verdict>& verdicts);
void addWindowVerdicts(const Portrait& portrait, std::vector<Verdict>& verdicts);

std::string subjectId(char letter, std::size_t index);  ///< 'e', 0: "e1"
std::string inFourDigits(double value);                 ///< "inf" never: values too large read "1e+308 or more"

/// +1 or -1, the sign of det Df; 0 where that is zero to rounding. Planar equilibria.
int poincareIndex(const Equilibrium& equilibrium);

}  // namespace separatrix
