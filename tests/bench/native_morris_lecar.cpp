#include "tests/bench/native_morris_lecar.hpp"

#include <cmath>

namespace separatrix::bench {
namespace {

inline void field(const NativeMorrisLecar& m, double V, double n, double& dV, double& dn) {
  const double mInf = 0.5 * (1 + std::tanh((V - m.V1) / m.V2));
  const double nInf = 0.5 * (1 + std::tanh((V - m.V3) / m.V4));
  const double rate = m.phi * std::cosh((V - m.V3) / (2 * m.V4));
  dV = (m.I_ext - m.gL * (V - m.VL) - m.gCa * mInf * (V - m.VCa) - m.gK * n * (V - m.VK)) / m.C;
  dn = rate * (nInf - n);
}

}  // namespace

[[gnu::noinline]] void evaluate(const NativeMorrisLecar& model, const double* x, double* out) {
  field(model, x[0], x[1], out[0], out[1]);
}

[[gnu::noinline]] void evaluate(const NativeMorrisLecar& model, const double* V, const double* n, double* dV,
                                double* dn, int count) {
  for (int p = 0; p < count; ++p) field(model, V[p], n[p], dV[p], dn[p]);
}

}  // namespace separatrix::bench
