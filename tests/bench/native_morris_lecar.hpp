#pragma once

namespace separatrix::bench {

/// Morris–Lecar as a person would write it in C++: the yardstick of rhs/point and rhs/block.
struct NativeMorrisLecar {
  double I_ext, gL, VL, gCa, VCa, gK, VK, C, V1, V2, V3, V4, phi;
};

/// out = (V', n') at x = (V, n). Never inlined into a caller: a model is behind a call there too.
void evaluate(const NativeMorrisLecar& model, const double* x, double* out);

/// The same over `count` points, coordinates in columns.
void evaluate(const NativeMorrisLecar& model, const double* V, const double* n, double* dV, double* dn, int count);

}  // namespace separatrix::bench
