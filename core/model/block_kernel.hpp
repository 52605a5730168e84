#pragma once

#include "core/model/instruction.hpp"

namespace separatrix {

/// Runs `code` over `quads` groups of four points. Registers below `uniformCount` are one number
/// for all points, `uniforms[r]`; the others are columns of kBlockSize points,
/// `columns + (r - uniformCount) * kBlockSize`, 32-byte aligned.
///
/// Results agree with the scalar tape to the accuracy of glibc's vector mathematics (4 ulp per
/// function) and depend on the processor's kernel: for drawing and stepping, never for proofs.
using BlockKernel = void (*)(const Instruction* code, unsigned long length, const double* uniforms,
                             unsigned uniformCount, double* columns, unsigned quads);

inline constexpr int kBlockSize = 128;

namespace block_v2 {
void run(const Instruction*, unsigned long, const double*, unsigned, double*, unsigned);  ///< any x86-64-v2
}
namespace block_v3 {
void run(const Instruction*, unsigned long, const double*, unsigned, double*, unsigned);  ///< AVX2
}

}  // namespace separatrix
