#include "core/model/evaluate.hpp"

namespace separatrix {
namespace {

// XPPAUT's mod: fmod, plus the divisor where that is negative; in [0, z) for z > 0, never beyond 2 |z|.
Interval modulo(const Interval& x, const Interval& z) {
  if (z.lo > 0) return x - z * floor(x / z);
  const double reach = 2 * z.magnitude();
  return {-reach, reach};
}

constexpr Interval kUnknownTruth{0, 1};

Interval truth(bool surely, bool surelyNot) {
  return surely ? Interval(1.0) : surelyNot ? Interval(0.0) : kUnknownTruth;
}
bool surelyTrue(const Interval& x) { return !x.contains(0.0); }
bool surelyFalse(const Interval& x) { return x == Interval(0.0); }

}  // namespace

template <>
void run<Interval>(std::span<const Tape::Instruction> code, Interval* r) {
  for (const auto& [operation, target, a, b, c] : code) {
    Interval& y = r[target];
    const Interval x = r[a];
    const Interval& z = r[b];
    switch (operation) {
      case Operation::literal:
      case Operation::state:
      case Operation::time:
      case Operation::parameter: break;
      case Operation::negate: y = -x; break;
      case Operation::sqrt: y = sqrt(x); break;
      case Operation::exp: y = exp(x); break;
      case Operation::log: y = log(x); break;
      case Operation::log10: y = log10(x); break;
      case Operation::sin: y = sin(x); break;
      case Operation::cos: y = cos(x); break;
      case Operation::tan: y = tan(x); break;
      case Operation::asin: y = asin(x); break;
      case Operation::acos: y = acos(x); break;
      case Operation::atan: y = atan(x); break;
      case Operation::sinh: y = sinh(x); break;
      case Operation::cosh: y = cosh(x); break;
      case Operation::tanh: y = tanh(x); break;
      case Operation::abs: y = abs(x); break;
      case Operation::sign: y = {sign(x.lo), sign(x.hi)}; break;
      case Operation::heaviside: y = {heaviside(x.lo), heaviside(x.hi)}; break;
      case Operation::floor: y = floor(x); break;
      case Operation::ceil: y = ceil(x); break;
      case Operation::logicalNot: y = truth(surelyFalse(x), surelyTrue(x)); break;
      case Operation::linearOverExpm1: y = linearOverExpm1(x); break;
      case Operation::linearOverExpm1Slope: y = linearOverExpm1Slope(x); break;
      case Operation::linearOverExpm1Curvature: y = linearOverExpm1Derivative(x, 2.0); break;
      case Operation::linearOverExpm1Derivative: y = linearOverExpm1Derivative(x, z); break;
      case Operation::sinc: y = sinc(x); break;
      case Operation::sincSlope: y = sincDerivative(x, 1.0); break;
      case Operation::sincDerivative: y = sincDerivative(x, z); break;
      case Operation::jumpSlope: y = x.contains(0.0) ? Interval::whole() : Interval(0.0); break;
      case Operation::erf: y = erf(x); break;
      case Operation::erfc: y = erfc(x); break;
      case Operation::logGamma:
      case Operation::polygamma: y = Interval::whole(); break;
      case Operation::square: y = powInteger(x, 2); break;
      case Operation::cube: y = powInteger(x, 3); break;
      case Operation::reciprocal: y = Interval(1.0) / x; break;
      case Operation::add: y = x + z; break;
      case Operation::subtract: y = x - z; break;
      case Operation::multiply: y = x * z; break;
      case Operation::divide: y = x / z; break;
      case Operation::power: y = pow(x, z); break;
      case Operation::modulo: y = modulo(x, z); break;
      case Operation::minimum: y = min(x, z); break;
      case Operation::maximum: y = max(x, z); break;
      case Operation::atan2: y = atan2(x, z); break;
      case Operation::less: y = truth(x.hi < z.lo, x.lo >= z.hi); break;
      case Operation::lessEqual: y = truth(x.hi <= z.lo, x.lo > z.hi); break;
      case Operation::greater: y = truth(x.lo > z.hi, x.hi <= z.lo); break;
      case Operation::greaterEqual: y = truth(x.lo >= z.hi, x.hi < z.lo); break;
      case Operation::equal: y = truth(x.lo == x.hi && x == z, !x.meets(z)); break;
      case Operation::notEqual: y = truth(!x.meets(z), x.lo == x.hi && x == z); break;
      case Operation::logicalAnd: y = truth(surelyTrue(x) && surelyTrue(z), surelyFalse(x) || surelyFalse(z)); break;
      case Operation::logicalOr: y = truth(surelyTrue(x) || surelyTrue(z), surelyFalse(x) && surelyFalse(z)); break;
      case Operation::besselJ: y = {-1, 1}; break;
      case Operation::besselY: y = Interval::whole(); break;
      case Operation::select: y = surelyTrue(x) ? z : surelyFalse(x) ? r[c] : hull(z, r[c]); break;
    }
  }
}

}  // namespace separatrix
