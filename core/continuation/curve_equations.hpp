#pragma once

#include <cstddef>

namespace separatrix {

/// N equations g(z) = 0 in N + 1 unknowns, a curve; or in N, a point of it.
class CurveEquations {
 public:
  CurveEquations() = default;
  CurveEquations(const CurveEquations&) = default;
  CurveEquations& operator=(const CurveEquations&) = default;
  virtual ~CurveEquations() = default;

  virtual std::size_t equations() const = 0;
  virtual std::size_t unknowns() const = 0;

  /// g (N values) and Dg (N x unknowns, row-major) at z. Not finite where g is not defined; false where the
  /// equations themselves break down.
  virtual bool evaluate(const double* z, double* g, double* Dg) = 0;

  /// Bordering vectors move on to what the last evaluation found.
  virtual void adapt() {}
};

}  // namespace separatrix
