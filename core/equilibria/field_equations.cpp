#include "core/equilibria/field_equations.hpp"

#include <algorithm>
#include <vector>

namespace separatrix {

ValuesAndJacobian equilibriumEquations(const Field& field) {
  const int n = field.dimension();
  return [n, fJ = field.withJacobian(), both = std::vector<double>(static_cast<std::size_t>(n + n * n))](
             const double* x, double* f, double* J) mutable {
    fJ(x, both.data());
    std::copy_n(both.data(), n, f);
    std::copy_n(both.data() + n, n * n, J);
  };
}

bool isExactlyLinear(const Field& field) {
  const Tape& tape = field.program().fieldAndJacobian;
  const std::size_t n = static_cast<std::size_t>(field.dimension());
  std::vector<Interval> x(n), out(n + n * n);
  field.intervalsWithJacobian()(x.data(), out.data());
  for (std::size_t k = n; k < n + n * n; ++k)
    if (tape.outputs[k] >= tape.uniformCount || out[k].lo != out[k].hi) return false;
  return true;
}

}  // namespace separatrix
