#include "core/phaseplane/verdicts.hpp"

#include <cmath>

#include "core/base/number.hpp"
#include "core/phaseplane/verdicts_words.hpp"

namespace separatrix {

std::string subjectId(char letter, std::size_t index) { return letter + std::to_string(index + 1); }

std::string inFourDigits(double value) {
  if (!std::isfinite(value)) return value > 0 ? "1e+308 or more" : "-1e+308 or less";
  return formatNumber(value, 4);
}

int poincareIndex(const Equilibrium& e) {
  const auto& J = e.jacobian;
  const double plus = J[0] * J[3], minus = J[1] * J[2], determinant = plus - minus;
  if (!(std::fabs(determinant) > 1e-9 * (std::fabs(plus) + std::fabs(minus)))) return 0;
  return determinant > 0 ? 1 : -1;
}

std::vector<Verdict> verdictsOf(const Portrait& portrait) {
  std::vector<Verdict> verdicts;
  addEquilibriumVerdicts(portrait, verdicts);
  addCycleVerdicts(portrait, verdicts);
  addBranchVerdicts(portrait, verdicts);
  addWindowVerdicts(portrait, verdicts);
  return verdicts;
}

}  // namespace separatrix
